import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { Refusal } from '#science/refusal.ts'
import type { Column, LearningTable } from './columns.ts'
import { columnRows } from './columns.ts'
import { explainPredictions } from './contributions.ts'
import { explainDifference, explainRows } from './explain-rows.ts'
import { backgroundOf, modelFileOf, openModelFile } from './model-file.ts'
import { train } from './train.ts'

const random = createRandom(5)
const n = 60
const draw = () => Array.from({ length: n }, () => random.uniform())
const inputs: Column[] = ['load', 'time', 'idle'].map((name, at): Column => (
  { name, kind: 'number', values: draw(), stage: at < 2 ? 'process' : 'design' }
))
const [load, time] = inputs.map(({ values }) => values as number[])
const records = inputs[0]!.values.map((_, row) => ({ name: `#${row + 1}` }))
const opened = (table: LearningTable, family: 'linear' | 'et') => openModelFile(modelFileOf(train(table, { family }), table, records))
const wear = opened({ n, inputs, target: { name: 'wear', kind: 'number', values: load!.map((x, row) => 4 * x - 2 * time![row]!) } }, 'linear')
const row = (index: number) => inputs.map((column) => columnRows(column, [index]))
const of = { label: null, seed: 1 }
const partOf = (name: string, { contributions }: ReturnType<typeof explainDifference>) => contributions.find((one) => one.name === name)!.value

test('the parts of a difference add up to it, and swap their signs when the rows are swapped', () => {
  const there = explainDifference(wear, row(3), row(9), of)
  const back = explainDifference(wear, row(9), row(3), of)
  const columns = there.contributions.filter(({ by }) => by === 'column')
  const sum = columns.reduce((total, { value }) => total + value, 0)
  assert.ok(Math.abs(sum - (there.prediction - there.base)) < 1e-9)
  for (const { name, value } of columns) assert.ok(Math.abs(value + partOf(name, back)) < 1e-9, name)
})

test('of a straight line each column has its slope times what it differs by', () => {
  const found = explainDifference(wear, row(3), row(9), of)
  assert.ok(Math.abs(partOf('load', found) - 4 * (load![3]! - load![9]!)) < 0.05)
  assert.ok(Math.abs(partOf('time', found) + 2 * (time![3]! - time![9]!)) < 0.05)
})

test('a column that is the same in both rows has no part in what sets them apart', () => {
  const twin = row(9).map((column) => (column.name === 'load' ? row(3)[0]! : column))
  assert.equal(partOf('load', explainDifference(wear, row(3), twin, of)), 0)
})

test('over all rows what matters is greater than what does not, and a stage has what its columns have together', () => {
  const { rows, mean } = explainRows(wear, inputs.map((column) => columnRows(column, [0, 1, 2, 3, 4])), of)
  assert.equal(rows.length, 5)
  assert.deepEqual(mean.filter(({ by }) => by === 'column').map(({ name }) => name), ['load', 'time', 'idle'])
  for (const one of rows) {
    const [process, together] = [one.contributions.find(({ name }) => name === 'process')!.value, partOf('load', one) + partOf('time', one)]
    assert.ok(Math.abs(process - together) < 1e-9)
  }
})

test('of trees the parts are exact: they add up to the prediction, nothing is sampled, and sampling comes to the same', () => {
  const target = { name: 'wear', kind: 'number' as const, values: load!.map((x, index) => 4 * x * time![index]! + (time![index]! > 0.5 ? 1 : 0)) }
  const trees = opened({ n, inputs, target }, 'et')
  const [exact] = explainRows(trees, row(3), of).rows
  const columns = exact!.contributions.filter(({ by }) => by === 'column')
  assert.ok(Math.abs(columns.reduce((sum, { value }) => sum + value, exact!.base) - exact!.prediction) < 1e-5)
  assert.ok(exact!.contributions.every(({ error }) => error === 0))
  const { model } = trees
  assert.ok(model.task === 'regression')
  const [sampled] = explainPredictions({ ...model, parts: { trees: [], rest: model.meanEncoded } }, row(3), backgroundOf(trees), { orders: 4000 })
  for (const [at, { name, value, error }] of sampled!.contributions.entries()) {
    assert.ok(error > 0 && Math.abs(value - exact!.contributions[at]!.value) < 5 * error + 1e-5, name)
  }
})

test('of labels the probability of the one asked for is explained, and the two of a pair pull against each other', () => {
  const labels: LearningTable = { n, inputs, target: { name: 'state', kind: 'category', values: load!.map((x) => (x > 0.5 ? 'worn' : 'sound')) } }
  const state = opened(labels, 'et')
  const worn = explainDifference(state, row(3), row(9), { label: 'worn', seed: 1 })
  const sound = explainDifference(state, row(3), row(9), { label: 'sound', seed: 1 })
  assert.ok(worn.prediction >= 0 && worn.prediction <= 1)
  assert.ok(Math.abs(partOf('load', worn) + partOf('load', sound)) < 1e-9)
  const refused = (label: string | null, code: string, model = state) => assert.throws(() => explainRows(model, row(0), { label, seed: 1 }), (error: Refusal) => error.code === code)
  refused(null, 'learning.label_needed')
  refused('gone', 'learning.label_needed')
  refused('worn', 'learning.no_labels', wear)
})
