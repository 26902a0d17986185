// #region load
/** No network, a server too slow, a status that is no success, a body that is no JSON: one error, with words for the user. */
export class ApiError extends Error {}

const words = { TimeoutError: 'The server took too long.', SyntaxError: 'The server sent something that cannot be read.' };

/** All transactions of the server. @throws ApiError after 8 s, without a network, or on a status that is no 2xx, or on a body that is no JSON */
export async function load(url, signal = AbortSignal.timeout(8_000)) {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new ApiError(`The server answered ${response.status}.`);
    return await response.json(); // with await, so that a failure of the body ends in the catch below
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(words[error.name] ?? 'The server cannot be reached.', { cause: error });
  }
}
// #endregion load
