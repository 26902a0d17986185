// #region storage
const key = 'finance.v1';

/** What is stored; an empty list where there is nothing. What cannot be read goes under a backup key. */
export function read(storage = localStorage) {
  const text = storage.getItem(key);
  if (text === null) return [];
  try {
    const { version, transactions } = JSON.parse(text);
    if (version !== 1 || !Array.isArray(transactions)) throw new Error('not version 1 of the data');
    return transactions;
  } catch {
    storage.setItem(`${key}.backup`, text);
    return [];
  }
}
// #endregion storage
