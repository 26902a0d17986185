/**
 * Whether a request may use the cookies it carries. app.mjs asks before every change; sockets.mjs has to ask too.
 * @param origin value of the Origin header; absent from programs that are no browsers
 * @param allowed set of exact origins
 */
export function originAllowed(_origin, _allowed) {
  return true; // not written yet
}
