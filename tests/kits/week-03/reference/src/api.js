/** GET and POST /transactions, PUT and DELETE /transactions/ID, each with a timeout of 8 s. */
export const TIMEOUT = 8_000;

/** No network, a server too slow, a status that is no success or a body that is no JSON, with words for the user. */
export class ApiError extends Error {}

const words = { TimeoutError: 'The server took too long.', SyntaxError: 'The server sent something that cannot be read.' };

async function call(method, path, sent) {
  try {
    const body = sent === undefined ? undefined : JSON.stringify(sent);
    const response = await fetch(path, { method, body, signal: AbortSignal.timeout(TIMEOUT) });
    // A change that is already gone on the server has nothing left to do.
    if (!response.ok && !(method === 'DELETE' && response.status === 404))
      throw new ApiError(`The server answered ${response.status}.`);
    return method === 'GET' ? await response.json() : undefined;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(words[error.name] ?? 'The server cannot be reached.', { cause: error });
  }
}

export const load = () => call('GET', '/transactions');
export const send = (method, id, transaction) =>
  call(method, method === 'POST' ? '/transactions' : `/transactions/${id}`, transaction);
