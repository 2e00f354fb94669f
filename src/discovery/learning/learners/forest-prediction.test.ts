import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { nodesOf } from './forest-nodes.ts'
import { walkPieces, walkRows } from './forest-prediction.ts'
import { growForest } from './forest.ts'

const uniforms = (count: number, seed: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => Math.fround(random.uniform()))
}

test('the kernel says to the last bit what walking row by row says, for any number of rows, features and trees', () => {
  fc.assert(fc.property(
    fc.integer({ min: 2, max: 90 }), fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }),
    fc.boolean(), fc.nat(),
    (m, d, n, trees, best, seed) => {
      const y = uniforms(m, seed + 1).map((value) => 1e3 * value - 300)
      const forest = growForest(uniforms(m * d, seed), y, m, {
        splits: best ? 'best' : 'random', trees, minLeaf: 1 + (seed % 4), featureShare: 0.7, bootstrap: best,
      }, seed)
      // In double precision: both ways round the inputs alike.
      const X = uniforms(n * d, seed + 2).map((value) => value * 1.1 + 1e-9)
      assert.deepEqual(walkPieces(forest, nodesOf(forest)!, X, n), walkRows(forest, X, n))
    },
  ), { numRuns: 80 })
})

test('more rows than fit in a piece, a row without a number, infinities and the thresholds themselves go the same way', () => {
  const [m, d] = [300, 3]
  const forest = growForest(uniforms(m * d, 1), uniforms(m, 2), m, {
    splits: 'random', trees: 7, minLeaf: 1, featureShare: 1, bootstrap: false,
  }, 1)
  const n = 2503
  const X = uniforms(n * d, 3)
  for (let index = 0; index < 600; index++) X[index] = forest.threshold[index]!
  X.set([NaN, 0.5, 0.5, Infinity, -Infinity, NaN, -0, 0, 0.5], 5000)
  const said = walkPieces(forest, nodesOf(forest)!, X, n)
  assert.deepEqual(said, walkRows(forest, X, n))
  assert.deepEqual(walkPieces(forest, nodesOf(forest)!, X, n), said)
})

test('a forest of a single leaf says its value', () => {
  const forest = growForest(Float64Array.of(1, 1), Float64Array.of(4, 8), 2, {
    splits: 'best', trees: 2, minLeaf: 1, featureShare: 1, bootstrap: false,
  }, 0)
  assert.deepEqual([...walkPieces(forest, nodesOf(forest)!, Float64Array.of(1, 2, 3), 3).sum], [12, 12, 12])
})

test('a forest of more trees than are copied together says the same', () => {
  const [m, d, n] = [700, 4, 40]
  const forest = growForest(uniforms(m * d, 1), uniforms(m, 2), m, {
    splits: 'random', trees: 400, minLeaf: 1, featureShare: 1, bootstrap: false,
  }, 1)
  assert.ok(nodesOf(forest)!.words.byteLength > 3 * 2 ** 20)
  const X = uniforms(n * d, 3)
  assert.deepEqual(walkPieces(forest, nodesOf(forest)!, X, n), walkRows(forest, X, n))
})
