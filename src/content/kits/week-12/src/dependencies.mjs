/** Packages of a package-lock.json that are older than an advisory’s `below`: `[{ name, version, severity }]`. */
export function vulnerable(lock, advisories) {
  throw new Error(`not written yet: ${advisories.length} advisories (src/dependencies.mjs)`);
}
