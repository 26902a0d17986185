/** Gives a running mock server N transactions, the same ones every time: node mock/seed.mjs 1000 [http://127.0.0.1:8080] */
const [count = '1000', base = 'http://127.0.0.1:8080'] = process.argv.slice(2);
const categories = ['Groceries', 'Rent', 'Transit', 'Phone', 'Other'];

const transactions = Array.from({ length: Number(count) }, (_, number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  type: number % 10 === 0 ? 'income' : 'expense',
  amountCents: 100 + ((number * 7919) % 20_000),
  category: number % 10 === 0 ? 'Salary' : categories[number % categories.length],
  date: `2026-${String(1 + (number % 6)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`,
  note: `Entry ${number}`,
  createdAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
}));

const response = await fetch(`${base}/mock`, { method: 'PUT', body: JSON.stringify({ transactions }) });
if (!response.ok) throw new Error(`the mock server answered ${response.status}`);
console.log(`${count} transactions are on the mock server`);
