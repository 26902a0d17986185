// #region load
/** An answer that is no success, a network that is down or a server too slow: one error, with words for the user. */
export class ApiError extends Error {}

/** All transactions of the server. @throws ApiError after 8 s, without a network, or on a status that is no 2xx */
export async function load(url, signal = AbortSignal.timeout(8_000)) {
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    const slow = error.name === 'TimeoutError';
    throw new ApiError(slow ? 'The server took too long.' : 'The server cannot be reached.', { cause: error });
  }
  if (!response.ok) throw new ApiError(`The server answered ${response.status}.`);
  return response.json();
}
// #endregion load
