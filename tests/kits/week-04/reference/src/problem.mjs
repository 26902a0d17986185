/** Errors as RFC 9457 has them. */
export class Problem extends Error {
  /** @param more further fields of the answer @param headers further headers of the answer */
  constructor(status, title, more = {}, headers = {}) {
    super(title);
    Object.assign(this, { status, more, headers });
  }
}

const titles = { 400: 'The body is not JSON', 413: 'The body is too large' };

/** The last middleware: a known problem is told in full, everything else is a 500 without details. */
export function makeErrorHandler(log) {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    const known = error instanceof Problem ? error : new Problem(status, titles[status] ?? 'Something went wrong here');
    if (status >= 500) log({ level: 'error', requestId: request.id, error: error.stack });
    response.status(status).set(known.headers).type('application/problem+json');
    response.send(
      JSON.stringify({ type: 'about:blank', title: known.message, status, ...known.more, requestId: request.id }),
    );
  };
}
