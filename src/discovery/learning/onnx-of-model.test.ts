import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import type { LearningTable } from './columns.ts'
import { onnxOfForest } from './learners/onnx-trees.ts'
import { readLearner } from './learners/learner.ts'
import { onnxOfModel } from './onnx-of-model.ts'
import { train } from './train.ts'

const xs = Array.from({ length: 40 }, (_, n) => n)
const table: LearningTable = {
  n: 40,
  inputs: [
    { name: 'T', kind: 'number', values: xs }, { name: 'route', kind: 'category', values: xs.map((n) => (n % 2 ? 'cast' : 'forged')) },
  ],
  target: { name: 'hv', kind: 'number', values: xs.map((n) => 3 * n + (n % 2) * 20 + (n % 3)) },
}
const made = (family: 'rf' | 'gb' | 'gp') => ({ artefact: train(table, { family, importance: false }) })

test('the trees of a forest leave in the target’s unit, with the encoded features that they ask, by name and in order', () => {
  const model = made('rf')
  const { bytes, features } = onnxOfModel(model)
  assert.deepEqual(features, ['T', 'route = cast', 'route = forged'].filter((name) => features.includes(name)))
  assert.ok(features.includes('T'))
  const learner = readLearner(model.artefact.learners[0]!)
  assert.ok(learner.kind === 'forest')
  const { centre, scale } = learner
  assert.ok(scale !== 1 && centre !== 0, 'or the test would not notice that they are left out')
  assert.deepEqual(bytes, onnxOfForest(learner.fitted, { features, target: { kind: 'number', centre, scale } }))
  assert.ok(Buffer.from(bytes).includes(JSON.stringify(features)))
})

test('boosted trees leave too, of labels as well; a Gaussian process does not pass for trees', () => {
  assert.ok(onnxOfModel(made('gb')).bytes.length > 1000)
  const labels: LearningTable = { ...table, target: { name: 'phase', kind: 'category', values: xs.map((n) => (n < 20 ? 'bcc' : 'fcc')) } }
  assert.ok(Buffer.from(onnxOfModel({ artefact: train(labels, { family: 'rf', importance: false }) }).bytes).includes('bcc'))
  assert.throws(() => onnxOfModel(made('gp')), (error: Refusal) => {
    assert.equal(error.code, 'learning.no_onnx')
    assert.match(error.text.en, /this model is: Gaussian process/)
    return true
  })
})
