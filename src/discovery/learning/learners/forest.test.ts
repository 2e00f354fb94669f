import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { growForest, predictForest } from './forest.ts'
import type { ForestSettings } from './forest.ts'

const oneTree: ForestSettings = { splits: 'best', trees: 1, minLeaf: 1, featureShare: 1, bootstrap: false }

test('one tree finds the step of a step function midway between its neighbours', () => {
  const x = Float64Array.of(1, 2, 3, 5, 6, 7)
  const forest = growForest(x, x.map((value) => (value < 4 ? -1 : 2)), 6, oneTree, 0)
  assert.deepEqual([...forest.feature], [0, -1, -1])
  assert.equal(forest.threshold[0], 4)
  assert.deepEqual([...predictForest(forest, Float64Array.of(3.9, 4.1)).mean], [-1, 2])
})

test('the first split is the best of all splits by brute force', () => {
  fc.assert(fc.property(fc.integer({ min: 4, max: 40 }), fc.nat(), fc.constantFrom(3, 1000), (m, seed, distinct) => {
    const random = createRandom(seed)
    const X = Float64Array.from({ length: m * 3 }, () => random.integer(distinct))
    const y = Float64Array.from({ length: m }, () => random.normal())
    const forest = growForest(X, y, m, oneTree, seed)
    const squaredError = (feature: number, threshold: number) => [0, 1].reduce((sum, side) => {
      const part = [...y].filter((_, row) => Number(X[row * 3 + feature]! > threshold) === side)
      const centre = part.reduce((a, b) => a + b, 0) / part.length
      return sum + part.reduce((a, b) => a + (b - centre) ** 2, 0)
    }, 0)
    if (forest.feature[0]! < 0) return
    const chosen = squaredError(forest.feature[0]!, forest.threshold[0]!)
    for (let feature = 0; feature < 3; feature++) {
      const values = [...new Set(Array.from(y, (_, row) => X[row * 3 + feature]!))].sort((a, b) => a - b)
      for (const threshold of values.slice(0, -1)) assert.ok(chosen <= squaredError(feature, threshold) + 1e-9)
    }
  }), { numRuns: 60 })
})

test('full-grown extra trees repeat their training rows exactly, and no leaf is smaller than asked', () => {
  const random = createRandom(5)
  const m = 200
  const X = Float64Array.from({ length: m * 2 }, () => Math.fround(random.uniform()))
  const y = Float64Array.from({ length: m }, (_, row) => Math.fround(X[row * 2]! - X[row * 2 + 1]!))
  const settings: ForestSettings = { splits: 'random', trees: 3, minLeaf: 1, featureShare: 1, bootstrap: false }
  const { mean, variance } = predictForest(growForest(X, y, m, settings, 1), X)
  mean.forEach((value, row) => assert.ok(Math.abs(value - y[row]!) < 1e-6 && variance[row]! < 1e-6))
  const coarse = growForest(X, y, m, { ...settings, trees: 1, minLeaf: 20 }, 1)
  const seen = predictForest(coarse, X).mean
  const counts = Map.groupBy(seen, (value) => value)
  assert.ok([...counts.values()].every((rows) => rows.length >= 20))
})

test('class probabilities are shares of the leaf and add up to one', () => {
  const X = Float64Array.of(0, 0, 1, 1)
  const Y = Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1)
  const { mean } = predictForest(growForest(X, Y, 4, oneTree, 0), Float64Array.of(0, 1))
  assert.deepEqual([...mean], [0.5, 0.5, 0, 1])
})

test('the same seed grows the same forest and another seed another', () => {
  const random = createRandom(9)
  const X = Float64Array.from({ length: 60 }, () => Math.fround(random.normal()))
  const y = Float64Array.from({ length: 20 }, () => random.normal())
  const settings: ForestSettings = { splits: 'best', trees: 5, minLeaf: 1, featureShare: 0.5, bootstrap: true }
  assert.deepEqual(growForest(X, y, 20, settings, 1), growForest(X, y, 20, settings, 1))
  assert.notDeepEqual(growForest(X, y, 20, settings, 1).threshold, growForest(X, y, 20, settings, 2).threshold)
})
