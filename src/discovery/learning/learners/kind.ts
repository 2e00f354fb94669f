import type { EncodedFeature } from '../encoding/encoder.ts'

// Letters in this folder: n rows to predict, m training rows, d features of the learner's own view, c outputs.
// X: (m × d), Y: (m × c), row-major.

/** What a learner learns from: its own view of the features, and the target centred and scaled. */
export type ViewedLesson = {
  readonly features: readonly EncodedFeature[]
  readonly X: Float64Array
  readonly Y: Float64Array
  readonly m: number
  /** What is known of each row's noise beyond that of all rows, as a variance on the scale of Y; of m. */
  readonly extraNoise: Float64Array | null
  readonly seed: number
  readonly onShare: (share: number) => void
}

/** Mean (n × c) of each row and raw variance (n); the variance is for calibration, not for use as it stands. */
export type RawPrediction = { readonly mean: Float64Array; readonly variance: Float64Array }

/** Trees whose predictions can be split exactly. */
export type Trees = {
  readonly nodes: number
  /**
   * What each player adds to the prediction of each row of X: (n × d) from its mean over the background rows Z: (g × d), (n × p);
   * a player is the features that playerOf (d) names alike.
   */
  shapley(X: Float64Array, Z: Float64Array, playerOf: Int32Array): Float64Array
}

/** One way of learning: how it is fitted, predicts, and is written as plain JSON and read again. */
export type LearnerKind<Settings, Fitted, Text> = {
  fit(lesson: ViewedLesson, settings: Settings): Fitted
  /** Mean and raw variance at X: (n × d). */
  predict(fitted: Fitted, X: Float64Array): RawPrediction
  /** The mean (n × c) alone, where that is cheaper. */
  mean(fitted: Fitted, X: Float64Array): Float64Array
  /** Where predictions are sums over trees, their exact Shapley values; absent where they are not. */
  readonly trees?: (fitted: Fitted) => Trees
  write(fitted: Fitted): Text
  /** Reads what `write` wrote, for a view of d features; it predicts the same numbers. */
  read(text: Text, d: number): Fitted
}
