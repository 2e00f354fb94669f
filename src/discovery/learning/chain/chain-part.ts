import type { RegressionErrors } from '../card.ts'
import type { RegressionCertainty } from '../ensemble.ts'
import type { Encoder } from '../encoding/encoder.ts'
import type { LearnerText } from '../learners/learner.ts'
import type { LinkArtefact } from './links.ts'

/** Which model answers of a material of which nothing was observed on the way. */
export type Uses = 'chain' | 'flat'

/** A chain as plain JSON, beside the flat model of the same target. */
export type ChainPart = {
  /** One for each observed column, in the order of the life cycle. */
  readonly links: readonly LinkArtefact[]
  /** From all columns to the target, as in a model without a chain. */
  readonly last: {
    readonly encoder: Encoder
    readonly learners: readonly LearnerText[]
    readonly weights: readonly number[]
    /** Where nothing was observed, and where something was; null where too few rows have anything observed to calibrate by. */
    readonly blind: RegressionCertainty
    readonly informed: RegressionCertainty | null
  }
  readonly seed: number
  readonly uses: Uses
  readonly judged: ChainJudged
}

/**
 * Errors on rows held out, on the model's scale, all on the same folds: of the chain and of the flat model, which both know only
 * what is chosen.
 */
export type ChainJudged = {
  readonly chain: RegressionErrors
  readonly flat: RegressionErrors
  /** The chain on those rows of which something was observed: knowing that, and not; null below eight such rows. */
  readonly informed: { readonly rows: number; readonly knowing: RegressionErrors; readonly blind: number } | null
  /** By how much the chain's mean absolute error is less than the flat model's, and the standard error of that between folds. */
  readonly gain: { readonly value: number; readonly error: number }
  /** Rows that have a target, and rows that stop before it but that a link learned from. */
  readonly whole: number
  readonly partial: number
}
