/** Whether a principal may do this to that: `{ allow, reason }`. What no rule allows is denied. */
export function authorize(who, action, what) {
  throw new Error(`not written yet: may ${who.role} do ${action}? (src/authorize.mjs)`);
}
