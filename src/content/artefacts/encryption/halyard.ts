/** The sums of Halyard, a document service that this handbook made up. Prices are list prices of AWS KMS. */

export const halyard = {
  documents: 3_200_000,
  bytes: 40e12,
  tenants: 1150,
  readsPerSecond: 3000,
  certificates: 640,
} as const;

const secondsPerMonth = 30 * 86_400;

/** Dollars a month for calls to the key service at 0.03 dollars for 10,000. */
export const callCost = (perSecond: number): number => (perSecond * secondsPerMonth * 0.03) / 10_000;

/** Calls a month. */
export const callsPerMonth = (perSecond: number): number => perSecond * secondsPerMonth;

/** Messages that one key may encrypt under random 96-bit nonces (NIST SP 800-38D, section 8.3). */
export const messagesPerKey = 2 ** 32;

/** Chance that two of n random 96-bit nonces are equal, for small chances: n² ÷ 2 ÷ 2⁹⁶. */
export const nonceCollision = (messages: number): number => messages ** 2 / 2 / 2 ** 96;

/** Renewals a year when each certificate is replaced after `usedShare` of its lifetime. */
export const renewals = (certificates: number, lifetimeDays: number, usedShare = 1): number =>
  (certificates * 365) / (lifetimeDays * usedShare);
