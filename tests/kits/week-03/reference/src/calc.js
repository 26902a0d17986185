/** What can be calculated without a page and without storage. Amounts are whole cents, days are text. */

/** Whole cents of what was typed, such as "19.99"; null where it is no amount above zero. */
export function toCents(text) {
  const match = /^\s*(\d{1,9})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (match === null) return null;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : null;
}

export const toText = (cents) =>
  new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);

export const monthOf = ({ date }) => date.slice(0, 7);

/** `{ income, expense, balance }` in cents. */
export function totals(transactions) {
  let income = 0;
  let expense = 0;
  for (const { type, amountCents } of transactions) {
    if (type === 'income') income += amountCents;
    else expense += amountCents;
  }
  return { income, expense, balance: income - expense };
}

/** Map from category to cents spent. */
export function byCategory(transactions) {
  const spent = new Map();
  for (const { type, category, amountCents } of transactions)
    if (type === 'expense') spent.set(category, (spent.get(category) ?? 0) + amountCents);
  return spent;
}

/** Map from month such as "2026-03" to its `{ income, expense, balance }`. */
export function byMonth(transactions) {
  const months = new Map();
  for (const each of transactions) months.set(monthOf(each), [...(months.get(monthOf(each)) ?? []), each]);
  return new Map([...months].sort().map(([month, list]) => [month, totals(list)]));
}

/** The transactions that a filter lets through, the newest first. */
export function filtered(transactions, { month, category, type, text }) {
  const wanted = text.trim().toLowerCase();
  return transactions
    .filter(
      (each) =>
        (month === '' || monthOf(each) === month) &&
        (category === '' || each.category === category) &&
        (type === '' || each.type === type) &&
        (wanted === '' || each.note.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** The transactions of an exported file. @throws Error with words for the user where any of them breaks a rule */
export function fromFile(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error('This file holds no JSON.');
  }
  if (data?.version !== 1 || !Array.isArray(data.transactions)) throw new Error('This file is no export of this app.');
  data.transactions.forEach((each, index) => {
    if (!isTransaction(each)) throw new Error(`Transaction ${index + 1} of the file breaks a rule, so nothing was imported.`);
  });
  return data.transactions;
}

const isText = (value, most) => typeof value === 'string' && value.length <= most;
const isTransaction = (each) =>
  isText(each?.id, 64) &&
  ['income', 'expense'].includes(each.type) &&
  Number.isSafeInteger(each.amountCents) &&
  each.amountCents > 0 &&
  isText(each.category, 64) &&
  isText(each.date, 10) &&
  /^\d{4}-\d\d-\d\d$/.test(each.date) &&
  isText(each.note, 140) &&
  isText(each.createdAt, 40);
