import type { Bounds } from './bounds.ts'
import type { Card } from './card.ts'
import type { RegressionCertainty } from './ensemble.ts'
import type { Range } from './distance.ts'
import type { Encoder } from './encoding/encoder.ts'
import { conditionGaussianProcess } from './learners/gaussian-process.ts'
import type { Learner } from './learners/learner.ts'
import { readArray, writeArray } from './typed-array-text.ts'
import type { ArrayText } from './typed-array-text.ts'

/** A trained model as plain JSON: all that is needed to predict, and its card. */
export type ModelArtefact = {
  readonly format: typeof ARTEFACT_FORMAT
  readonly target: { readonly name: string; readonly unit: string | null } & (
    | {
        readonly kind: 'number'; readonly log: boolean
        /** Where predictions stop, in the target's unit: the sides that hold for every training value. */
        readonly bounds?: Bounds
      }
    | { readonly kind: 'category'; readonly classes: readonly string[] }
  )
  readonly encoder: Encoder
  /** The element properties that the encoder took statistics of, by name. */
  readonly elementProperties: readonly string[]
  readonly learners: readonly LearnerText[]
  readonly certainty: RegressionCertainty | { readonly temperature: number }
  readonly range: Omit<Range, 'reference'> & { readonly reference: ArrayText }
  readonly card: Card
}

export const ARTEFACT_FORMAT = 'sojae.model/1'

type Known = Pick<Learner, 'name' | 'd' | 'used' | 'centre' | 'scale'>

/** A learner with its arrays as text. A Gaussian process keeps its rows and θ; its m × m factor is made again. */
export type LearnerText =
  | Known & {
      readonly kind: 'forest'; readonly c: number; readonly roots: ArrayText; readonly feature: ArrayText
      readonly threshold: ArrayText; readonly leftOrLeaf: ArrayText; readonly values: ArrayText
    }
  | Known & {
      readonly kind: 'gaussian-process'; readonly X: ArrayText; readonly y: ArrayText; readonly theta: ArrayText
      readonly scalings: Extract<Learner, { kind: 'gaussian-process' }>['scalings']
    }

/** Writes a learner as plain JSON; the learner read back predicts the same numbers. */
export function writeLearner(learner: Learner): LearnerText {
  const { name, d, used, centre, scale } = learner
  const known = { name, d, used, centre, scale }
  if (learner.kind === 'forest') {
    const { c, roots, feature, threshold, leftOrLeaf, values } = learner.forest
    return {
      ...known, kind: 'forest', c, roots: writeArray(roots), feature: writeArray(feature),
      threshold: writeArray(threshold), leftOrLeaf: writeArray(leftOrLeaf), values: writeArray(values),
    }
  }
  const { X, y, theta } = learner.process
  return {
    ...known, kind: 'gaussian-process', X: writeArray(X), y: writeArray(y), theta: writeArray(theta),
    scalings: learner.scalings,
  }
}

/** Reads what `writeLearner` wrote. */
export function readLearner(text: LearnerText): Learner {
  const { name, d, used, centre, scale } = text
  const known = { name, d, used, centre, scale }
  if (text.kind === 'forest') {
    return {
      ...known,
      kind: 'forest',
      forest: {
        d: used.length, c: text.c, roots: readArray(text.roots, 'i32'), feature: readArray(text.feature, 'i16'),
        threshold: readArray(text.threshold, 'f32'), leftOrLeaf: readArray(text.leftOrLeaf, 'i32'),
        values: readArray(text.values, 'f32'),
      },
    }
  }
  const process = conditionGaussianProcess(
    readArray(text.X, 'f64'), readArray(text.y, 'f64'), readArray(text.theta, 'f64'))
  return { ...known, kind: 'gaussian-process', process, scalings: text.scalings }
}
