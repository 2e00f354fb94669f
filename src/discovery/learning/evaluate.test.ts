import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { parse } from 'csv-parse/sync'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { LearningTable } from './columns.ts'
import { evaluate } from './evaluate.ts'
import { tableFromCsv } from './from-csv.ts'

const steels = `${process.env.SOJAE_TEST_DATA ?? '../shared/data'}/matbench_steels/matbench_steels.csv`

/** Thirty rows in ten groups; y is x plus noise of sd 0.1. */
function line(seed: number): LearningTable {
  const random = createRandom(seed)
  const x = Array.from({ length: 30 }, () => random.uniform())
  return {
    n: 30,
    inputs: [
      { name: 'x', kind: 'number', values: x }, { name: 'z', kind: 'number', values: x.map(() => random.normal()) },
    ],
    target: { name: 'y', kind: 'number', values: x.map((value) => value + 0.1 * random.normal()) },
  }
}

let clock = 0
const now = () => (clock += 500)

test('the evaluation has every figure of the interface, pooled and by fold, and null where none applies', () => {
  const { folds, overall, ...rest } = evaluate(line(1), { k: 3, now })
  assert.deepEqual([rest.target, rest.task, rest.n], ['y', 'regression', 30])
  assert.deepEqual(Object.keys(overall).sort(), ['balanced_accuracy', 'coverage', 'crps', 'fit_seconds', 'mae',
    'mae_fold_mean', 'mean_width', 'miscalibration_area', 'nll', 'predict_seconds', 'r2', 'rmse', 'roc_auc'])
  assert.deepEqual(Object.keys(overall.coverage!), ['50', '80', '90', '95'])
  assert.equal(overall.roc_auc, null)
  assert.equal(overall.fit_seconds, 1.5)
  assert.equal(folds.length, 3)
  const foldMean = folds.reduce((sum, fold) => sum + fold.mae!, 0) / 3
  assert.ok(Math.abs(foldMean - overall.mae_fold_mean!) < 1e-12)
  const pooled = folds.reduce((sum, fold) => sum + fold.n * fold.mae!, 0) / 30
  assert.ok(Math.abs(pooled - overall.mae!) < 1e-12)
})

test('labels get ROC-AUC and balanced accuracy, and no errors of numbers', () => {
  const given = line(2)
  const values = (given.inputs[0]!.values as number[]).map((x) => (x > 0.5 ? 'yes' : 'no'))
  const { overall, task } = evaluate({ ...given, target: { name: 'y', kind: 'category', values } }, { k: 3, now })
  assert.equal(task, 'classification')
  assert.ok(overall.roc_auc! > 0.9 && overall.balanced_accuracy! > 0.7)
  assert.deepEqual([overall.mae, overall.coverage, overall.mae_fold_mean], [null, null, null])
})

test('an error in held-out rows cannot be learned from: a target of pure noise has no R²', () => {
  const random = createRandom(9)
  const given = line(3)
  const values = given.target.values.map(() => random.normal())
  assert.ok(evaluate({ ...given, target: { name: 'y', kind: 'number', values } }, { k: 3, now }).overall.r2! < 0.2)
})

test('fewer groups than folds are refused', () => {
  const values = Array.from({ length: 30 }, (_, row) => String(row % 2))
  const given = { ...line(4), groups: [{ name: 'doi', values }] }
  assert.throws(() => evaluate(given, { k: 5, now }),
    (error) => error instanceof Refusal && error.code === 'learning.too_few_groups')
})

test('63 steels of Matbench are enough to predict 63 others within 150 MPa', (context) => {
  if (!existsSync(steels)) return context.skip(`${steels} is not there (SOJAE_TEST_DATA)`)
  const [header, ...rows] = parse(readFileSync(steels, 'utf8'), { bom: true }) as string[][]
  // Two folds only, so that the test stays short; bench/learning/steels.ts measures all five.
  const { table } = tableFromCsv(header!, rows.filter((row) => row[3] === '0' || row[3] === '1'),
    { target: 'yield strength', formula: ['composition'], ignore: ['mbid'], folds: 'fold' })
  const { overall, n } = evaluate(table, { now })
  assert.equal(n, 126)
  assert.ok(overall.mae! < 150 && overall.coverage!['90'] > 0.75, `MAE ${overall.mae}`)
})
