import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { readArray, writeArray } from './typed-array-text.ts'

test('arrays come back from text bit for bit, NaN and −0 included', () => {
  fc.assert(fc.property(fc.float64Array(), (array) => {
    assert.deepEqual(readArray(writeArray(array), 'f64'), array)
  }))
  const large = Int32Array.from({ length: 20000 }, (_, index) => index * 7919)
  assert.deepEqual(readArray(writeArray(large), 'i32'), large)
})

test('text of another kind of numbers is not misread', () => {
  assert.throws(() => readArray(writeArray(Float32Array.of(1)), 'f64'), /array of f64/)
})
