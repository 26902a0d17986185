/** An error whose status and text the client may see; 503 gets a Retry-After. */
export class ClientError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Stands where you have to write something. */
export function notWritten(what) {
  throw new ClientError(501, `not written yet: ${what}`);
}
