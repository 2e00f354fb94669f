import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { mean } from '#science/numerics/summary.ts'
import { chooseMembers, meanOf } from './choose.ts'

const M = 2000
const rows = Uint32Array.from({ length: M }, (_, row) => row)
const normals = (seed: number, size: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: M }, () => size * random.normal())
}
/** What is to be foretold: numbers about 100 with a spread of 20. */
const Y = normals(99, 20).map((value) => 100 + value)
const erring = (...noises: Float64Array[]) => noises.map((noise) => Y.map((y, row) => y + noise[row]!))
const errorOf = (prediction: Float64Array) => mean(prediction.map((value, row) => Math.abs(value - Y[row]!)))
const choose = (predictions: readonly Float64Array[]) => chooseMembers(predictions, predictions.map(errorOf), Y, 1, rows)

test('learners that err independently share the weight, and their mean errs less than any of them', () => {
  const predictions = erring(normals(1, 5), normals(2, 5), normals(3, 5))
  const members = choose(predictions)
  assert.equal(members.length, 3)
  for (const { weight } of members) assert.ok(weight > 0.25 && weight < 0.42, `${weight}`)
  const joined = meanOf(members.map(({ index }) => predictions[index]!), members.map(({ weight }) => weight))
  assert.ok(errorOf(joined) < 0.7 * Math.min(...predictions.map(errorOf)))
})

test('a learner that errs twice as much and in the same way has no part', () => {
  const noise = normals(4, 5)
  assert.deepEqual(choose(erring(noise.map((e) => 2 * e), noise)), [{ index: 1, weight: 1 }])
})

test('a worse learner whose errors are of another kind has a part, a smaller one', () => {
  const [first, second] = choose(erring(normals(5, 5), normals(6, 8)))
  assert.equal(first!.index, 0)
  assert.ok(second!.weight > 0.1 && second!.weight < 0.4, `${second!.weight}`)
})

test('at most four have a part, and weights sum to one', () => {
  const members = choose(erring(...Array.from({ length: 9 }, (_, index) => normals(10 + index, 5))))
  assert.equal(members.length, 4)
  assert.ok(Math.abs(members.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12)
})

test('rows that are not named have no say', () => {
  const spoiled = erring(normals(7, 5), normals(8, 5)).map((one, index) => one.map((value, row) => (row < 1000 && index === 0 ? value + 500 : value)))
  const half = rows.filter((row) => row >= 1000)
  const members = chooseMembers(spoiled, [4, 4], Y, 1, half)
  for (const { weight } of members) assert.ok(weight > 0.4 && weight < 0.6, `${weight}`)
})
