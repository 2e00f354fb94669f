import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { knownRows } from '../planning/known.ts'
import { pointsToColumns } from '../planning/point.ts'
import { suggestSpace } from '../planning/space-from-table.ts'
import type { ModelArtefact } from './artefact.ts'
import type { LearningTable, VectorColumn } from './columns.ts'
import { explainPredictions } from './contributions.ts'
import { loadModel } from './load-model.ts'
import { train } from './train.ts'

const N = 60
const random = createRandom(4)
const structure: VectorColumn = {
  name: 'structure', kind: 'vector', names: ['density', 'sites', 'shell'], main: 2,
  values: Array.from({ length: N }, (_, row) => (row % 10 === 0 ? null : [1 + 8 * random.uniform(), 4, row % 7 === 0 ? null : random.uniform()])),
}
const table: LearningTable = {
  n: N, inputs: [structure, { name: 'T', kind: 'number', values: Array.from({ length: N }, () => 300 * random.uniform()) }],
  target: { name: 'y', kind: 'number', values: structure.values.map((value) => (value ? 5 * value[0]! + 0.1 * random.uniform() : 20)) },
}
const artefact = JSON.parse(JSON.stringify(train(table, { seed: 1 }))) as ModelArtefact
const model = loadModel(artefact)
assert.ok(model.task === 'regression')

test('what depends on a structure is learned from its numbers, and importance is told of the structure as one input', () => {
  const [first, second] = artefact.card.importance.filter(({ by }) => by === 'column').toSorted((a, b) => b.increase - a.increase)
  assert.deepEqual([first!.name, second!.name], ['structure', 'T'])
  assert.ok(first!.increase > 5 && second!.increase < 1, `${first!.increase}, ${second!.increase}`)
  assert.equal(artefact.card.inputs[0]!.missing, 6)
})

test('a model that learned from structures predicts after JSON; contributions are of the structure, not of its numbers', () => {
  const cases = [{ ...structure, values: [[2, 4, 0.5], [8, 4, 0.5], null] }, { name: 'T', kind: 'number' as const, values: [100, 100, 100] }]
  const [light, heavy, unknown] = model.predict(cases).map(({ mean }) => mean)
  assert.ok(Math.abs(light! - 10) < 4 && Math.abs(heavy! - 40) < 4, `${light}, ${heavy}`)
  assert.ok(Math.abs(unknown! - 20) < 6, 'rows without a structure had 20')
  const explained = explainPredictions(model, cases, table.inputs.map((column) => ({ ...column, values: column.values.slice(0, 30) } as typeof column)))
  const names = explained[0]!.contributions.filter(({ by }) => by === 'column').map(({ name }) => name)
  assert.deepEqual(names.sort(), ['T', 'structure'])
})

test('a campaign varies no structure: it is unknown in every proposal, and no coordinate of a known row', () => {
  const space = suggestSpace(table.inputs)
  assert.deepEqual('dimensions' in space && space.dimensions.map(({ column }) => column), ['T'])
  const [known] = knownRows(table.inputs, ['a'], [1])
  assert.deepEqual(Object.keys(known!.point), ['T'])
  const [unset] = pointsToColumns([{ T: 20 }], table.inputs)
  assert.deepEqual(unset!.values, [null])
  assert.equal(model.predict(pointsToColumns([{ T: 20 }], table.inputs)).length, 1)
})
