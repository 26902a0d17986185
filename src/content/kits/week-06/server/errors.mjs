/** An error whose status and code the client may see. */
export class ClientError extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Stands where you have to write something. */
export function notWritten(what) {
  throw new ClientError(501, `not written yet: ${what}`);
}
