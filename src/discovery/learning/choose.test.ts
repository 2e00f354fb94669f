import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { chooseMembers, meanOf } from './choose.ts'

const M = 2000
const rows = Uint32Array.from({ length: M }, (_, row) => row)
const zero = (prediction: Float64Array, at: Uint32Array) => at.reduce((sum, row) => sum + Math.abs(prediction[row]!), 0) / at.length
const noise = (seed: number, size: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: M }, () => size * random.normal())
}

test('learners that err independently share the weight, and their mean errs less than any of them', () => {
  const predictions = [noise(1, 1), noise(2, 1), noise(3, 1)]
  const members = chooseMembers(predictions, zero, rows, 1)
  assert.equal(members.length, 3)
  for (const { weight } of members) assert.ok(weight > 0.2 && weight < 0.5, `${weight}`)
  const joined = meanOf(members.map(({ index }) => predictions[index]!), members.map(({ weight }) => weight))
  assert.ok(zero(joined, rows) < 0.7 * Math.min(...predictions.map((one) => zero(one, rows))))
})

test('a learner that errs twice as much and in the same way has no part', () => {
  const good = noise(4, 1)
  assert.deepEqual(chooseMembers([good.map((e) => 2 * e), good], zero, rows, 1), [{ index: 1, weight: 1 }])
})

test('learners whose errors cancel are joined although each alone is bad', () => {
  const members = chooseMembers([rows, rows].map((all, side) => Float64Array.from(all, () => (side ? 3 : -3))), zero, rows, 1)
  assert.deepEqual(members.map(({ index }) => index).sort(), [0, 1])
})

test('at most four have a part, weights sum to one, and the same seed weighs alike', () => {
  const predictions = Array.from({ length: 9 }, (_, index) => noise(10 + index, 1))
  const members = chooseMembers(predictions, zero, rows, 5)
  assert.equal(members.length, 4)
  assert.ok(Math.abs(members.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12)
  assert.deepEqual(chooseMembers(predictions, zero, rows, 5), members)
})
