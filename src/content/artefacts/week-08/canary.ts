/** How much a canary can tell: exact binomial tails, no approximation. */

/**
 * Chance of at most `most` errors among `requests`, each of which fails with probability `ratio`.
 * @param ratio in (0, 1)
 */
export function atMost(most: number, requests: number, ratio: number): number {
  let term = Math.exp(requests * Math.log1p(-ratio));
  let sum = term;
  for (let errors = 1; errors <= most; errors += 1) {
    term *= ((requests - errors + 1) / errors) * (ratio / (1 - ratio));
    sum += term;
  }
  return Math.min(1, sum);
}

// #region canary
export interface Rule {
  /** Requests that the canary is watched for. */
  requests: number;
  /** More errors than this abort the release. */
  limit: number;
}

/** Chance that the rule aborts a release whose true error ratio is `ratio`. */
export const aborts = ({ requests, limit }: Rule, ratio: number): number =>
  1 - atMost(limit, requests, ratio);

/** Requests that a canary gets: 40 a second, of which 5% for 10 minutes make 1,200. */
export const canaryRequests = (perSecond: number, share: number, minutes: number): number =>
  perSecond * share * minutes * 60;
// #endregion canary

/**
 * The smallest rule that aborts a good release in at most `risk` of cases and misses a bad one in at most `risk`.
 * Requests are tried in steps of 100.
 */
export function smallestRule(good: number, bad: number, risk: number): Rule {
  for (let requests = 100; requests <= 100_000; requests += 100) {
    let limit = 0;
    while (1 - atMost(limit, requests, good) > risk) limit += 1;
    if (atMost(limit, requests, bad) <= risk) return { requests, limit };
  }
  throw new Error('these two ratios are too close for 100,000 requests');
}

/** Highest error ratio that none of `requests` failing leaves open, with 95% confidence. */
export const noneFailed = (requests: number): number => 1 - 0.05 ** (1 / requests);
