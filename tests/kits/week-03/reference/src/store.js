/** Reads and writes localStorage under `finance.v1`, and tells subscribers of every change. */
export const KEY = 'finance.v1';
const OUTBOX = 'finance.outbox';
const subscribers = [];
let transactions = read();

function read() {
  const text = localStorage.getItem(KEY);
  if (text === null) return [];
  try {
    const data = JSON.parse(text);
    if (data.version !== 1 || !Array.isArray(data.transactions)) throw new Error('not version 1 of the data');
    return data.transactions;
  } catch {
    localStorage.setItem(`${KEY}.backup`, text);
    return [];
  }
}

export const all = () => transactions;
export const find = (id) => transactions.find((each) => each.id === id);
export const subscribe = (listener) => subscribers.push(listener);

export function replaceAll(list) {
  transactions = list;
  localStorage.setItem(KEY, JSON.stringify({ version: 1, transactions }));
  for (const listener of subscribers) listener();
}

/** Adds a transaction or replaces the one with its id, and notes that the server has to be told. */
export function save(transaction) {
  const known = find(transaction.id) !== undefined;
  note({ method: known ? 'PUT' : 'POST', id: transaction.id });
  replaceAll(known ? transactions.map((each) => (each.id === transaction.id ? transaction : each)) : [...transactions, transaction]);
}

export function remove(id) {
  note({ method: 'DELETE', id });
  replaceAll(transactions.filter((each) => each.id !== id));
}

/** Changes that the server has not been told yet, the oldest first. */
export function outbox() {
  try {
    return JSON.parse(localStorage.getItem(OUTBOX) ?? '[]');
  } catch {
    return [];
  }
}

export const setOutbox = (changes) => localStorage.setItem(OUTBOX, JSON.stringify(changes));
const note = (change) => setOutbox([...outbox(), change]);
