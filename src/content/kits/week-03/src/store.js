/** Reads and writes localStorage under `finance.v1`, and tells subscribers of every change. */
export const KEY = 'finance.v1';
