/** Errors as RFC 9457 has them. */
export class Problem extends Error {
  /** @param more further fields of the answer @param headers further headers of the answer */
  constructor(status, title, more = {}, headers = {}) {
    super(title);
    Object.assign(this, { status, more, headers });
  }
}
