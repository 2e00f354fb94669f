import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#discovery/learning/card.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import { ModelCardSchema } from '#contract/schemas/model.ts'
import type { Learnable } from './learning-table.ts'
import { modelCard, weaknessOfCard } from './model-card.ts'

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const intervals = (mean: number) => (
  { 50: [mean - 1, mean + 1], 80: [mean - 2, mean + 2], 90: [mean - 3, mean + 3], 95: [mean - 4, mean + 4] } as const
)
const every = { 50: 0.5, 80: 0.8, 90: 0.9, 95: 0.95 }
// Observed and predicted; the errors are 1, −1, 3 and 0.
const rows = [[10, 11, 'a'], [20, 19, 'a'], [30, 33, 'b'], [40, 40, 'b']] as const
const card: Card = {
  kind: 'mean of learners', task: 'regression', target: 'hv', unit: 'HV', logTarget: false, seed: 1, rows: 4,
  rowsWithoutTarget: 0, rowsWithLimit: 0, replicates: null, learningCurve: null, folds: { k: 2, groupedBy: ['doi'], groups: 3, forward: false },
  inputs: [{ name: 'T', kind: 'number', unit: '°C', stage: 'property', template: 'test', missing: 0 }],
  tried: [{ name: 'forest', error: 2, weight: 0.6 }, { name: 'gaussian process', error: 3, weight: 0.4 }],
  errors: {
    mae: 1.25, rmse: 1.66, r2: 0.97, nll: 1, crps: 1, miscalibrationArea: 0.1, coverage: every, meanWidth: every,
  },
  outOfFold: rows.map(([observed, predicted, fold], row) => (
    { row, fold, observed, predicted, sd: 1, intervals: intervals(predicted) }
  )),
  importance: [
    { by: 'column', name: 'T', increase: 1, spread: 0.1 }, { by: 'column', name: 'alloy', increase: 2, spread: 0.1 },
    { by: 'stage', name: 'property', increase: 1, spread: 0.1 },
  ],
  contributions: { en: '', ko: '' }, notes: [{ en: 'Column "T" is constant; "x" is not.', ko: '"T" 열은 상수입니다.' }],
}
const column = (name: string, en: string, from: 'own' | 'source' = 'own'): BuiltColumn => ({
  name, label: { en, ko: `${en}(한)` }, kind: 'number', unit: null, stage: null, template: null, filled: 4,
  path: from === 'own' ? { from, field: name } : { from },
})
const cited = (value: string | null) => (value === null ? null : { value, record: 'r', steps: 0 })
const built: BuiltTable = {
  columns: [column('hv', 'Hardness'), column('T', 'Temperature'), column('doi', 'Source', 'source')],
  rows: [
    ...['10.1/a', '10.1/a', '10.1/b', null].map((doi, n) => (
      { record: uuid(n), name: `row ${n}`, cells: [null, null, cited(doi)] }
    )),
    { record: uuid(9), name: 'left out', cells: [null, null, cited('10.1/z')] },
  ],
}
const learnable = (left = { missing: 0, ranges: 0, inexact: 0 }): Learnable => ({
  table: { n: 4, inputs: [], target: { name: 'hv', kind: 'number', values: [] } },
  records: rows.map((_, n) => ({ record: uuid(n), name: `row ${n}` })), left,
      lineage: { labels: new Map(), notes: [] },
})
const cardOf = (change: Partial<Card> = {}, left?: Learnable['left']) => modelCard(
  { ...card, ...change }, built, learnable(left), { measured: 4 }, 1.5,
)

test('a card is what the contract says it is', () => {
  assert.doesNotThrow(() => ModelCardSchema.parse(JSON.parse(JSON.stringify(cardOf()))))
})

test('errors of a fold are those of its own rows', () => {
  const [a, b] = cardOf().folds
  assert.deepEqual([a!.n, a!.mae, a!.rmse, a!.r2], [2, 1, 1, 0.96])
  assert.deepEqual([b!.n, b!.mae], [2, 1.5])
  assert.deepEqual(b!.coverage, { 50: 0.5, 80: 0.5, 90: 1, 95: 1 })
  assert.deepEqual(b!.mean_width, { 50: 2, 80: 4, 90: 6, 95: 8 })
})

test('in a fold whose values are all equal, R² says nothing rather than 0 or minus infinity', () => {
  const outOfFold = card.outOfFold.map((row) => ({ ...row, observed: 5 }) as Card['outOfFold'][number])
  assert.equal(cardOf({ outOfFold }).folds[0]!.r2, null)
})

test('the baseline answers each row with the mean of the other folds, which it has not seen', () => {
  // Fold a is answered with 35 and misses by 25 and 15, fold b with 15 and misses by 15 and 25.
  assert.equal(cardOf().baseline_mae, 20)
})

test('each point of the parity plot leads to the record it was observed on', () => {
  assert.deepEqual(cardOf().parity[2], { record: uuid(2), name: 'row 2', observed: 30, mean: 33, low: 30, high: 36 })
})

test('a log target is told on its own scale, not as if it were in the unit', () => {
  assert.equal(cardOf({ logTarget: true }).target_unit, 'log10(HV)')
  assert.equal(cardOf({ logTarget: true, unit: null }).target_unit, 'log10(1)')
  assert.equal(cardOf().target_unit, 'HV')
})

test('sources are those of the rows learned from, own work being one; rows left out do not count', () => {
  assert.equal(cardOf().sources, 3)
})

test('what matters most stands first, columns and stages apart', () => {
  const { by_column, by_stage } = cardOf().contributions
  assert.deepEqual(by_column.map(({ name }) => name), ['alloy', 'T'])
  assert.deepEqual(by_stage.map(({ name }) => name), ['property'])
})

test('the mean of several learners stands beside them with its own error; a single one is not listed twice', () => {
  assert.deepEqual(cardOf().candidates.at(-1), { learner: 'mean of learners', mae: 1.25 })
  assert.equal(cardOf({ kind: 'forest' }).candidates.length, 2)
})

test('the split says what was kept together, or that rows of one source may be on both sides', () => {
  assert.equal(cardOf().split.en, '2 folds over 3 groups: rows with the same “Source” never stand on both sides.')
  const { split } = cardOf({ folds: { k: 5, groupedBy: [], groups: null, forward: false } })
  assert.match(split.en, /^5 folds at random: rows of one source may/)
})

test('warnings count what was left out and call columns by their labels', () => {
  const { warnings } = cardOf({}, { missing: 1, ranges: 2, inexact: 3 })
  assert.deepEqual(warnings.map(({ en }) => en), [
    '1 row without a target was left out.', '2 rows whose target is a range were left out.',
    '3 input values that are only a bound or a range counted as missing.',
    'Column “Temperature” is constant; "x" is not.',
  ])
  assert.equal(cardOf().warnings.length, 1)
})

test('a card whose error is not below that of the mean, or whose R² is near 0, is of a weak model; old cards too', () => {
  const made = cardOf()
  assert.equal(weaknessOfCard(null), null)
  assert.equal(weaknessOfCard(made), null)
  assert.match(weaknessOfCard({ ...made, baseline_mae: 1.25 })!.en, /1\.25 HV/)
  assert.match(weaknessOfCard({ ...made, overall: { ...made.overall, r2: 0.02 } })!.en, /R² is 0\.02/)
})
