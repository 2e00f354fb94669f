import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import type { LearningTable, Limit } from './columns.ts'
import { evaluate } from './evaluate.ts'
import { fillLimits } from './limits.ts'
import { loadModel } from './load-model.ts'
import { train } from './train.ts'

/** log10 of a conductivity that follows two inputs with noise of 0.4; an instrument sees nothing below −8. */
function conductivities(n: number, seed: number) {
  const random = createRandom(seed)
  const x = Array.from({ length: n }, () => 2 * random.uniform() - 1)
  const z = Array.from({ length: n }, () => 2 * random.uniform() - 1)
  const truth = x.map((value, row) => -7 + 2 * value + z[row]!)
  const measured = truth.map((value) => value + 0.4 * random.normal())
  const limits = measured.map((value): Limit | null => (value < -8 ? 'below' : null))
  const inputs = [{ name: 'x', kind: 'number', values: x }, { name: 'z', kind: 'number', values: z }] as const
  const target = (values: (number | null)[], kept?: readonly (Limit | null)[]): LearningTable => (
    { n, inputs, target: { name: 'log σ', kind: 'number', values, ...(kept && { limits: kept }) } })
  return { truth, limits, inputs, target, seen: measured.map((value) => Math.max(value, -8)) }
}

/** The error at materials whose true value lies below what the instrument can see. */
function errorBelow(table: LearningTable): number {
  const model = loadModel(train(table, { seed: 1, importance: false }))
  if (model.task !== 'regression') throw new Error('a number was learned')
  const fresh = conductivities(400, 9)
  const below = [...fresh.truth.keys()].filter((row) => fresh.truth[row]! < -8)
  const predictions = model.predict(fresh.inputs)
  return below.reduce((sum, row) => sum + Math.abs(predictions[row]!.mean - fresh.truth[row]!), 0) / below.length
}

test('below the detection limit, limits learned as limits foretell better than limits dropped, or taken for values', () => {
  const { seen, limits, target } = conductivities(150, 1)
  const asLimits = errorBelow(target(seen, limits))
  const dropped = errorBelow(target(seen.map((value, row) => (limits[row] ? null : value))))
  const asValues = errorBelow(target(seen))
  assert.ok(asLimits < 0.75 * dropped, `${asLimits} against ${dropped}`)
  assert.ok(asLimits < 0.75 * asValues, `${asLimits} against ${asValues}`)
})

test('what stands in for a limit lies beyond it, and is known to be noisier; exact values stay as they are', () => {
  const { seen, limits, inputs } = conductivities(120, 2)
  const features = inputs.map(({ name }) => ({ name, column: name, stage: null, template: null, part: 'plain' as const }))
  const X = Float64Array.from(seen.flatMap((_, row) => inputs.map(({ values }) => values[row]!)))
  const { y, extraNoise } = fillLimits(features, X, Float64Array.from(seen), limits, 1)
  limits.forEach((limit, row) => {
    assert.ok(limit ? y[row]! < -8 : y[row] === seen[row])
    assert.ok(limit ? extraNoise![row]! > 0 : extraNoise![row] === 0)
  })
})

test('a limit above mirrors a limit below', () => {
  const { seen, limits, inputs } = conductivities(120, 3)
  const features = inputs.map(({ name }) => ({ name, column: name, stage: null, template: null, part: 'plain' as const }))
  const X = Float64Array.from(seen.flatMap((_, row) => inputs.map(({ values }) => values[row]!)))
  const below = fillLimits(features, X, Float64Array.from(seen), limits, 1)
  const above = fillLimits(features, X, Float64Array.from(seen, (value) => -value),
    limits.map((limit) => (limit ? 'above' : null)), 1)
  // Trees see the mirror image but for rounding in their leaves.
  below.y.forEach((value, row) => assert.ok(Math.abs(value + above.y[row]!) < 1e-4))
})

test('rows of which only a limit is known are counted, not judged: n is that of the values', () => {
  const { seen, limits, target } = conductivities(100, 4)
  const table = target(seen, limits)
  const { card } = train(table, { seed: 1, importance: false })
  const limited = limits.filter(Boolean).length
  assert.equal(card.rows, 100)
  assert.equal(card.rowsWithLimit, limited)
  assert.equal(card.outOfFold.filter((row) => 'limit' in row).length, limited)
  const figures = evaluate(table, { k: 3, seed: 1, now: () => 0 })
  assert.equal(figures.censored, limited)
  assert.equal(figures.folds.reduce((sum, { n }) => sum + n, 0), 100 - limited)
})

test('the learning curve is judged by the rows whose value is known, as the card is, and ends at the error of its learner', () => {
  const { seen, limits, target } = conductivities(100, 5)
  // A limit that is taken for a value shows: it lies a thousand decades off.
  const table = target(seen.map((value, row) => (limits[row] ? -1000 : value)), limits.map((limit) => limit && 'above'))
  const { learningCurve, tried } = train(table, { seed: 1, importance: false, learningCurve: true, family: 'et' }).card
  assert.equal(learningCurve!.points.at(-1)!.error, tried.find(({ name }) => name === learningCurve!.learner)!.error)
  assert.ok(learningCurve!.points.every(({ error }) => error < 5), JSON.stringify(learningCurve))
})
