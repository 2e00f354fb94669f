import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { ModelArtefact } from './artefact.ts'
import type { RegressionErrors } from './card.ts'
import { columnRows } from './columns.ts'
import type { Column, LearningTable } from './columns.ts'
import { explainPredictions } from './contributions.ts'
import { loadModel } from './load-model.ts'
import type { RegressionModel } from './model.ts'
import { nearestRows } from './nearest-rows.ts'
import { train } from './train.ts'

/** Strength of invented alloys: a law of composition and temperature with noise of sd 20; `lot` says nothing. */
function alloys(n: number, seed: number): LearningTable {
  const random = createRandom(seed)
  const nickel = Array.from({ length: n }, () => random.uniform())
  const celsius = Array.from({ length: n }, () => 1000 * random.uniform())
  const strength = nickel.map((ni, row) => 400 + 600 * ni * (1 - ni) * 4 - 0.3 * celsius[row]! + 20 * random.normal())
  return {
    n,
    inputs: [
      { name: 'alloy', kind: 'composition', stage: 'design', values: nickel.map((ni) => ({ Ni: ni, Fe: 1 - ni })) },
      { name: 'T', kind: 'number', stage: 'property', unit: '°C', template: 'tensile', values: celsius },
      { name: 'lot', kind: 'category', stage: 'fabrication', template: 'casting',
        values: nickel.map((_, row) => 'ABC'[row % 3]!) },
    ],
    target: { name: 'strength', kind: 'number', unit: 'MPa', values: strength },
    groups: [{ name: 'paper', values: nickel.map((_, row) => String(Math.floor(row / 4))) }],
  }
}

const table = alloys(120, 1)
let trained: { artefact: ModelArtefact; model: RegressionModel; fractions: number[] } | undefined

function trainOnce() {
  if (trained) return trained
  const fractions: number[] = []
  // Through JSON, as it is kept, so that every test below also tests the file.
  const artefact = JSON.parse(JSON.stringify(train(table, { seed: 3 }, ({ fraction }) => fractions.push(fraction))))
  const model = loadModel(artefact)
  assert.equal(model.task, 'regression')
  trained = { artefact, model: model as RegressionModel, fractions }
  return trained
}

test('a law with noise of 20 is learned to an error near the noise, and the card says so from held-out rows', () => {
  const { artefact, model } = trainOnce()
  const { card } = artefact
  const errors = card.errors as RegressionErrors
  assert.ok(errors.mae < 40, `MAE ${errors.mae}`)
  assert.ok(Math.abs(errors.coverage['90'] - 0.9) < 0.08)
  const fresh = alloys(300, 2)
  const predictions = model.predict(fresh.inputs)
  const observed = fresh.target.values as number[]
  const mae = predictions.reduce((sum, { mean }, row) => sum + Math.abs(mean - observed[row]!), 0) / 300
  const covered = predictions.filter(({ intervals }, row) =>
    observed[row]! >= intervals['90'][0] && observed[row]! <= intervals['90'][1]).length / 300
  assert.ok(Math.abs(mae - errors.mae) < 0.35 * errors.mae, `fresh ${mae}, card ${errors.mae}`)
  assert.ok(covered > 0.82 && covered <= 0.99, `covered ${covered}`)
})

test('intervals nest, are central, and grow outside the training range, where the distance passes 1', () => {
  const { model } = trainOnce()
  const inputs: Column[] = [
    { name: 'lot', kind: 'category', values: ['A', 'A'] },
    { name: 'T', kind: 'number', values: [500, 5000] },
    { name: 'alloy', kind: 'composition', values: [{ Ni: 1, Fe: 1 }, { Ni: 1, Fe: 1, W: 2 }] },
  ]
  const [inside, outside] = model.predict(inputs)
  for (const { mean, intervals } of [inside!, outside!]) {
    const bounds = [...['95', '90', '80', '50'].map((l) => intervals[l as '50'][0]), mean]
    assert.deepEqual(bounds, bounds.toSorted((a, b) => a - b))
  }
  assert.ok(inside!.distance < 1 && outside!.distance > 2)
})

