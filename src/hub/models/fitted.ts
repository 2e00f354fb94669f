import { MODEL_FILE_FORMAT, openModelFile } from '#discovery/learning/model-file.ts'
import type { ModelFile, OpenModel } from '#discovery/learning/model-file.ts'
import type { RegressionModel } from '#discovery/learning/model.ts'

/** The file of a model as a hub keeps it: of numbers, its rows records of the hub. */
export type FittedFile = Omit<ModelFile, 'observed' | 'records'> & {
  readonly observed: readonly number[]
  readonly records: readonly { readonly record: string; readonly name: string }[]
}

/** A model ready to predict, with the records that it learned from. */
export type Fitted = FittedFile & { readonly model: RegressionModel }

/** A kept file as it is today; files of before say no format. */
export function fittedFile(kept: Omit<FittedFile, 'format'>): FittedFile {
  return { format: MODEL_FILE_FORMAT, ...kept }
}

/** Makes the model of a file predict; opened once for as long as the file stays in memory. */
export function openFitted(file: FittedFile): Fitted {
  const opened: OpenModel = openModelFile(file)
  if (opened.model.task !== 'regression') throw new Error('only models of numbers are trained here')
  return opened as Fitted
}

/** The file as it leaves the hub: rows keep their names; ids that mean something only here stay here. */
export function fileForOthers({ records, ...file }: FittedFile): ModelFile {
  return { ...file, records: records.map(({ name }) => ({ name })) }
}
