import assert from 'node:assert/strict'
import { test } from 'node:test'
import { count, figure, plainNumber } from './number-text.ts'

test('a figure has four significant digits and no more', () => {
  assert.deepEqual([80.4321, 1283.44, 0.0123456, -209.51, 0].map((value) => figure(value)), ['80.43', '1283', '0.01235', '−209.5', '0'])
  assert.equal(figure(5.2e-7, 2), '5.2×10⁻⁷')
})

test('a figure that does not apply is a dash, never a zero', () => {
  assert.deepEqual([figure(null), figure(undefined), figure(NaN)], ['–', '–', '–'])
})

test('a stored number shows no digits that it does not have', () => {
  assert.deepEqual([25, 1314.5, 0.1 + 0.2, -196, 1e-10].map(plainNumber), ['25', '1314.5', '0.3', '−196', '1.00000×10⁻¹⁰'])
})

test('counts have their thousands parted', () => {
  assert.equal(count(1545, 'ko'), '1,545')
})