test('the fast path gives the same numbers as the plain one', () => {
  const { model } = trainOnce()
  const X = model.encode(table.inputs)
  const { mean, sd } = model.predictEncoded(X)
  const plain = model.predict(table.inputs)
  assert.deepEqual([...mean], plain.map((prediction) => prediction.mean))
  assert.deepEqual([...sd], plain.map((prediction) => prediction.sd))
  model.meanEncoded(X).forEach((value, row) => assert.ok(Math.abs(value - mean[row]!) < 1e-6))
  assert.deepEqual(nearestRows(trainOnce().artefact.range, X.slice(0, model.features.length), X, 1), [[0]])
})

test('the same seed trains the same model, and progress goes from 0 to 1 without going back', () => {
  const small = alloys(24, 4)
  assert.deepEqual(train(small, { seed: 5 }), train(small, { seed: 5 }))
  const { fractions } = trainOnce()
  assert.deepEqual(fractions, fractions.toSorted((a, b) => a - b))
  assert.ok(fractions.at(-1)! > 0.99 && fractions.at(-1)! <= 1)
})

test('rows of one paper are held out together', () => {
  const { outOfFold, folds } = trainOnce().artefact.card
  assert.deepEqual([folds.groups, folds.groupedBy], [30, ['paper']])
  for (const rows of Map.groupBy(outOfFold, ({ row }) => Math.floor(row / 4)).values()) {
    assert.equal(new Set(rows.map(({ fold }) => fold)).size, 1)
  }
})

test('what matters is told from what does not, by column, template and stage', () => {
  const { importance } = trainOnce().artefact.card
  const increase = (by: string, name: string) => importance.find((one) => one.by === by && one.name === name)!.increase
  assert.ok(increase('column', 'alloy') > 50 && increase('column', 'T') > 30)
  assert.ok(Math.abs(increase('column', 'lot')) < 5)
  assert.equal(increase('stage', 'design') > increase('stage', 'fabrication'), true)
  assert.ok(importance.some(({ by, name }) => by === 'template' && name === 'tensile'))
})

test('contributions add up from the base to the prediction, and give temperature its 0.3 per degree', () => {
  const { model } = trainOnce()
  const row = table.inputs.map((column) => columnRows(column, [0]))
  const background = table.inputs.map((column) => columnRows(column, Array.from({ length: 40 }, (_, at) => 3 * at)))
  const [explanation] = explainPredictions(model, row, background, { orders: 80, seed: 1 })
  const { base, prediction, contributions } = explanation!
  for (const by of ['column', 'stage']) {
    const parts = contributions.filter((one) => one.by === by).reduce((sum, { value }) => sum + value, 0)
    assert.ok(Math.abs(base + parts - prediction) < 1e-6)
  }
  const celsius = (table.inputs[1]!.values as number[])
  const mean = background[1]!.values.reduce((sum: number, value) => sum + (value as number), 0) / 40
  const expected = -0.3 * (celsius[0]! - mean)
  const found = contributions.find(({ by, name }) => by === 'column' && name === 'T')!
  assert.ok(Math.abs(found.value - expected) < 40, `${found.value} against ${expected}`)
})

test('a log target is predicted positive, with intervals in its own unit', () => {
  const logs = alloys(40, 6)
  const values = (logs.target.values as number[]).map((value) => 10 ** (value / 100))
  const artefact = train({ ...logs, target: { name: 'σ', kind: 'number', values } }, { logTarget: true })
  const model = loadModel(artefact)
  assert.ok(model.task === 'regression' && model.logTarget)
  for (const { mean, intervals } of model.predict(logs.inputs)) {
    assert.ok(intervals['95'][0] > 0 && intervals['95'][0] < mean && mean < intervals['95'][1])
  }
})

/** Strengths near 0 with noise that would carry their intervals far below it. */
function weakAlloys(): LearningTable {
  const given = alloys(60, 9)
  const values = (given.target.values as number[]).map((value) => Math.max(0, value - 500))
  return { ...given, target: { name: 'strength', kind: 'number', unit: 'MPa', values } }
}
const bounded = (given: LearningTable, bounds: readonly [number | null, number | null]): LearningTable => (
  { ...given, target: { ...given.target, bounds } as LearningTable['target'] }
)

