/** What can be calculated without a page and without storage. Amounts are whole cents, days are text. */

/** Whole cents of what was typed, such as "19.99"; null where it is no amount above zero. */
export function toCents(text) {
  throw new Error('toCents is not written yet (src/calc.js)');
}

/** `{ income, expense, balance }` in cents. */
export function totals(transactions) {
  throw new Error('totals is not written yet (src/calc.js)');
}

/** Map from category to cents spent. */
export function byCategory(transactions) {
  throw new Error('byCategory is not written yet (src/calc.js)');
}

/** Map from month such as "2026-03" to its `{ income, expense, balance }`. */
export function byMonth(transactions) {
  throw new Error('byMonth is not written yet (src/calc.js)');
}
