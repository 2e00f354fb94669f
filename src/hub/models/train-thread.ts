import { trainAcrossOrigins } from '#discovery/learning/origins.ts'
import type { ModelArtefact } from '#discovery/learning/artefact.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'

export type TrainInput = {
  readonly table: LearningTable
  /** The origin of each row, and the one that predictions are to be of. */
  readonly origins: readonly string[]
  readonly wanted: string
  readonly seed: number
  readonly logTarget: boolean
}

/** Trains in a thread of its own; sends `{fraction, step}` on the way. */
export function run({ table, origins, wanted, seed, logTarget }: TrainInput, send: (message: unknown) => void): ModelArtefact {
  return trainAcrossOrigins(table, origins, wanted, { seed, logTarget, learningCurve: true }, send)
}
