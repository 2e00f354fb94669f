import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { LearningTable } from './columns.ts'
import { crossValidate } from './cross-validate.ts'
import { splitOf } from './splits.ts'
import { fitLearningLaw, learningCurve } from './learning-curve.ts'
import type { Candidate } from './learners/learner.ts'

const FOREST: Candidate = {
  name: 'extra trees', view: 'plain',
  learner: { kind: 'forest', settings: { splits: 'random', trees: 40, minLeaf: 2, featureShare: 1, bootstrap: false } },
}

test('an error of 5 + 40/√n is found from its points', () => {
  const points = [25, 49, 100, 196, 400].map((rows) => ({ rows, error: 5 + 40 / Math.sqrt(rows), spread: 0 }))
  const law = fitLearningLaw(points)!
  assert.ok(Math.abs(law.rate - 0.5) < 1e-9 && Math.abs(law.floor - 5) < 1e-6 && Math.abs(law.rise - 40) < 1e-6)
})

test('an error that does not fall has no law', () => {
  assert.equal(fitLearningLaw([20, 40, 60, 80].map((rows) => ({ rows, error: 10, spread: 1 }))), null)
  assert.equal(fitLearningLaw([{ rows: 10, error: 3, spread: 0 }]), null)
})

test('more rows of a smooth law lessen the error; whole groups are left out, so sizes are those of groups', () => {
  const random = createRandom(1)
  const n = 200
  const x = Array.from({ length: n }, () => random.uniform())
  const table: LearningTable = {
    n, inputs: [{ name: 'x', kind: 'number', values: x }],
    target: { name: 'y', kind: 'number', values: x.map((value) => Math.sin(12 * value)) },
    groups: [{ name: 'lot', values: x.map((_, row) => String(row >> 1)) }],
  }
  const Y = Float64Array.from(table.target.values as number[])
  const { folds } = splitOf(table, 5, 1)
  const error = (prediction: Float64Array) => prediction.reduce((sum, value, row) => sum + Math.abs(value - Y[row]!), 0) / n
  const whole = error(crossValidate(table, Y, folds, [FOREST], 1, () => {}).outOfFold[0]!.mean)
  const points = learningCurve(table, Y, folds, FOREST, error, whole, 1)
  assert.equal(points.length, 5)
  assert.equal(points.at(-1)!.rows, 160)
  assert.ok(points.at(-1)!.error < 0.6 * points[0]!.error, JSON.stringify(points))
  assert.ok(points.every(({ rows }) => rows % 2 === 0 || rows > 150))
  assert.deepEqual(learningCurve(table, Y, folds, FOREST, error, whole, 1), points)
})
