import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coverageText, errorText, r2Text } from './score-text.ts'

test('an error has three figures, noughts among them, and no whole figure is lost', () => {
  const given = [80.4321, 80, 0.5, 0.0123456, 9.999, 269.4, 1283.44, 45678.9, 0, -2.5]
  assert.deepEqual(given.map(errorText), ['80.4', '80.0', '0.500', '0.0123', '10.0', '269', '1,283', '45,679', '0', '−2.50'])
  assert.deepEqual([5.2e-7, 2.5e8].map(errorText), ['5.20×10⁻⁷', '2.50×10⁸'])
})

test('an error as printed is within half of its third figure of the error', () => {
  fc.assert(fc.property(fc.double({ min: 1e-3, max: 9e6, noNaN: true }), (error) => {
    const printed = Number(errorText(error).replaceAll(',', ''))
    assert.ok(Math.abs(printed - error) <= 0.00501 * error)
  }))
})

test('R² has two decimals and a true minus, and is never minus nought', () => {
  assert.deepEqual([0.8666, -0.123, 1, -0.001].map(r2Text), ['0.87', '−0.12', '1.00', '0.00'])
})

test('coverage is per cent with one decimal, so that 90.0 is not mistaken for about 90', () => {
  assert.deepEqual([0.9042, 0.9, 1].map(coverageText), ['90.4\u00a0%', '90.0\u00a0%', '100.0\u00a0%'])
})

test('a figure that does not apply is a dash, never a zero', () => {
  for (const text of [errorText, r2Text, coverageText]) assert.deepEqual([text(null), text(undefined), text(NaN)], ['–', '–', '–'])
})
