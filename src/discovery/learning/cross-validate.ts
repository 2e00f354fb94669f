import { createRandom } from '#science/numerics/random.ts'
import { takeRows } from '#science/numerics/rows.ts'
import { columnRows } from './columns.ts'
import type { LearningTable, Target } from './columns.ts'
import { KNOWN_ELEMENTS } from './encoding/known-elements.ts'
import { encode, encodedFeatures, fitEncoder } from './encoding/encoder.ts'
import type { EncodedFeature } from './encoding/encoder.ts'
import type { Fold } from './folds.ts'
import { fitLearner, predictLearner } from './learners/learner.ts'
import type { Candidate, Learner, Lesson } from './learners/learner.ts'
import { fillLimits } from './limits.ts'
import type { OnProgress } from './progress.ts'

// Letters: m rows, d encoded features, c outputs, k folds.

/** What one candidate said of the rows it had not seen: mean (m × c) row-major and raw variance (m). */
export type OutOfFold = { readonly candidate: Candidate; readonly mean: Float64Array; readonly variance: Float64Array }

/** The candidates as learned without one fold, and that fold's rows encoded, X: (held-out rows × d). */
export type FoldLearners = {
  readonly fold: Fold
  readonly features: readonly EncodedFeature[]
  readonly X: Float64Array
  readonly learners: readonly Learner[]
}

/**
 * Fits every candidate without each fold in turn and predicts that fold.
 *
 * Everything that is learned, the encoder included, is learned from the training rows of the fold alone.
 * Y: (m × c) row-major.
 */
export function crossValidate(
  table: LearningTable, Y: Float64Array, folds: readonly Fold[], tried: readonly Candidate[], seed: number,
  onProgress: OnProgress,
): { outOfFold: OutOfFold[]; folds: FoldLearners[] } {
  const c = Y.length / table.n
  const outOfFold = tried.map((candidate): OutOfFold =>
    ({ candidate, mean: new Float64Array(Y.length), variance: new Float64Array(table.n) }))
  const random = createRandom(seed)
  const done = folds.map((fold, foldIndex): FoldLearners => {
    const training = table.inputs.map((column) => columnRows(column, fold.train))
    const encoder = fitEncoder(training, KNOWN_ELEMENTS)
    const features = encodedFeatures(encoder, KNOWN_ELEMENTS)
    const X = encode(encoder, training, KNOWN_ELEMENTS)
    const held = encode(encoder, table.inputs.map((column) => columnRows(column, fold.test)), KNOWN_ELEMENTS)
    const lesson = lessonOf(table.target, features, X, takeRows(Y, c, fold.train), fold.train, random.seed())
    const learners = tried.map((candidate, index) => {
      const learner = fitLearner(candidate, lesson, random.seed(), (share) => onProgress({
        fraction: (foldIndex + (index + share) / tried.length) / folds.length,
        step: {
          en: `Testing ${candidate.name} on fold ${foldIndex + 1} of ${folds.length}`,
          ko: `${foldIndex + 1}/${folds.length} 폴드에서 ${candidate.name} 검증 중`,
        },
      }))
      const { mean, variance } = predictLearner(learner, held)
      fold.test.forEach((row, at) => {
        outOfFold[index]!.mean.set(mean.subarray(at * c, (at + 1) * c), row * c)
        outOfFold[index]!.variance[row] = variance[at]!
      })
      return learner
    })
    return { fold, features, X: held, learners }
  })
  return { outOfFold, folds: done }
}

/** What all candidates learn from: encoded rows, and their targets with limits filled in from these rows alone. */
export function lessonOf(
  target: Target, features: readonly EncodedFeature[], X: Float64Array, Y: Float64Array, rows: Uint32Array, seed: number,
): Lesson {
  const limits = target.kind === 'number' && target.limits ? Array.from(rows, (row) => target.limits![row]!) : undefined
  const { y, extraNoise } = fillLimits(features, X, Y, limits, seed)
  return { features, X, Y: y, m: rows.length, extraNoise }
}
