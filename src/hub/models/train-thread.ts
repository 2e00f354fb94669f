import { train } from '#discovery/learning/train.ts'
import type { ModelArtefact } from '#discovery/learning/artefact.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'

export type TrainInput = { readonly table: LearningTable; readonly seed: number; readonly logTarget: boolean }

/** Trains in a thread of its own; sends `{fraction, step}` on the way. */
export function run({ table, seed, logTarget }: TrainInput, send: (message: unknown) => void): ModelArtefact {
  return train(table, { seed, logTarget }, send)
}
