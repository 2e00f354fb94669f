import { trainAcrossOrigins } from '#discovery/learning/origins.ts'
import type { ModelArtefact } from '#discovery/learning/artefact.ts'
import type { Bounds } from '#discovery/learning/bounds.ts'
import { trainChain } from '#discovery/learning/chain/chain.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'

export type TrainInput = {
  readonly table: LearningTable
  /** The origin of each row, and the one that predictions are to be of. */
  readonly origins: readonly string[]
  readonly wanted: string
  readonly seed: number
  readonly logTarget: boolean
  /** Inputs that come out on the way, in the order of the life cycle, and what is physically possible of them; rows are then of one origin. */
  readonly observed: readonly string[]
  readonly bounds: ReadonlyMap<string, Bounds>
}

/** Trains in a thread of its own; sends `{fraction, step}` on the way. */
export function run({ table, origins, wanted, seed, logTarget, observed, bounds }: TrainInput, send: (message: unknown) => void): ModelArtefact {
  if (observed.length > 0) return trainChain(table, { observed, bounds, seed, logTarget, learningCurve: true }, send)
  return trainAcrossOrigins(table, origins, wanted, { seed, logTarget, learningCurve: true }, send)
}
