import type { Text } from '#science/refusal.ts'
import type { Importance } from './importance.ts'
import type { CurvePoint } from './learning-curve.ts'
import type { Limit } from './columns.ts'
import type { Intervals, Level } from './model.ts'
import type { ReplicateNoise } from './replicates.ts'

/**
 * What a reader has to know before trusting a model; every error in it was made on rows held out from learning.
 *
 * Intervals of a fold are calibrated on the other folds, so the coverage is measured, not made.
 * With a log target all numbers here stand on the scale of log10.
 */
export type Card = {
  readonly kind: string
  readonly task: 'regression' | 'classification'
  readonly target: string
  readonly unit: string | null
  readonly logTarget: boolean
  readonly seed: number
  readonly rows: number
  readonly rowsWithoutTarget: number
  /** Rows of which only a limit is known; learned from, and not in the errors. */
  readonly rowsWithLimit: number
  /** The noise within rows that repeat each other, on the model's scale; null where none do. */
  readonly replicates: ReplicateNoise | null
  readonly inputs: readonly CardInput[]
  readonly folds: {
    readonly k: number; readonly groupedBy: readonly string[]; readonly groups: number | null
    /** Whether each fold is foretold from earlier rows only. */
    readonly forward: boolean
  }
  /** Each learner that was tried: its out-of-fold error (mean absolute, or log loss for labels) and its share in the mean. */
  readonly tried: readonly { readonly name: string; readonly error: number; readonly weight: number }[]
  readonly errors: RegressionErrors | ClassificationErrors
  readonly outOfFold: readonly OutOfFoldRow[]
  readonly importance: readonly Importance[]
  /** Held-out errors of the weightiest learner with fewer rows; null where that was not measured. */
  readonly learningCurve: { readonly learner: string; readonly points: readonly CurvePoint[] } | null
  /** How single predictions are split over columns and stages, should somebody ask. */
  readonly contributions: Text
  readonly notes: readonly Text[]
}

export type CardInput = {
  readonly name: string
  readonly kind: string
  readonly unit: string | null
  readonly stage: string | null
  readonly template: string | null
  readonly missing: number
}

export type RegressionErrors = {
  readonly mae: number
  readonly rmse: number
  readonly r2: number
  readonly nll: number
  readonly crps: number
  readonly miscalibrationArea: number
  readonly coverage: Readonly<Record<Level, number>>
  readonly meanWidth: Readonly<Record<Level, number>>
}

export type ClassificationErrors = {
  readonly rocAuc: number | null
  readonly balancedAccuracy: number
  readonly logLoss: number
  readonly classes: readonly string[]
}

/** One held-out row: where it stood in the table given, its fold, what was observed and what was predicted. */
export type OutOfFoldRow = { readonly row: number; readonly fold: string } & (
  | {
      readonly observed: number; readonly predicted: number; readonly sd: number; readonly intervals: Intervals
      /** Where only a limit was observed: on which side of it the value lies. */
      readonly limit?: Limit
    }
  | {
      readonly observedLabel: string; readonly predictedLabel: string
      readonly probabilities: Readonly<Record<string, number>>
    }
)