test('no interval of a strength bounded by 0 reaches below it, in the card or when predicting; planning sees them whole', () => {
  const given = weakAlloys()
  const plain = train(given, { seed: 2 })
  const cut = JSON.parse(JSON.stringify(train(bounded(given, [0, null]), { seed: 2 }))) as ModelArtefact
  const [open, stopped] = [plain, cut].map((artefact) => loadModel(artefact) as RegressionModel)
  const lowest = (model: RegressionModel) => Math.min(...model.predict(given.inputs).map((one) => one.intervals['95'][0]))
  assert.ok(lowest(open!) < 0, 'without bounds there is something to clip')
  assert.equal(lowest(stopped!), 0)
  for (const { mean } of stopped!.predict(given.inputs)) assert.ok(mean >= 0)
  for (const row of cut.card.outOfFold) assert.ok('intervals' in row && row.intervals['95'][0] >= 0)
  const X = open!.encode(given.inputs)
  assert.deepEqual(stopped!.predictEncoded(X), open!.predictEncoded(X))
  const [before, after] = [plain, cut].map(({ card }) => card.errors as RegressionErrors)
  assert.ok(after!.coverage['95'] >= before!.coverage['95'] && after!.meanWidth['95'] < before!.meanWidth['95'])
  assert.equal(after!.nll, before!.nll)
  assert.ok(cut.card.notes.some(({ en, ko }) => en.includes('stop at') && ko.includes('0 MPa')))
})

test('bounds that an observed value passes change no prediction, and a model without bounds has none in its file', () => {
  const given = alloys(24, 4)
  const plain = train(given, { seed: 5 })
  assert.ok(!('bounds' in plain.target))
  const denied = train(bounded(given, [1e6, -1e6]), { seed: 5 })
  assert.deepEqual(denied.target, plain.target)
  const [first, second] = [plain, denied].map((artefact) => loadModel(artefact) as RegressionModel)
  assert.deepEqual(second!.predict(given.inputs), first!.predict(given.inputs))
  assert.ok(denied.card.notes.some(({ en }) => en.includes('may pass')))
})

test('a log target stops at its upper bound, to the last digit', () => {
  const logs = alloys(40, 6)
  const values = (logs.target.values as number[]).map((value) => 10 ** (value / 100))
  const greatest = Math.max(...values)
  const target = { name: 'σ', kind: 'number', values, bounds: [0, greatest] } as const
  const model = loadModel(train({ ...logs, target }, { logTarget: true })) as RegressionModel
  const ends = model.predict(logs.inputs).map(({ intervals }) => intervals['95'][1])
  assert.equal(Math.max(...ends), greatest)
})

test('labels are learned with probabilities that add up to one', () => {
  const base = alloys(80, 7)
  const labels = (base.inputs[1]!.values as number[]).map((celsius) => (celsius > 500 ? 'soft' : 'hard'))
  const artefact = train({ ...base, target: { name: 'kind', kind: 'category', values: labels } }, {})
  const model = loadModel(JSON.parse(JSON.stringify(artefact)))
  assert.equal(model.task, 'classification')
  const predictions = model.predict(base.inputs)
  for (const prediction of predictions) {
    assert.ok('probabilities' in prediction)
    const { hard, soft } = prediction.probabilities
    assert.ok(Math.abs(hard! + soft! - 1) < 1e-12)
  }
  const { errors } = artefact.card
  assert.ok('rocAuc' in errors && errors.rocAuc! > 0.95 && errors.balancedAccuracy > 0.85)
})

test('twelve rows still give an answer, with wide intervals and a plain warning', () => {
  const { card } = train(alloys(12, 8), {})
  assert.ok(card.notes.some((note) => note.en.startsWith('Only 12 rows')))
  const errors = card.errors as RegressionErrors
  assert.ok(errors.meanWidth['95'] > errors.meanWidth['50'])
})

test('an artefact of another format or with other element properties is refused', () => {
  const { artefact } = trainOnce()
  const code = (expected: string) => (error: unknown) => error instanceof Refusal && error.code === expected
  assert.throws(() => loadModel({ ...artefact, format: 'old' as never }), code('learning.artefact_format'))
  assert.throws(() => loadModel({ ...artefact, elementProperties: ['Z'] }), code('learning.artefact_elements'))
})
