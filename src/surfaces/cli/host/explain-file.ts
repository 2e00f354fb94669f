import { Refusal } from '#science/refusal.ts'
import { columnRows } from '#discovery/learning/columns.ts'
import { explainDifference, explainRows } from '#discovery/learning/explain-rows.ts'
import type { Explained, Of } from '#discovery/learning/explain-rows.ts'
import type { Explanation } from '#discovery/learning/contributions.ts'
import { inputsFromCells } from '#discovery/learning/inputs-from-cells.ts'
import type { OpenModel } from '#discovery/learning/model-file.ts'
import { describerFor } from './model-file.ts'
import { readCells } from './read-csv-table.ts'

export type { Explained, Explanation }

/** What was explained, in which words: columns as they stand in the file, rows counted from 1. */
export type Compared = Explanation & {
  readonly rows: readonly [number, number]
  /** The cells of both rows, by column of the model. */
  readonly cells: Readonly<Record<string, readonly [string, string]>>
}

/** What each column did to the prediction of each row of a CSV file. */
export async function explainCsv(
  model: OpenModel, path: string, of: Of, onShare: (share: number) => void,
): Promise<Explained> {
  const { header, rows } = await readCells(path)
  return explainRows(model, inputsFromCells(model.artefact, header, rows, await describerFor(model)).inputs, of, onShare)
}

/** Why row `a` of a CSV file (counted from 1, below the header) is predicted otherwise than row `b`. */
export async function compareInCsv(model: OpenModel, path: string, [a, b]: readonly [number, number], of: Of): Promise<Compared> {
  const { header, rows } = await readCells(path)
  for (const row of [a, b]) {
    if (row > rows.length) {
      throw new Refusal('learning.no_such_row', {
        en: `${path} has ${rows.length} rows below its header; there is no row ${row}.`,
        ko: `${path}에는 머리글 아래 ${rows.length}개 행이 있습니다. ${row}번째 행은 없습니다.`,
      }, { row, rows: rows.length })
    }
  }
  const { inputs } = inputsFromCells(model.artefact, header, rows, await describerFor(model))
  const only = (row: number) => inputs.map((column) => columnRows(column, [row]))
  const cells = Object.fromEntries(inputs.map(({ name }) => {
    const index = header.indexOf(name)
    return [name, [rows[a - 1]![index]!, rows[b - 1]![index]!] as const]
  }))
  return { ...explainDifference(model, only(a - 1), only(b - 1), of), rows: [a, b], cells }
}
