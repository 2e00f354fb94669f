import assert from 'node:assert/strict'
import test from 'node:test'
import { correlation, mean, median, quantile, standardDeviation, variance } from './summary.ts'

test('the summary of 2, 4, 4, 4, 5, 5, 7, 9 is the textbook one', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9]
  assert.equal(mean(values), 5)
  assert.equal(variance(values), 32 / 7)
  assert.equal(standardDeviation(values), Math.sqrt(32 / 7))
  assert.equal(median(values), 4.5)
})

test('quantiles are those of definition 7 of Hyndman and Fan', () => {
  assert.equal(quantile([4, 1, 3, 2], 0.25), 1.75)
  assert.equal(quantile([4, 1, 3, 2], 1), 4)
  assert.ok(Number.isNaN(quantile([], 0.5)))
})

test('a column that does not vary correlates with nothing', () => {
  assert.ok(Number.isNaN(correlation([1, 1, 1], [1, 2, 3])))
  assert.ok(Math.abs(correlation([1, 2, 3], [6, 4, 2]) + 1) < 1e-15)
  assert.ok(Number.isNaN(variance([3])))
})
