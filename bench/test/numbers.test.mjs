import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corrected, median, quantile, shown } from '../lib/numbers.mjs';

test('the median of an even count is between the two in the middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([9, 1, 5]), 5);
});

test('a quantile lies between two values as far as it should', () => {
  assert.equal(quantile([0, 10], 0.25), 2.5);
  assert.equal(quantile([10, 2], 1), 10);
  assert.throws(() => quantile([], 0.5));
});

test('who waited long did not ask meanwhile, and that is counted', () => {
  assert.deepEqual(corrected([10, 10, 45], 10), [10, 10, 45, 35, 25, 15]);
  assert.deepEqual(corrected([10, 19], 10), [10, 19]);
});

test('numbers have the digits that say something', () => {
  assert.deepEqual([12345.6, 123.45, 1.2345, 0.01234, 0, Infinity].map(shown), ['12,346', '123.5', '1.23', '0.0123', '0', '–']);
});
