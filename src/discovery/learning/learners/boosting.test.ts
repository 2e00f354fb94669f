import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { quantile } from '#science/numerics/summary.ts'
import { predictBoosting } from './boosted-trees.ts'
import { growBoosting } from './boosting.ts'
import type { BoostingSettings } from './boosting.ts'

const plain: BoostingSettings = {
  loss: { kind: 'squared' }, rounds: 1, rate: 1, leaves: 2, minLeaf: 1, l2: 0, rowShare: 1, featureShare: 1, patience: 5,
}
const near = (a: number, b: number, within = 1e-5) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`)
const squaredError = (p: Float64Array, y: Float64Array) => y.reduce((sum, value, row) => sum + (value - p[row]!) ** 2, 0)
const uniforms = (n: number, seed: number) => {
  const random = createRandom(seed)
  return Float64Array.from({ length: n }, () => Math.fround(random.uniform()))
}

test('one split recovers a step function, with its threshold midway between its neighbours', () => {
  const x = Float64Array.of(1, 2, 3, 5, 6, 7)
  const boosting = growBoosting(x, x.map((value) => (value < 4 ? -1 : 2)), 6, plain, 0)
  assert.deepEqual([...boosting.feature], [0, -1, -1])
  assert.equal(boosting.threshold[0], 4)
  assert.deepEqual([...predictBoosting(boosting, Float64Array.of(3.9, 4.1))], [-1, 2])
})

test('a threshold lies in the middle of the gap between the rows that it parts, though other rows lie in that gap', () => {
  const X = Float64Array.of(0, 1, 0, 1, 0, 9, 0, 9, 1, 3, 1, 4, 1, 6, 1, 7)
  const boosting = growBoosting(X, Float64Array.of(0, 0, 1, 1, 9, 9, 9, 9), 8, { ...plain, leaves: 3 }, 0)
  assert.deepEqual([...boosting.feature], [0, 1, -1, -1, -1])
  assert.equal(boosting.threshold[1], 5)
})

test('trees that each add a tenth of a step come as near to it as one wishes, by 0.9 each round', () => {
  const x = Float64Array.of(1, 2, 3, 4)
  const after = (rounds: number) =>
    predictBoosting(growBoosting(x, Float64Array.of(0, 0, 4, 4), 4, { ...plain, rounds, rate: 0.1 }, 0), x)
  assert.deepEqual([...after(0)], [2, 2, 2, 2])
  near(after(1)[3]!, 4 - 2 * 0.9)
  near(after(20)[3]!, 4 - 2 * 0.9 ** 20)
})

test('missing values go the way that lowers the loss, and a row with none of them keeps its own way', () => {
  const x = Float64Array.of(1, 2, 3, 5, 6, 7, NaN, NaN)
  const low = predictBoosting(growBoosting(x, Float64Array.of(0, 0, 0, 4, 4, 4, 0, 0), 8, plain, 0), x)
  assert.deepEqual([...low], [0, 0, 0, 4, 4, 4, 0, 0])
  const high = predictBoosting(growBoosting(x, Float64Array.of(0, 0, 0, 4, 4, 4, 4, 4), 8, plain, 0), x)
  assert.deepEqual([...high], [0, 0, 0, 4, 4, 4, 4, 4])
})

test('that a value is missing may be all that counts, also where the feature has one value or none', () => {
  const y = Float64Array.of(7, 0, 0, 7)
  for (const x of [Float64Array.of(NaN, 1, 2, NaN), Float64Array.of(NaN, 1, 1, NaN)]) {
    assert.deepEqual([...predictBoosting(growBoosting(x, y, 4, plain, 0), x)], [7, 0, 0, 7])
  }
  const never = Float64Array.of(NaN, NaN, NaN, NaN)
  assert.deepEqual([...predictBoosting(growBoosting(never, y, 4, plain, 0), never)], [3.5, 3.5, 3.5, 3.5])
})

test('where none was missing in training, a missing value goes with most rows', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6)
  const most = growBoosting(x, Float64Array.of(0, 0, 0, 0, 9, 9), 6, plain, 0)
  near(predictBoosting(most, Float64Array.of(NaN))[0]!, 0)
  const others = growBoosting(x, Float64Array.of(0, 0, 9, 9, 9, 9), 6, plain, 0)
  near(predictBoosting(others, Float64Array.of(NaN))[0]!, 9)
})

/** The squared error of a tree grown by trying every cut, and either side for missing values, best gain first. */
function bruteForce(X: Float64Array, y: Float64Array, d: number, leaves: number, minLeaf: number): number {
  const error = (rows: readonly number[]) => {
    const centre = rows.reduce((sum, row) => sum + y[row]!, 0) / rows.length
    return rows.reduce((sum, row) => sum + (y[row]! - centre) ** 2, 0)
  }
  const parts: number[][] = [[...y.keys()]]
  while (parts.length < leaves) {
    let best = { gain: 1e-9, part: -1, sides: [[], []] as number[][] }
    parts.forEach((rows, part) => {
      for (let feature = 0; feature < d; feature++) {
        for (const cut of [...rows.map((row) => X[row * d + feature]!).filter((x) => !Number.isNaN(x)), -Infinity]) {
          for (const missingLeft of [true, false]) {
            const goesLeft = (row: number) => {
              const x = X[row * d + feature]!
              return Number.isNaN(x) ? missingLeft : x <= cut
            }
            const sides = [rows.filter(goesLeft), rows.filter((row) => !goesLeft(row))]
            if (sides.some((side) => side.length < minLeaf)) continue
            const gain = error(rows) - error(sides[0]!) - error(sides[1]!)
            if (gain > best.gain) best = { gain, part, sides }
          }
        }
      }
    })
    if (best.part < 0) break
    parts.splice(best.part, 1, ...best.sides)
  }
  return parts.reduce((sum, rows) => sum + error(rows), 0)
}

test('a tree of seven leaves errs as little as the one grown by trying every cut', () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 40 }), fc.nat(), fc.constantFrom(3, 1000), fc.boolean(), fc.constantFrom(1, 3),
    (m, seed, distinct, holes, minLeaf) => {
      const random = createRandom(seed)
      const X = Float64Array.from({ length: m * 3 }, () => (holes && random.uniform() < 0.3 ? NaN : random.integer(distinct)))
      const y = Float64Array.from({ length: m }, () => random.normal())
      const boosting = growBoosting(X, y, m, { ...plain, leaves: 7, minLeaf }, seed)
      near(squaredError(predictBoosting(boosting, X), y), bruteForce(X, y, 3, 7, minLeaf))
    }), { numRuns: 80 })
})

test('a stored tree sends every training row to the leaf that learned from it, also with more values than bins', () => {
  const m = 3000
  const X = uniforms(m * 4, 3).map((x) => (x > 0.95 ? NaN : x))
  const y = Float64Array.from({ length: m }, (_, row) => Math.sin(9 * (X[row * 4]! || 2)) + (X[row * 4 + 1]! || -1))
  const boosting = growBoosting(X, y, m, { ...plain, leaves: 31, minLeaf: 20 }, 0)
  const leaves = Map.groupBy(predictBoosting(boosting, X).entries(), ([, value]) => value)
  assert.equal(leaves.size, 31)
  for (const [value, rows] of leaves) {
    assert.ok(rows.length >= 20)
    near(value, rows.reduce((sum, [row]) => sum + y[row]!, 0) / rows.length, 1e-6)
  }
})

test('λ draws a leaf towards zero as rows without residual would', () => {
  const x = Float64Array.of(0, 0, 1, 1)
  const boosting = growBoosting(x, Float64Array.of(-1, -1, 1, 1), 4, { ...plain, l2: 2 }, 0)
  assert.deepEqual([...predictBoosting(boosting, x)], [-0.5, -0.5, 0.5, 0.5])
})

test('two classes settle at their shares in each leaf, and so do three', () => {
  const x = Float64Array.from({ length: 24 }, (_, row) => Math.floor(row / 12))
  const settings: BoostingSettings = { ...plain, loss: { kind: 'classes' }, rounds: 300, rate: 0.2 }
  for (const shares of [[[9, 3], [2, 10]], [[6, 4, 2], [1, 3, 8]]]) {
    const labels = shares.flatMap((counts) => counts.flatMap((count, label) => Array<number>(count).fill(label)))
    const c = shares[0]!.length
    const Y = Float64Array.from({ length: 24 * c }, (_, at) => Number(labels[Math.floor(at / c)] === at % c))
    const P = predictBoosting(growBoosting(x, Y, 24, settings, 0), Float64Array.of(0, 1))
    shares.flat().forEach((count, at) => near(P[at]!, count / 12, 1e-4))
    near(P.reduce((sum, p) => sum + p, 0), 2, 1e-12)
  }
})

test('classes that are parted without error give probabilities that stay within 0 and 1 and steps that stay finite', () => {
  const x = Float64Array.from({ length: 60 }, (_, row) => row)
  const Y = Float64Array.from({ length: 180 }, (_, at) => Number(Math.floor(at / 60) === at % 3))
  const boosting = growBoosting(x, Y, 60, { ...plain, loss: { kind: 'classes' }, rounds: 200, leaves: 4 }, 0)
  const P = predictBoosting(boosting, x)
  assert.ok(P.every((p) => p >= 0 && p <= 1))
  Y.forEach((y, at) => near(P[at]!, y, 0.01))
})

test('the trees of a quantile settle at that quantile of each leaf', () => {
  const random = createRandom(4)
  const m = 400
  const x = Float64Array.from({ length: m }, (_, row) => Number(row >= m / 2))
  const y = Float64Array.from({ length: m }, (_, row) => 5 * x[row]! + (1 + x[row]!) * random.normal())
  for (const at of [0.05, 0.5, 0.9]) {
    const boosting = growBoosting(x, y, m, { ...plain, loss: { kind: 'quantile', at }, rounds: 200, rate: 0.2 }, 0)
    const [low, high] = predictBoosting(boosting, Float64Array.of(0, 1))
    near(low!, quantile(y.slice(0, m / 2), at), 0.02)
    near(high!, quantile(y.slice(m / 2), at), 0.02)
  }
})

test('several targets are learned side by side, each as if it were alone', () => {
  const m = 200
  const X = uniforms(m * 2, 1)
  const a = Float64Array.from({ length: m }, (_, row) => X[row * 2]! ** 2)
  const b = Float64Array.from({ length: m }, (_, row) => Math.cos(X[row * 2 + 1]!))
  const settings = { ...plain, rounds: 5, leaves: 8 }
  const both = predictBoosting(growBoosting(X, Float64Array.from({ length: 2 * m }, (_, at) => (at % 2 ? b : a)[at >> 1]!), m, settings, 0), X)
  const alone = [a, b].map((y) => predictBoosting(growBoosting(X, y, m, settings, 0), X))
  for (let row = 0; row < m; row++) for (const k of [0, 1]) near(both[row * 2 + k]!, alone[k]![row]!, 1e-12)
})

test('the error in training never rises from round to round', () => {
  fc.assert(fc.property(fc.nat(), fc.constantFrom(0.1, 1), (seed, rate) => {
    const random = createRandom(seed)
    const X = Float64Array.from({ length: 300 }, () => random.integer(50))
    const y = Float64Array.from({ length: 100 }, () => random.normal())
    let before = Infinity
    for (let rounds = 0; rounds < 6; rounds++) {
      const error = squaredError(predictBoosting(growBoosting(X, y, 100, { ...plain, rounds, rate, leaves: 4 }, seed), X), y)
      assert.ok(error <= before + 1e-6)
      before = error
    }
  }), { numRuns: 20 })
})

test('rows that a tree does not learn from hear of it all the same', () => {
  // A full step in each round: a row that missed one would be given the same step twice.
  const x = Float64Array.from({ length: 100 }, (_, row) => (row % 10 === 0 ? NaN : row % 2))
  const y = x.map((value) => (value === 0 ? -3 : 3))
  const P = predictBoosting(growBoosting(x, y, 100, { ...plain, rounds: 30, rowShare: 0.5 }, 2), x)
  y.forEach((value, row) => near(P[row]!, value, 1e-6))
})

test('the rounds kept are those with the lowest loss on the validation rows', () => {
  const random = createRandom(8)
  const m = 300
  const X = uniforms(m * 3, 1), Xv = uniforms(m * 3, 2)
  const target = (own: Float64Array) =>
    Float64Array.from({ length: m }, (_, row) => 2 * own[row * 3]! + random.normal())
  const y = target(X), yv = target(Xv)
  const settings = { ...plain, rounds: 60, rate: 0.3, leaves: 8, patience: 60 }
  const kept = growBoosting(X, y, m, settings, 0, { X: Xv, Y: yv, n: m }).roots.length
  const errors = Array.from({ length: 61 }, (_, rounds) =>
    squaredError(predictBoosting(growBoosting(X, y, m, { ...settings, rounds }, 0), Xv), yv))
  assert.equal(kept, errors.indexOf(Math.min(...errors)))
  assert.ok(kept > 0 && kept < 20, 'noise is learned after a few rounds')
  let rounds = 0
  growBoosting(X, y, m, { ...settings, patience: 5 }, 0, { X: Xv, Y: yv, n: m }, () => rounds++)
  assert.ok(rounds >= kept && rounds < 40, 'and growing stops soon after')
})

test('where validation rows deny all that was learned, nothing but the mean is kept', () => {
  const x = Float64Array.of(0, 0, 1, 1)
  const boosting = growBoosting(x, Float64Array.of(0, 0, 2, 2), 4, plain, 0, { X: x, Y: Float64Array.of(2, 2, 0, 0), n: 4 })
  assert.equal(boosting.roots.length, 0)
  assert.deepEqual([...predictBoosting(boosting, x)], [1, 1, 1, 1])
})

test('the same seed grows the same trees, and another one other trees where rows or features are drawn', () => {
  const X = uniforms(600, 1)
  const y = uniforms(200, 2)
  for (const change of [{ rowShare: 0.7 }, { featureShare: 0.4 }]) {
    const settings = { ...plain, rounds: 4, leaves: 6, ...change }
    assert.deepEqual(growBoosting(X, y, 200, settings, 1), growBoosting(X, y, 200, settings, 1))
    assert.notDeepEqual(growBoosting(X, y, 200, settings, 1).values, growBoosting(X, y, 200, settings, 2).values)
  }
  assert.deepEqual(growBoosting(X, y, 200, plain, 1), growBoosting(Float32Array.from(X), y, 200, plain, 2))
})

test('where there is nothing to ask, or a row alone, the mean is all that is learned', () => {
  const none = growBoosting(new Float64Array(0), Float64Array.of(1, 2, 6), 3, plain, 0)
  assert.deepEqual([none.start[0], [...none.feature], [...none.values]], [3, [-1], [0]])
  const one = growBoosting(Float64Array.of(5, 7), Float64Array.of(4), 1, { ...plain, rounds: 2, featureShare: 0.01 }, 0)
  assert.deepEqual([...predictBoosting(one, Float64Array.of(0, 0))], [4])
})
