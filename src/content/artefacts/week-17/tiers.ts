const forEachSilo = 5;
const forThePool = 40;

// #region connections
/** Connections that stay open: five for each silo, 40 for everything that shares one pool. */
export function connections({ silo, shared }: { silo: number; shared: number }): number {
  return silo * forEachSilo + (shared > 0 ? forThePool : 0);
}
// #endregion connections

/** Adapters between n systems: one each to a common format, or one for each ordered pair. */
export const adapters = (systems: number): { canonical: number; pairwise: number } => ({
  canonical: 2 * systems,
  pairwise: systems * (systems - 1),
});
