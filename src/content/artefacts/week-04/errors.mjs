// #region problem
/** An error that the client may see, as RFC 9457 has it. Everything else becomes a 500 without details. */
export class Problem extends Error {
  constructor(status, title, more = {}, headers = {}) {
    super(title);
    Object.assign(this, { status, more, headers });
  }
}

/** The last middleware. Express knows it by its four parameters, so all four have to be there. */
export function makeErrorHandler(log) {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = error instanceof Problem ? error : new Problem(error.status ?? 500, titleOf(error.status));
    log({ level: known.status >= 500 ? 'error' : 'info', requestId: request.id, status: known.status, error: error.stack });
    response.status(known.status).set(known.headers).type('application/problem+json');
    response.send(JSON.stringify({ type: 'about:blank', title: known.message, status: known.status, ...known.more, requestId: request.id }));
  };
}

/** What Express and its parsers throw carries a status; their messages are not for clients. */
const titleOf = (status) => ({ 400: 'The body is not JSON', 413: 'The body is too large' })[status] ?? 'Something went wrong here';
// #endregion problem
