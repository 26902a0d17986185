import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../src/problem.mjs';

test('a problem carries its status and further fields', () => {
  const problem = new Problem(422, 'Wrong field', { field: 'role' });
  assert.equal(problem.status, 422);
  assert.deepEqual(problem.more, { field: 'role' });
});
