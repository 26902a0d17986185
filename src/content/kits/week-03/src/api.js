/** GET and POST /transactions, PUT and DELETE /transactions/ID, each with a timeout of 8 s. */
export const TIMEOUT = 8_000;
