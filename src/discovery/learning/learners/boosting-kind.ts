import { readArray, writeArray } from '../typed-array-text.ts'
import type { ArrayText } from '../typed-array-text.ts'
import { predictBoosting } from './boosted-trees.ts'
import type { Boosting } from './boosted-trees.ts'
import type { Loss } from './boosting-loss.ts'
import { growBoosting } from './boosting.ts'
import type { BoostingSettings } from './boosting.ts'
import type { LearnerKind } from './kind.ts'
import { shapleyOfBoosting } from './tree-shap.ts'

/** Trees of the mean (or of the labels' scores), and for numbers those of two quantiles, one sd below and above. */
export type SpreadBoosting = { readonly middle: Boosting; readonly ends: readonly [Boosting, Boosting] | null }

type BoostingText = {
  readonly c: number; readonly loss: Loss; readonly start: ArrayText; readonly roots: ArrayText; readonly feature: ArrayText
  readonly threshold: ArrayText; readonly leftOrLeaf: ArrayText; readonly values: ArrayText; readonly missingLeft: ArrayText
}
export type SpreadBoostingText = { readonly middle: BoostingText; readonly ends: readonly [BoostingText, BoostingText] | null }

/** The shares of a normal distribution below one sd under its mean and below one sd above it. */
const ONE_SD = [0.15866, 0.84134] as const

/**
 * Gradient boosting; the raw variance of a number is that of a normal distribution with the two quantiles learned beside the
 * mean. They are too narrow on new rows, as those of any boosting are: calibration widens them, their order is what counts.
 */
export const BOOSTING: LearnerKind<Omit<BoostingSettings, 'loss'>, SpreadBoosting, SpreadBoostingText> = {
  fit({ X, Y, m, seed, onShare }, settings) {
    const isNumber = Y.length === m
    let grown = 0
    const total = settings.rounds * (isNumber ? 2 : 1)
    const grow = (loss: Loss, rounds: number) =>
      growBoosting(X, Y, m, { ...settings, rounds, loss }, seed, null, () => onShare(++grown / total))
    const middle = grow({ kind: isNumber ? 'squared' : 'classes' }, settings.rounds)
    if (!isNumber) return { middle, ends: null }
    const half = Math.ceil(settings.rounds / 2)
    const [low, high] = ONE_SD
    return { middle, ends: [grow({ kind: 'quantile', at: low }, half), grow({ kind: 'quantile', at: high }, half)] }
  },
  predict({ middle, ends }, X) {
    const mean = predictBoosting(middle, X)
    if (!ends) return { mean, variance: new Float64Array(X.length / middle.d) }
    const [low, high] = ends.map((end) => predictBoosting(end, X))
    return { mean, variance: mean.map((_, row) => ((high![row]! - low![row]!) / 2) ** 2) }
  },
  mean: ({ middle }, X) => predictBoosting(middle, X),
  trees: ({ middle }) => ({ nodes: middle.feature.length, shapley: (X, Z, playerOf) => shapleyOfBoosting(middle, X, Z, playerOf).values }),
  write: ({ middle, ends }) => ({ middle: writeOne(middle), ends: ends && [writeOne(ends[0]), writeOne(ends[1])] }),
  read: ({ middle, ends }, d) => ({ middle: readOne(middle, d), ends: ends && [readOne(ends[0], d), readOne(ends[1], d)] }),
}

function writeOne({ c, loss, start, roots, feature, threshold, leftOrLeaf, values, missingLeft }: Boosting): BoostingText {
  return {
    c, loss, start: writeArray(start), roots: writeArray(roots), feature: writeArray(feature), threshold: writeArray(threshold),
    leftOrLeaf: writeArray(leftOrLeaf), values: writeArray(values), missingLeft: writeArray(missingLeft),
  }
}

function readOne(text: BoostingText, d: number): Boosting {
  return {
    d, c: text.c, loss: text.loss, start: readArray(text.start, 'f64'), roots: readArray(text.roots, 'i32'),
    feature: readArray(text.feature, 'i16'), threshold: readArray(text.threshold, 'f32'),
    leftOrLeaf: readArray(text.leftOrLeaf, 'i32'), values: readArray(text.values, 'f32'),
    missingLeft: readArray(text.missingLeft, 'i32'),
  }
}
