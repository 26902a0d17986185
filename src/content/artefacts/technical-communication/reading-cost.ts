/** Silent reading of English non-fiction by adults, words a minute (Brysbaert 2019, a mean; most lie between 175 and 300). */
export const wordsPerMinute = 238;

// #region cost
/** Hours that `readers` people spend reading `words` words once. */
export const readingHours = (words: number, readers: number): number => (words * readers) / wordsPerMinute / 60;

/** Person-hours a month that incidents take: how many a month, hours each, people in each. */
export const statusQuo = (perMonth: number, hours: number, people: number): number => perMonth * hours * people;

/** Months until `costHours`, spent once, are saved, when `share` of the monthly loss goes away. */
export const paybackMonths = (costHours: number, lossPerMonth: number, share: number): number => costHours / (lossPerMonth * share);
// #endregion cost
