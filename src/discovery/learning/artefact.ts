import type { Bounds } from './bounds.ts'
import type { Card } from './card.ts'
import type { ChainPart } from './chain/chain-part.ts'
import type { RegressionCertainty } from './ensemble.ts'
import type { Range } from './distance.ts'
import type { Encoder } from './encoding/encoder.ts'
import type { LearnerText } from './learners/learner.ts'
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
  /** The share of each learner in the mean, summing to one; absent where all have the same. */
  readonly weights?: readonly number[]
  /** Values of inputs that no case is asked for: of rows of several origins, the origin that predictions are of. */
  readonly constants?: Readonly<Record<string, string>>
  readonly certainty: RegressionCertainty | { readonly temperature: number }
  readonly range: Omit<Range, 'reference'> & { readonly reference: ArrayText }
  readonly card: Card
  /** Where some inputs come out on the way: what learned those, and the target from them; the model around it is the flat one. */
  readonly chain?: ChainPart
}

export const ARTEFACT_FORMAT = 'sojae.model/1'
