import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { boxOf } from './box.ts'

test('the box of 2, 4, 4, 5, 6, 7, 8, 9, 30 is that computed by hand: quartiles 4, 6, 8, whiskers 2 and 9, outlier 30', () => {
  assert.deepEqual(boxOf([30, 4, 2, 9, 4, 8, 5, 7, 6]), { n: 9, q1: 4, median: 6, q3: 8, low: 2, high: 9, outliers: [30] })
})

test("the weights of chicks fed linseed (R's chickwts) have the quartiles 178, 221 and 257.75 and no outlier", () => {
  // R datasets::chickwts, quantile(type = 7).
  const linseed = [309, 229, 181, 141, 260, 203, 148, 169, 213, 257, 244, 271]
  const { q1, median, q3, low, high, outliers } = boxOf(linseed)!
  assert.deepEqual([q1, median, q3, low, high, outliers], [178, 221, 257.75, 141, 309, []])
})

test('four values make no box', () => {
  assert.equal(boxOf([1, 2, 3, 4]), null)
  assert.ok(boxOf([1, 2, 3, 4, 5]))
})

test('a value exactly 1.5 interquartile ranges away is within the whisker', () => {
  // Quartiles 2 and 4, so that the upper fence is 7.
  assert.deepEqual(boxOf([1, 2, 3, 4, 7])!.outliers, [])
  assert.deepEqual(boxOf([1, 2, 3, 4, 7.01])!.outliers, [7.01])
})

test('equal values make a box without height and without outliers', () => {
  assert.deepEqual(boxOf([5, 5, 5, 5, 5]), { n: 5, q1: 5, median: 5, q3: 5, low: 5, high: 5, outliers: [] })
})

test('every value lies within the whiskers or is an outlier, and whiskers are values that were there', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 60 }), (values) => {
    const { low, high, q1, median, q3, outliers } = boxOf(values)!
    assert.ok(values.includes(low) && values.includes(high) && q1 <= median && median <= q3)
    assert.equal(values.filter((value) => value >= low && value <= high).length + outliers.length, values.length)
  }))
})
