import type { Text } from '#science/refusal.ts'
import { baselineError } from '#discovery/learning/baseline.ts'
import type { Card } from '#discovery/learning/card.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import type { Family } from '#discovery/learning/learners/candidates.ts'
import { modelFileOf } from '#discovery/learning/model-file.ts'
import type { ModelFile } from '#discovery/learning/model-file.ts'
import { train } from '#discovery/learning/train.ts'
import { weaknessOf } from '#discovery/learning/weakness.ts'
import { readCsvTable } from './read-csv-table.ts'
import type { CsvTableOptions } from './read-csv-table.ts'

export type { Card }

export type TrainCsvOptions = CsvTableOptions & {
  readonly seed: number
  readonly logTarget: boolean
  readonly family: Family
  /** Seconds, by an estimate; undefined for the usual effort. */
  readonly budget: number | undefined
}

/** Trains a model on a CSV file, without hub or database. Refuses as `readCsvTable` and `train`. */
export async function trainCsv(
  path: string, options: TrainCsvOptions, onProgress: (fraction: number, step: Text) => void,
): Promise<ModelFile> {
  const { table, notes, header, rows } = await readCsvTable(path, options)
  const { seed, logTarget, family, budget } = options
  const artefact = train(table, { seed, logTarget, family, ...(budget !== undefined && { budget }) }, ({ fraction, step }) => onProgress(fraction, step))
  const card = { ...artefact.card, notes: [...notes, ...artefact.card.notes] }
  return modelFileOf({ ...artefact, card }, table, rowNames(table, header, rows))
}

/** Rows are called by their number among the rows of the file, and by their formula where they have one. */
function rowNames({ inputs }: LearningTable, header: readonly string[], rows: readonly (readonly string[])[]) {
  const formula = inputs.find(({ kind }) => kind === 'composition')
  const index = formula ? header.indexOf(formula.name) : -1
  return rows.map((cells, row) => ({ name: [`#${row + 1}`, cells[index] ?? ''].join(' ').trim() }))
}

/** What a card says against trusting its model, as in a hub; null where nothing does. */
export function weaknessOfModel({ task, errors, outOfFold, unit, logTarget }: Card): Text | null {
  if (!('mae' in errors)) {
    return weaknessOf({ task: 'classification', balancedAccuracy: errors.balancedAccuracy, nClasses: errors.classes.length })
  }
  if (task !== 'regression') return null
  const rows = outOfFold.flatMap((row) => ('observed' in row && row.limit === undefined ? [row] : []))
  return weaknessOf({
    task, r2: errors.r2, mae: errors.mae, baselineMae: baselineError(rows), folds: [],
    unit: logTarget ? `log10(${unit ?? '1'})` : unit,
  })
}
