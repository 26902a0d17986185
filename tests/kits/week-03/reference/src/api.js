/** GET and POST /transactions, PUT and DELETE /transactions/ID, each with a timeout of 8 s. */
export const TIMEOUT = 8_000;

/** An answer that is no success, a network that is down or a server too slow, with words for the user. */
export class ApiError extends Error {}

async function call(method, path, sent) {
  let response;
  try {
    const body = sent === undefined ? undefined : JSON.stringify(sent);
    response = await fetch(path, { method, body, signal: AbortSignal.timeout(TIMEOUT) });
  } catch (error) {
    const slow = error.name === 'TimeoutError';
    throw new ApiError(slow ? 'The server took too long.' : 'The server cannot be reached.', { cause: error });
  }
  // A change that is already gone on the server has nothing left to do.
  if (!response.ok && !(method === 'DELETE' && response.status === 404))
    throw new ApiError(`The server answered ${response.status}.`);
  return method === 'GET' ? response.json() : undefined;
}

export const load = () => call('GET', '/transactions');
export const send = (method, id, transaction) =>
  call(method, method === 'POST' ? '/transactions' : `/transactions/${id}`, transaction);
