import type { Text } from '#science/refusal.ts'
import { evaluate } from '#discovery/learning/evaluate.ts'
import type { Evaluation } from '#discovery/learning/evaluate.ts'
import type { Family } from '#discovery/learning/learners/candidates.ts'
import { readCsvTable } from './read-csv-table.ts'
import type { CsvTableOptions } from './read-csv-table.ts'

export type { Evaluation }

export type EvaluateCsvOptions = CsvTableOptions & {
  readonly k: number | undefined
  readonly seed: number
  readonly logTarget: boolean
  readonly family: Family
  /** Seconds for all folds, by an estimate; undefined for the usual effort. */
  readonly budget: number | undefined
}

type OnProgress = (fraction: number, step: Text) => void

/**
 * Measures how well the target of a CSV file can be learned, without hub or database. Refuses as {@link readCsvTable}.
 */
export async function evaluateCsv(
  path: string, options: EvaluateCsvOptions, onProgress: OnProgress,
): Promise<Evaluation> {
  const { table, notes } = await readCsvTable(path, options)
  const { k, seed, logTarget, family, budget } = options
  const evaluation = evaluate(
    table,
    { seed, logTarget, family, now: () => performance.now(), ...(k !== undefined && { k }), ...(budget !== undefined && { budget }) },
    ({ fraction, step }) => onProgress(fraction, step),
  )
  return { ...evaluation, notes: [...notes, ...evaluation.notes] }
}
