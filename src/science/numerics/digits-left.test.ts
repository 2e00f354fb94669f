import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digitsLeft } from './digits-left.ts'

test('a value is told down to the second digit of its standard deviation', () => {
  assert.equal(digitsLeft(1523.4, 210), 3)
  assert.equal(digitsLeft(523.4, 210), 2)
  assert.equal(digitsLeft(523.4, 21), 3)
  assert.equal(digitsLeft(-0.00042, 0.00003), 3)
  assert.equal(digitsLeft(3, 4000), 0)
  assert.equal(digitsLeft(1234567.8, 0.001), 6)
  assert.equal(digitsLeft(7, 0), 3)
})
