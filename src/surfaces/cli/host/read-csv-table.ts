import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import type { Text } from '#science/refusal.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import { tableFromCsv } from '#discovery/learning/from-csv.ts'
import { moleculeDescriber } from '#platform/molecules/describe-molecules.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import { unreadable } from './read-text-file.ts'

/** What keeps rows on one side of a fold: shared values, shared elements, time, or nothing. */
export const SPLITS = ['groups', 'family', 'time', 'random'] as const
export type SplitBy = (typeof SPLITS)[number]

/** What columns of a CSV file are for; `split` is null where the file itself names the folds. */
export type CsvTableOptions = {
  readonly target: string
  readonly formula: readonly string[]
  readonly smiles: readonly string[]
  readonly ignore: readonly string[]
  readonly group: readonly string[]
  /** Columns to learn from; all others are then ignored. Undefined: all. */
  readonly inputs?: readonly string[] | undefined
  readonly folds?: string | undefined
  readonly time?: string | undefined
  readonly split: SplitBy | null
  readonly task: 'regression' | 'classification' | undefined
}

/**
 * The learning table of a CSV file, with what was decided unasked. The delimiter is a comma, in a `.tsv` file a tab.
 *
 * Refuses unreadable files, `csv.*` and `learning.*`.
 */
export async function readCsvTable(
  path: string, options: CsvTableOptions,
): Promise<{ table: LearningTable; notes: Text[]; header: string[]; rows: string[][] }> {
  const { header, rows } = await readCells(path)
  const { target, inputs, folds, time, split, task } = options
  const named = (given: readonly string[]) => columnNames(given, header)
  // RDKit is loaded only where molecules are named.
  const smiles = options.smiles.length > 0 && { columns: named(options.smiles), ...(await moleculeDescriber()) }
  const { table, notes } = tableFromCsv(header, rows, {
    target, formula: named(options.formula), ignore: named(options.ignore), group: named(options.group),
    ...(smiles && { smiles }), family: split === 'family', ...(inputs && { inputs: named(inputs) }), ...(folds !== undefined && { folds }), ...(time !== undefined && { time }), ...(task !== undefined && { task }),
  })
  return { table, notes: [...notes, ...splitNotes(split, table)], header, rows }
}

/** Names as given, or parted at commas where the whole is no column of the file. */
export function columnNames(given: readonly string[], header: readonly string[]): string[] {
  return given.flatMap((text) => {
    if (header.includes(text)) return [text]
    return text.split(',').map((name) => name.trim()).filter(Boolean)
  })
}

/** The cells of a CSV file, without the spaces around them: its header, and rows as long as it. */
export async function readCells(path: string): Promise<{ header: string[]; rows: string[][] }> {
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
  const [header, ...rows] = cells
  return { header: header!, rows }
}

function splitNotes(split: SplitBy | null, { times }: LearningTable): Text[] {
  const untimed = times?.filter((time) => time === null).length ?? 0
  if (untimed > 0) {
    return [{
      en: `${untimed} ${untimed === 1 ? 'row has' : 'rows have'} no time and took no part in the folds.`,
      ko: `시각이 없는 ${untimed}개 행은 폴드에서 제외했습니다.`,
    }]
  }
  if (split !== 'random') return []
  return [{
    en: 'Folds were drawn at random: rows of one material or one paper may stand on both sides, so for new ones expect larger '
      + 'errors. Name what such rows share with --group, or use --split family or --split time.',
    ko: '폴드를 무작위로 나눴습니다. 같은 소재나 같은 논문의 행이 양쪽에 있을 수 있으므로 새로운 소재의 오차는 더 클 수 있습니다. '
      + '그런 행이 공유하는 열을 --group으로 지정하거나 --split family 또는 --split time을 쓰십시오.',
  }]
}
