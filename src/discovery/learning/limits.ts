import { normalCdf, normalPdf } from '#science/numerics/normal.ts'
import { createRandom } from '#science/numerics/random.ts'
import { takeRows } from '#science/numerics/rows.ts'
import type { Limit } from './columns.ts'
import type { EncodedFeature } from './encoding/encoder.ts'
import { randomFolds } from './folds.ts'
import { fitLearner, predictLearnerMean } from './learners/learner.ts'
import type { Candidate } from './learners/learner.ts'

// Letters: m training rows, d encoded features. X: (m × d), row-major; y of m on the model's own scale.

/** Values to learn from, and what each is uncertain by beyond other rows, as a variance; null where none is. */
export type Filled = { readonly y: Float64Array; readonly extraNoise: Float64Array | null }

const ROUNDS = 3
const FOLDS = 5
const FILLER: Candidate = {
  name: 'extra trees', view: 'plain',
  learner: { kind: 'forest', settings: { splits: 'random', trees: 50, minLeaf: 2, featureShare: 1, bootstrap: false } },
}

/**
 * Puts in place of each value that is only a limit what is to be expected beyond that limit.
 *
 * Buckley & James (1979, doi 10.1093/biomet/66.3.429) with trees for the line: rows are foreseen from the other rows, with
 * the spread σ of the exact rows; a value that lies below c is expected at µ − σ φ(z)/Φ(z), z = (c − µ)/σ, with the
 * variance of that truncated normal distribution. Three rounds, in the first of which exact rows alone foretell, so that a limit
 * far from all values (`> 0`) says nothing. With fewer than 10 exact rows the limits themselves are kept.
 */
export function fillLimits(
  features: readonly EncodedFeature[], X: Float64Array, y: Float64Array, limits: readonly (Limit | null)[] | undefined,
  seed: number,
): Filled {
  const m = y.length
  const d = features.length
  const exact = Uint32Array.from(y.keys()).filter((row) => !limits?.[row])
  if (!limits || exact.length === m || exact.length < 10) return { y, extraNoise: null }
  const random = createRandom(seed)
  const folds = randomFolds(m, FOLDS, random.seed())
  const filled = y.slice()
  const extraNoise = new Float64Array(m)
  for (let round = 0; round < ROUNDS; round++) {
    const foreseen = new Float64Array(m)
    for (const { train: others, test } of folds) {
      const train = round > 0 ? others : others.filter((row) => !limits[row])
      const learner = fitLearner(FILLER, {
        features, X: takeRows(X, d, train), Y: takeRows(filled, 1, train), m: train.length, extraNoise: null,
      }, random.seed())
      const means = predictLearnerMean(learner, takeRows(X, d, test))
      test.forEach((row, at) => { foreseen[row] = means[at]! })
    }
    const square = exact.reduce((sum, row) => sum + (y[row]! - foreseen[row]!) ** 2, 0) / exact.length
    const sigma = Math.sqrt(square) || 1e-12
    for (let row = 0; row < m; row++) {
      const limit = limits[row]
      if (!limit) continue
      const { mean, variance } = beyond(y[row]!, limit, foreseen[row]!, sigma)
      filled[row] = mean
      extraNoise[row] = variance
    }
  }
  return { y: filled, extraNoise }
}

/** Mean and variance of N(µ, σ²) below, or above, the limit c. */
function beyond(c: number, limit: Limit, mu: number, sigma: number): { mean: number; variance: number } {
  // A value above c is one below −c in a mirror.
  const side = limit === 'below' ? 1 : -1
  const z = (side * (c - mu)) / sigma
  // Far in the tail φ/Φ is −z, and the distribution an exponential of mean σ/|z|.
  const hazard = z > -30 ? normalPdf(z) / normalCdf(z) : -z - 1 / z
  const mean = mu - side * sigma * hazard
  return {
    mean: side * Math.min(side * mean, side * c),
    variance: sigma ** 2 * Math.max(1 - z * hazard - hazard ** 2, 0),
  }
}
