/**
 * Whether a request may use the cookies it carries.
 * @param origin value of the Origin header; absent from programs that are no browsers
 * @param allowed set of exact origins
 */
export function originAllowed(origin, allowed) {
  return origin === undefined || allowed.has(origin);
}
