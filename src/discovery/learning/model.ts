import type { Foretold } from './chain/draws.ts'
import type { Column } from './columns.ts'
import type { Trees } from './learners/kind.ts'

// Letters in this folder: n rows, d encoded features, m training rows, k folds, c classes. X: (n × d), row-major.

/** The nominal coverages of the intervals, in percent. */
export const LEVELS = ['50', '80', '90', '95'] as const
export type Level = (typeof LEVELS)[number]

/** Central prediction intervals by nominal coverage, in the target's unit. */
export type Intervals = Readonly<Record<Level, readonly [number, number]>>

/**
 * One predicted number, in the target's unit (after undoing a log target).
 *
 * `mean` is the expected value and `sd` the calibrated standard deviation; with a log target `mean` is the median and
 * `sd` half the width of the central 68.3 % interval. `mean` and intervals stop at the target's bounds. `distance` is 0 where the row is like the training rows
 * and above 1 where it lies farther out than 95 % of them lie from each other.
 */
export type Prediction = {
  readonly mean: number
  readonly sd: number
  /** The part of the sd that is noise of the measured values: more rows do not lessen it (sd² = aleatoric² + epistemic²). */
  readonly aleatoric: number
  /** The part of the sd that is the model's ignorance: rows near this one would lessen it. */
  readonly epistemic: number
  readonly intervals: Intervals
  readonly distance: number
  /** Of a chain: which model answered, and what it foretells of what comes out on the way and was not given. */
  readonly onTheWay?: { readonly by: 'chain' | 'flat'; readonly foretold: readonly Foretold[] }
}

/** One predicted label: the likeliest class, and the probability of each. */
export type ClassPrediction = {
  readonly label: string
  readonly probabilities: Readonly<Record<string, number>>
  readonly distance: number
}

/**
 * Predictions for many encoded rows at once, as arrays of n.
 *
 * They stand on the model's own scale: the target's unit, or its log10 when `logTarget` is true; no bound cuts them.
 * That is the scale on which the predictive distribution is nearly normal, so acquisition functions use it.
 */
export type BatchPrediction = { readonly mean: Float64Array; readonly sd: Float64Array }

/** An encoded feature and the column that it came from. */
export type Feature = {
  readonly name: string
  readonly column: string
  readonly stage: string | null
  readonly template: string | null
}

type Fitted = {
  /** The learner that was chosen, such as `extra-trees` or `gaussian-process+extra-trees`. */
  readonly kind: string
  readonly features: readonly Feature[]
  /** Encodes rows given as plain columns into X: (n × d), row-major; columns are found by name. */
  encode(inputs: readonly Column[]): Float64Array
  /** Distance of each row of X: (n × d) from the training rows, as in `Prediction`. */
  distanceEncoded(X: Float64Array): Float64Array
}

/** A trained model of a number. */
export type RegressionModel = Fitted & {
  readonly task: 'regression'
  readonly logTarget: boolean
  /** Predicts rows given as plain columns of equal length. */
  predict(inputs: readonly Column[]): Prediction[]
  /** Predicts X: (n × d) row-major from `encode`; the fast path for some 10⁵ candidates. */
  predictEncoded(X: Float64Array): BatchPrediction
  /** The mean alone, as in `predictEncoded`; far cheaper where a Gaussian process takes part (m, not m², a row). */
  meanEncoded(X: Float64Array): Float64Array
  /** The mean as a sum of parts that can be split exactly (trees, times their weights) and of the rest; null where nothing is left. */
  readonly parts: { readonly trees: readonly { readonly weight: number; readonly trees: Trees }[]; readonly rest: ((X: Float64Array) => Float64Array) | null }
}

/** A trained model of a label. */
export type ClassificationModel = Fitted & {
  readonly task: 'classification'
  readonly classes: readonly string[]
  predict(inputs: readonly Column[]): ClassPrediction[]
  /** Class probabilities (n × c) row-major for X: (n × d) row-major from `encode`. */
  predictEncoded(X: Float64Array): Float64Array
}

export type FittedModel = RegressionModel | ClassificationModel
