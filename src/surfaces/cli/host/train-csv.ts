import type { Text } from '#science/refusal.ts'
import { baselineError } from '#discovery/learning/baseline.ts'
import { trainChain } from '#discovery/learning/chain/chain.ts'
import type { ChainPart } from '#discovery/learning/chain/chain-part.ts'
import type { OnProgress } from '#discovery/learning/progress.ts'
import type { Card } from '#discovery/learning/card.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import type { Family } from '#discovery/learning/learners/candidates.ts'
import { modelFileOf } from '#discovery/learning/model-file.ts'
import type { ModelFile } from '#discovery/learning/model-file.ts'
import { train } from '#discovery/learning/train.ts'
import { weaknessOf } from '#discovery/learning/weakness.ts'
import { readCsvTable } from './read-csv-table.ts'
import type { CsvTableOptions } from './read-csv-table.ts'

export type { Card, ChainPart }

export type TrainCsvOptions = CsvTableOptions & {
  readonly seed: number
  readonly logTarget: boolean
  readonly family: Family
  /** Seconds, by an estimate; undefined for the usual effort. */
  readonly budget: number | undefined
  /** Columns that come out on the way, in order; empty for a model without a chain. */
  readonly onTheWay: readonly string[]
}

/** Trains a model on a CSV file, without hub or database. Refuses as `readCsvTable` and `train`. */
export async function trainCsv(
  path: string, options: TrainCsvOptions, onProgress: (fraction: number, step: Text) => void,
): Promise<ModelFile> {
  const { table, notes, header, rows } = await readCsvTable(path, options)
  const { seed, logTarget, family, budget, onTheWay } = options
  const hear: OnProgress = ({ fraction, step }) => onProgress(fraction, step)
  const artefact = onTheWay.length > 0
    ? trainChain(table, { seed, logTarget, family, observed: onTheWay }, hear)
    : train(table, { seed, logTarget, family, ...(budget !== undefined && { budget }) }, hear)
  const card = { ...artefact.card, notes: [...notes, ...artefact.card.notes] }
  const inputs = table.inputs.filter(({ name }) => !onTheWay.includes(name))
  return modelFileOf({ ...artefact, card }, { inputs, target: table.target }, rowNames(table, header, rows))
}

/** Rows are called by their number among the rows of the file, and by their formula where they have one. */
function rowNames({ inputs }: LearningTable, header: readonly string[], rows: readonly (readonly string[])[]) {
  const formula = inputs.find(({ kind }) => kind === 'composition')
  const index = formula ? header.indexOf(formula.name) : -1
  return rows.map((cells, row) => ({ name: [`#${row + 1}`, cells[index] ?? ''].join(' ').trim() }))
}

/** What is told of a chain beside the card: its errors and how well each link foretells, without what it learned. */
export function chainSummary({ links, judged, uses }: ChainPart) {
  return { uses, ...judged, links: links.map(({ column: { name }, model: { card: { rows, errors } } }) => ({ name, rows, errors })) }
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
