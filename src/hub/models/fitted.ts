import { loadModel } from '#discovery/learning/load-model.ts'
import type { ModelArtefact } from '#discovery/learning/artefact.ts'
import type { Column, Limit } from '#discovery/learning/columns.ts'
import type { RegressionModel } from '#discovery/learning/model.ts'

/**
 * What the file of a trained model holds: the model, and the rows it learned from, to find the nearest and to explain.
 */
export type FittedFile = {
  readonly artefact: ModelArtefact
  readonly inputs: readonly Column[]
  readonly observed: readonly number[]
  /** Where only a limit was observed; absent where every value is known, and from files of before. */
  readonly limits?: readonly (Limit | null)[]
  readonly records: readonly { readonly record: string; readonly name: string }[]
}

/** A model ready to predict, with the rows that it learned from. */
export type Fitted = FittedFile & { readonly model: RegressionModel }

const open = new WeakMap<FittedFile, Fitted>()

/** Makes the model of a file predict; opened once for as long as the file stays in memory. */
export function openFitted(file: FittedFile): Fitted {
  const known = open.get(file)
  if (known) return known
  const model = loadModel(file.artefact)
  if (model.task !== 'regression') throw new Error('only models of numbers are trained here')
  const fitted = { ...file, model }
  open.set(file, fitted)
  return fitted
}
