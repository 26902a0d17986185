import assert from 'node:assert/strict';
import test from 'node:test';
import { all, byId } from './catalog.mjs';

test('products have prices in whole cents', () => {
  for (const { priceCents } of all()) assert.ok(Number.isInteger(priceCents));
});

test('a product is found by its id', () => {
  assert.equal(byId(2)?.sku, 'POT-1');
  assert.equal(byId(99), undefined);
});
