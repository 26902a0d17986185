// #region origin
/**
 * Whether a request may use the cookies it carries.
 * @param origin value of the Origin header; absent from programs that are no browsers
 * @param allowed exact origins: scheme, host and port
 */
export function originAllowed(origin: string | undefined, allowed: ReadonlySet<string>): boolean {
  return origin === undefined || allowed.has(origin);
}
// #endregion origin
