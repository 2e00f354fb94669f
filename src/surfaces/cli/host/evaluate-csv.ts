import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import type { Text } from '#science/refusal.ts'
import { evaluate } from '#discovery/learning/evaluate.ts'
import type { Evaluation } from '#discovery/learning/evaluate.ts'
import { tableFromCsv } from '#discovery/learning/from-csv.ts'
import { moleculeDescriber } from '#platform/molecules/describe-molecules.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import { unreadable } from './read-text-file.ts'

export type { Evaluation }

export type EvaluateCsvOptions = {
  readonly target: string
  readonly formula: readonly string[]
  readonly smiles: readonly string[]
  readonly ignore: readonly string[]
  readonly group: readonly string[]
  readonly folds: string | undefined
  readonly k: number | undefined
  readonly seed: number
  readonly task: 'regression' | 'classification' | undefined
  readonly logTarget: boolean
}

type OnProgress = (fraction: number, step: Text) => void

/**
 * Measures how well the target of a CSV file can be learned, without hub or database.
 *
 * The delimiter is a comma, in a `.tsv` file a tab. Refuses unreadable files, `csv.*` and `learning.*`.
 */
export async function evaluateCsv(
  path: string, options: EvaluateCsvOptions, onProgress: OnProgress,
): Promise<Evaluation> {
  const [header, ...rows] = await readCells(path)
  const { target, folds, k, seed, task, logTarget } = options
  const named = (given: readonly string[]) => columnNames(given, header!)
  // RDKit is loaded only where molecules are named.
  const smiles = options.smiles.length > 0 && { columns: named(options.smiles), ...(await moleculeDescriber()) }
  const { table, notes } = tableFromCsv(header!, rows, {
    target,
    formula: named(options.formula),
    ...(smiles && { smiles }),
    ignore: named(options.ignore),
    group: named(options.group),
    ...(folds !== undefined && { folds }),
    ...(task !== undefined && { task }),
  })
  const evaluation = evaluate(
    table,
    { seed, logTarget, now: () => performance.now(), ...(k !== undefined && { k }) },
    ({ fraction, step }) => onProgress(fraction, step),
  )
  return { ...evaluation, notes: [...notes, ...evaluation.notes] }
}

/** Names as given, or parted at commas where the whole is no column of the file. */
export function columnNames(given: readonly string[], header: readonly string[]): string[] {
  return given.flatMap((text) => {
    if (header.includes(text)) return [text]
    return text.split(',').map((name) => name.trim()).filter(Boolean)
  })
}

async function readCells(path: string): Promise<string[][]> {
  const cells: string[][] = []
  const content = createReadStream(path)
  const opened = new Promise<void>((resolve, reject) => {
    content.once('open', () => resolve())
    content.once('error', (error) => reject(unreadable(path, error)))
  })
  await opened
  try {
    const delimiter = extname(path).toLowerCase() === '.tsv' ? '\t' : ','
    for await (const row of readCsv(content, { delimiter })) cells.push(row.cells.map((cell) => cell.trim()))
  } catch (error) {
    // A folder opens like a file and fails at the first read.
    throw (error as NodeJS.ErrnoException).code === 'EISDIR' ? unreadable(path, error) : error
  }
  return cells
}
