import { Refusal } from '#science/refusal.ts'
import type { ModelArtefact } from './artefact.ts'
import { columnRows } from './columns.ts'
import type { Column, LearningTable, Limit } from './columns.ts'
import { loadModel } from './load-model.ts'
import type { FittedModel } from './model.ts'
import { nearestRows } from './nearest-rows.ts'

/** The format of a model kept as a file. */
export const MODEL_FILE_FORMAT = 'sojae.model-file/1'

/**
 * A model as a file: the artefact, and the rows that it learned from, to explain and to find the nearest. Plain JSON.
 *
 * `inputs`, `observed`, `limits` and `records` are of one length; `limits` is absent where every value is known.
 */
export type ModelFile = {
  readonly format: typeof MODEL_FILE_FORMAT
  readonly artefact: ModelArtefact
  readonly inputs: readonly Column[]
  readonly observed: readonly (number | string)[]
  readonly limits?: readonly (Limit | null)[]
  /** What the rows are called; `record` is there only within the hub that holds those records. */
  readonly records: readonly { readonly name: string; readonly record?: string }[]
}

/** A model ready to predict, with the rows that it learned from. */
export type OpenModel = ModelFile & { readonly model: FittedModel }

/** The file of a model that learned from `table`: its rows that have a target, called by `records`. */
export function modelFileOf(
  artefact: ModelArtefact, { inputs, target }: Pick<LearningTable, 'inputs' | 'target'>, records: ModelFile['records'],
): ModelFile {
  const rows = [...target.values.keys()].filter((row) => target.values[row] !== null)
  const limits = target.kind === 'number' && target.limits ? rows.map((row) => target.limits![row]!) : null
  return {
    format: MODEL_FILE_FORMAT, artefact, inputs: inputs.map((column) => columnRows(column, rows)),
    observed: rows.map((row) => target.values[row]!), ...(limits?.some(Boolean) && { limits }),
    records: rows.map((row) => records[row]!),
  }
}

const open = new WeakMap<ModelFile, OpenModel>()

/**
 * Makes the model of a file predict; opened once for as long as the file stays in memory.
 *
 * Refuses what `loadModel` refuses, and a file whose numbers cannot be read (`learning.model_damaged`).
 */
export function openModelFile(file: ModelFile): OpenModel {
  const known = open.get(file)
  if (known) return known
  const opened = { ...file, model: loadWhole(file.artefact) }
  open.set(file, opened)
  return opened
}

function loadWhole(artefact: ModelArtefact): FittedModel {
  try {
    return loadModel(artefact)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const reason = (error as Error).message
    throw new Refusal('learning.model_damaged', {
      en: `The numbers of this model cannot be read (${reason}). Fetch the file again, or train the model again.`,
      ko: `모델의 수치를 읽을 수 없습니다(${reason}). 파일을 다시 받거나 모델을 다시 학습하십시오.`,
    }, { reason })
  }
}

/** A row that the model learned from, near to one that is asked for. */
export type NearestKnown = ModelFile['records'][number] & {
  readonly observed: number | string
  /** On which side of `observed` the value lies, where only a limit is known. */
  readonly limit?: Limit
}

/** The three known rows nearest to each row, nearest first. */
export function nearestKnown(
  { model, artefact, inputs: learned, records, observed, limits }: OpenModel, inputs: readonly Column[],
): NearestKnown[][] {
  const rows = nearestRows(artefact.range, model.encode(inputs), model.encode(learned), 3)
  return rows.map((indices) => indices.map((index) => ({
    ...records[index]!, observed: observed[index]!, ...(limits?.[index] && { limit: limits[index] }),
  })))
}

/** Rows against which a prediction is explained; more would be exacter and slower. */
const BACKGROUND = 60

/** Rows evenly out of those learned from, 60 to 119 of them (fewer where there are fewer), to explain predictions against. */
export function backgroundOf({ inputs, records }: Pick<ModelFile, 'inputs' | 'records'>): Column[] {
  const step = Math.max(1, Math.floor(records.length / BACKGROUND))
  return inputs.map((column) => columnRows(column, [...records.keys()].filter((row) => row % step === 0)))
}
