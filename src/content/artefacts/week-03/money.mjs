// #region cents
/** Whole cents of an amount such as "19.99", "19,9" or "20"; null where it is no amount above zero. */
export function toCents(text) {
  const match = /^\s*(\d{1,9})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (match === null) return null;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : null;
}
// #endregion cents

// #region totals
export function totals(transactions) {
  const sum = (type) =>
    transactions.filter((each) => each.type === type).reduce((cents, each) => cents + each.amountCents, 0);
  const income = sum('income');
  const expense = sum('expense');
  return { income, expense, balance: income - expense };
}

/** Cents spent by category, in the order in which the categories first appear. */
export function byCategory(transactions) {
  const spent = new Map();
  for (const { type, category, amountCents } of transactions) {
    if (type === 'expense') spent.set(category, (spent.get(category) ?? 0) + amountCents);
  }
  return spent;
}
// #endregion totals

const cents = (value) => new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(value / 100);

export const march = [
  ['income', 'Salary', '2500.00'],
  ['expense', 'Rent', '950.00'],
  ['expense', 'Groceries', '184.50'],
  ['expense', 'Groceries', '63.20'],
  ['expense', 'Transit', '49.00'],
  ['expense', 'Phone', '72.15'],
].map(([type, category, text]) => ({ type, category, amountCents: toCents(text) }));

console.log(0.1 + 0.1 + 0.1, 1.005 * 100, 19.99 * 100, toCents('19.99'));
console.log(Array.from({ length: 10 }).reduce((sum) => sum + 0.1, 0));
console.log(totals(march), cents(totals(march).balance));
console.log(byCategory(march));
