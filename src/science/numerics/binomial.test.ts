import assert from 'node:assert/strict'
import test from 'node:test'
import { binomialTail } from './binomial.ts'

test('two sixes or more in four throws come with 1 − (5/6)⁴ − 4 (1/6)(5/6)³', () => {
  const wanted = 1 - (5 / 6) ** 4 - 4 * (1 / 6) * (5 / 6) ** 3
  assert.ok(Math.abs(binomialTail(4, 2, 1 / 6) - wanted) < 1e-14)
})

test('none or more are certain, more than all impossible, all come with pⁿ', () => {
  assert.equal(binomialTail(10, 0, 0.3), 1)
  assert.equal(binomialTail(10, 11, 0.3), 0)
  assert.ok(Math.abs(binomialTail(10, 10, 0.3) - 0.3 ** 10) < 1e-18)
  assert.ok(binomialTail(5000, 700, 0.1) < 1e-15)
})
