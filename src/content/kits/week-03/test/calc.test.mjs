import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byCategory, totals } from '../src/calc.js';

const march = [
  { type: 'income', category: 'Salary', amountCents: 250_000, date: '2026-03-01' },
  { type: 'expense', category: 'Rent', amountCents: 95_000, date: '2026-03-01' },
  { type: 'expense', category: 'Groceries', amountCents: 18_450, date: '2026-03-07' },
  { type: 'expense', category: 'Groceries', amountCents: 6_320, date: '2026-03-21' },
];

test('totals are exact', () => {
  assert.deepEqual(totals(march), { income: 250_000, expense: 119_770, balance: 130_230 });
});

test('groceries are one category', () => {
  assert.equal(byCategory(march).get('Groceries'), 24_770);
});
