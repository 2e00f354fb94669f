import assert from 'node:assert/strict'
import test from 'node:test'
import { chooseMembers } from './choose.ts'

const y = Float64Array.of(0, 0, 0, 0)
const error = (prediction: Float64Array) => prediction.reduce((sum, value, row) => sum + Math.abs(value - y[row]!), 0)

test('learners whose errors cancel are joined, and one that only repeats another is not', () => {
  const high = Float64Array.of(1, 1, 1, 1)
  const low = Float64Array.of(-1.1, -1.1, -1.1, -1.1)
  assert.deepEqual(chooseMembers([low, high, high], error), [1, 0])
})

test('the best learner stands alone where no other lowers the error by half a percent', () => {
  assert.deepEqual(chooseMembers([Float64Array.of(1, 1, 1, 1), Float64Array.of(3, 3, 3, 3)], error), [0])
})
