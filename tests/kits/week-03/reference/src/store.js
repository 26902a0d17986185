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

/** Adds transactions or replaces those with their ids, and notes that the server has to be told. */
export function save(...list) {
  const merged = new Map(transactions.map((each) => [each.id, each]));
  note(...list.map(({ id }) => ({ method: merged.has(id) ? 'PUT' : 'POST', id })));
  for (const each of list) merged.set(each.id, each);
  replaceAll([...merged.values()]);
}

/** The text of an export. */
export const asFile = () => JSON.stringify({ version: 1, transactions }, null, 2);

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
const note = (...changes) => setOutbox([...outbox(), ...changes]);
