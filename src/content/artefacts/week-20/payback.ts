// #region payback
export const hours = {
  build: 2 * 6 * 30, // two people, six weeks, 30 hours of work on it in each
  upkeepAMonth: 8,
  savedAYear: 24 * (6.5 - 0.75) + 140 * 1.5, // new services, and requests for an environment
};

/** Hours won since the start, after `months`: negative until the platform has paid for itself. */
export const balance = (months: number): number =>
  (hours.savedAYear / 12) * months - hours.build - hours.upkeepAMonth * months;
// #endregion payback
