/** The arithmetic of a rollout: what false blocks add up to, and what has to be shown before a policy may block. */

/**
 * Share of deploys that at least one of `policies` blocks falsely, each at `rate`, independently.
 *
 * @param rate false blocks per evaluation of one policy, 0 to 1
 */
export const anyFalseBlock = (policies: number, rate: number): number => 1 - (1 - rate) ** policies;

/** The rate each of `policies` may have so that `anyFalseBlock` stays at `share`. */
export const ratePerPolicy = (policies: number, share: number): number => 1 - (1 - share) ** (1 / policies);

/** Upper end, with 95% confidence, of a rate of which none were seen in `evaluations`: the rule of three. */
export const rateNotExceeded = (evaluations: number): number => 3 / evaluations;

/** Hours a year that renewing exceptions costs. */
export const renewalHours = (exceptions: number, minutes: number, timesAYear: number): number =>
  (exceptions * minutes * timesAYear) / 60;

/** Kestrel: a payments company that this handbook made up, like its figures. */
export const kestrel = {
  teams: 64,
  repos: 1150,
  templated: 720,
  deploysPerWeek: 1800,
  violations: 2900,
  fixedByPullRequest: 0.61,
  exceptions: 140,
  enforcedRate: 0.0005,
} as const;
