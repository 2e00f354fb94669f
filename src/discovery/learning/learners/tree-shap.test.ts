import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { scoreBoosting } from './boosted-trees.ts'
import { growBoosting } from './boosting.ts'
import type { BoostingSettings } from './boosting.ts'
import { growForest, predictForest } from './forest.ts'
import { shapleyOfBoosting, shapleyOfForest } from './tree-shap.ts'

const near = (a: number, b: number, within = 1e-9) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`)

/** Shapley's formula over all coalitions: weights |S|! (p − |S| − 1)! / p! of what a player adds to S. */
function bruteForce(
  predict: (X: Float64Array) => Float64Array, X: Float64Array, Z: Float64Array, playerOf: Int32Array, q: number,
): Float64Array {
  const d = playerOf.length
  const p = Math.max(...playerOf) + 1
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
  const result = new Float64Array((X.length / d) * p * q)
  for (let row = 0; row < X.length / d; row++) {
    const worth = Array.from({ length: 2 ** p }, (_, coalition) => {
      const mixed = Z.map((z, at) => ((coalition >> playerOf[at % d]!) & 1 ? X[row * d + (at % d)]! : z))
      const predicted = predict(mixed)
      const g = Z.length / d
      return Array.from({ length: q }, (_, k) => predicted.reduce((sum, y, at) => (at % q === k ? sum + y / g : sum), 0))
    })
    for (let player = 0; player < p; player++) {
      for (let coalition = 0; coalition < 2 ** p; coalition++) {
        if ((coalition >> player) & 1) continue
        const size = coalition.toString(2).replaceAll('0', '').length
        const weight = (factorial(size) * factorial(p - size - 1)) / factorial(p)
        for (let k = 0; k < q; k++) {
          result[(row * p + player) * q + k]! += weight * (worth[coalition | (1 << player)]![k]! - worth[coalition]![k]!)
        }
      }
    }
  }
  return result
}

const cases = fc.record({
  seed: fc.nat(), d: fc.integer({ min: 1, max: 7 }), p: fc.integer({ min: 1, max: 5 }), n: fc.integer({ min: 1, max: 3 }),
  g: fc.constantFrom(1, 3, 32, 40), c: fc.constantFrom(1, 2, 3), holes: fc.boolean(),
})
const randomCase = ({ seed, d, p, n, g, c, holes }: typeof cases extends fc.Arbitrary<infer Case> ? Case : never) => {
  const random = createRandom(seed)
  const m = 50
  const draw = (rows: number) => Float64Array.from({ length: rows * d }, () =>
    (holes && random.uniform() < 0.2 ? NaN : Math.fround(random.uniform())))
  const labels = Uint8Array.from({ length: m }, () => random.integer(c))
  const Y = Float64Array.from({ length: m * c }, (_, at) => (c === 1 ? random.normal() : Number(labels[Math.floor(at / c)] === at % c)))
  return { m, X: draw(m), Y, x: draw(n), Z: draw(g), playerOf: Int32Array.from({ length: d }, () => random.integer(p)) }
}

test('the parts of a forest\'s prediction are Shapley\'s by all coalitions of players, for numbers and classes', () => {
  fc.assert(fc.property(cases, (one) => {
    const { m, X, Y, x, Z, playerOf } = randomCase({ ...one, holes: false })
    const forest = growForest(X, Y, m,
      { splits: one.seed % 2 ? 'random' : 'best', trees: 3, minLeaf: 1, featureShare: 0.7, bootstrap: true }, one.seed)
    const { values } = shapleyOfForest(forest, x, Z, playerOf)
    const expected = bruteForce((mixed) => predictForest(forest, mixed).mean, x, Z, playerOf, one.c)
    assert.equal(values.length, expected.length)
    values.forEach((value, at) => near(value, expected[at]!))
  }), { numRuns: 60 })
})

test('the parts of boosted trees\' scores are Shapley\'s by all coalitions of players, with missing values too', () => {
  fc.assert(fc.property(cases, (one) => {
    const { m, X, Y, x, Z, playerOf } = randomCase(one)
    const settings: BoostingSettings = {
      loss: { kind: one.c === 1 ? 'squared' : 'classes' }, rounds: 3, rate: 0.5, leaves: 12, minLeaf: 1, l2: 1, rowShare: 1,
      featureShare: 1, patience: 1,
    }
    const boosting = growBoosting(X, Y, m, settings, one.seed)
    const q = boosting.start.length
    const { values } = shapleyOfBoosting(boosting, x, Z, playerOf)
    const byRow = (mixed: Float64Array) => {
      const scores = scoreBoosting(boosting, mixed)
      return scores.map((_, at) => scores[(at % q) * (scores.length / q) + Math.floor(at / q)]!)
    }
    const expected = bruteForce(byRow, x, Z, playerOf, q)
    assert.equal(values.length, expected.length)
    values.forEach((value, at) => near(value, expected[at]!))
  }), { numRuns: 60 })
})

/** A forest on m × d random rows with a target that its first three features make. */
function grown(d: number, m: number) {
  const random = createRandom(1)
  const X = Float64Array.from({ length: m * d }, () => Math.fround(random.uniform()))
  const y = Float64Array.from({ length: m }, (_, row) => X[row * d]! * X[row * d + 1]! + X[row * d + 2]!)
  return { X, forest: growForest(X, y, m, { splits: 'random', trees: 20, minLeaf: 1, featureShare: 1, bootstrap: false }, 1) }
}

test('the parts add up to the prediction less the mean over the background, with deep trees and many players', () => {
  const d = 40
  const { X, forest } = grown(d, 300)
  const explained = X.subarray(0, 5 * d), Z = X.subarray(100 * d, 200 * d)
  const { base, values } = shapleyOfForest(forest, explained, Z, Int32Array.from({ length: d }, (_, f) => f))
  predictForest(forest, explained).mean.forEach((prediction, row) =>
    near(base[0]! + values.subarray(row * d, (row + 1) * d).reduce((sum, value) => sum + value, 0), prediction, 1e-12))
})

test('a player that no tree asks gets nothing, and a row of the background alone is explained by nothing', () => {
  const random = createRandom(3)
  const X = Float64Array.from({ length: 300 }, (_, at) => (at % 3 === 2 ? 5 : Math.fround(random.uniform())))
  const y = Float64Array.from({ length: 100 }, (_, row) => X[row * 3]! - 2 * X[row * 3 + 1]!)
  const forest = growForest(X, y, 100, { splits: 'best', trees: 5, minLeaf: 1, featureShare: 1, bootstrap: true }, 1)
  const strange = X.slice(0, 30).map((x, at) => (at % 3 === 2 ? 99 : x))
  const { values } = shapleyOfForest(forest, strange, X, Int32Array.of(0, 1, 2))
  for (let row = 0; row < 10; row++) assert.equal(values[row * 3 + 2], 0)
  const itself = shapleyOfForest(forest, X.subarray(0, 3), X.subarray(0, 3), Int32Array.of(0, 1, 2))
  assert.deepEqual([...itself.values], [0, 0, 0])
})

test('players that enter a prediction alike share it alike', () => {
  // y is 1 only where both are above ½: one tree asks the first, then the second, and yet both get as much.
  const X = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1)
  const forest = growForest(X, Float64Array.of(0, 0, 0, 1), 4,
    { splits: 'best', trees: 1, minLeaf: 1, featureShare: 1, bootstrap: false }, 0)
  const { base, values } = shapleyOfForest(forest, Float64Array.of(1, 1), Float64Array.of(0, 0), Int32Array.of(0, 1))
  assert.deepEqual([...base, ...values], [0, 0.5, 0.5])
  const { values: whole } = shapleyOfForest(forest, Float64Array.of(1, 1), Float64Array.of(0, 0), Int32Array.of(0, 0))
  assert.deepEqual([...whole], [1])
})
