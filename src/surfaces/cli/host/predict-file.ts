import { csvLine } from '#contract/files/table-csv.ts'
import type { Text } from '#science/refusal.ts'
import type { Foretold } from '#discovery/learning/chain/draws.ts'
import { columnRows } from '#discovery/learning/columns.ts'
import type { Column } from '#discovery/learning/columns.ts'
import { inputsFromCases, inputsFromCells } from '#discovery/learning/inputs-from-cells.ts'
import { likeliest } from '#discovery/learning/likeliest.ts'
import { nearestKnown } from '#discovery/learning/model-file.ts'
import type { NearestKnown, OpenModel } from '#discovery/learning/model-file.ts'
import { remarksOn } from '#discovery/learning/remarks.ts'
import { describerFor } from './model-file.ts'
import { readCells } from './read-csv-table.ts'
import { writeDownload } from './write-download.ts'

/** What a model says of one row: a number with its doubt, or a label with its probabilities. */
export type Said =
  | {
      readonly mean: number
      readonly sd: number
      readonly aleatoric: number
      readonly epistemic: number
      readonly intervals: Readonly<Record<string, readonly [number, number]>>
      readonly unit: string | null
      /** Of a model with columns that come out on the way. */
      readonly on_the_way?: { readonly by: 'chain' | 'flat'; readonly foretold: readonly Foretold[] } | undefined
    }
  | { readonly label: string; readonly probabilities: Readonly<Record<string, number>> }

/** That, and how near the known rows are. */
export type FilePrediction = Said & {
  readonly distance: number
  readonly nearest: readonly NearestKnown[]
  readonly remarks: readonly Text[]
}

/** What was predicted, and the cells of the file that it was predicted from. */
export type FilePredictions = {
  readonly target: string
  readonly predictions: readonly FilePrediction[]
  readonly notes: readonly Text[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * Predicts every row of a CSV file; refuses unreadable files, missing columns and cells that cannot be read.
 *
 * The nearest known rows are looked for only where they are asked for: it takes as long as rows times known rows.
 */
export async function predictCsv(
  model: OpenModel, path: string, withNearest: boolean, onShare: (share: number) => void,
): Promise<FilePredictions> {
  const { header, rows } = await readCells(path)
  const { inputs, notes } = inputsFromCells(model.artefact, header, rows, await describerFor(model))
  return { target: model.artefact.target.name, predictions: predictionsOf(model, inputs, withNearest, onShare), notes, header, rows }
}

/** Predicts cases, column by column; a column that is left out is unknown to the model. */
export async function predictCases(
  model: OpenModel, cases: readonly Readonly<Record<string, string>>[],
): Promise<readonly FilePrediction[]> {
  return predictionsOf(model, inputsFromCases(model.artefact, cases, await describerFor(model)), true)
}

function predictionsOf(
  opened: OpenModel, inputs: readonly Column[], withNearest: boolean, onShare: (share: number) => void = () => {},
): FilePrediction[] {
  const n = inputs[0]?.values.length ?? 0
  // A Gaussian process needs rows times known rows in memory at once.
  return Array.from({ length: Math.ceil(n / ROWS_AT_ONCE) }, (_, part) => {
    onShare(part * ROWS_AT_ONCE / n)
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, n - part * ROWS_AT_ONCE) }, (_row, at) => part * ROWS_AT_ONCE + at)
    return predictPart(opened, inputs.map((column) => columnRows(column, rows)), withNearest)
  }).flat()
}

const ROWS_AT_ONCE = 1000

function predictPart(opened: OpenModel, inputs: readonly Column[], withNearest: boolean): FilePrediction[] {
  const { model, artefact } = opened
  const nearest = withNearest ? nearestKnown(opened, inputs) : []
  const words = { column: plain, term: (_: string, term: string) => plain(term) }
  const beside = (row: number) => (
    { nearest: nearest[row] ?? [], remarks: remarksOn(artefact.encoder, opened.inputs, inputs, row, words) }
  )
  return model.task === 'regression'
    ? model.predict(inputs).map(({ onTheWay, ...said }, row) => (
      { ...said, unit: artefact.target.unit, ...beside(row), ...(onTheWay && { on_the_way: onTheWay }) }
    ))
    : model.predict(inputs).map((said, row) => ({ ...said, ...beside(row) }))
}

function plain(name: string): Text {
  return { en: name, ko: name }
}

/**
 * Writes the given columns and beside them what was predicted, as CSV; an added column that the file has already gets
 * `predicted` before its name. Answers the size in bytes.
 */
export async function writePredictions(path: string, { header, rows, predictions }: FilePredictions): Promise<number> {
  const added = predictions.map(cellsOf)
  const keys = [...new Set(added.flatMap((cells) => Object.keys(cells)))]
  const names = keys.map((name) => {
    let free = name
    while (header.includes(free)) free = `predicted ${free}`
    return free
  })
  async function* lines() {
    yield Buffer.from(csvLine([...header, ...names]))
    for (const [row, cells] of rows.entries()) yield Buffer.from(csvLine([...cells, ...keys.map((key) => added[row]![key] ?? '')]))
  }
  return writeDownload(lines(), null, path)
}

function likeliestOf(probabilities: Readonly<Record<string, number>>): string {
  return likeliest(Object.keys(probabilities), Float64Array.from(Object.values(probabilities)))
}

function cellsOf(said: FilePrediction): Record<string, string> {
  const cells: Record<string, number | string> = 'mean' in said
    ? {
        prediction: said.mean, sd: said.sd, aleatoric: said.aleatoric, epistemic: said.epistemic,
        low_50: said.intervals['50']![0], high_50: said.intervals['50']![1],
        low_90: said.intervals['90']![0], high_90: said.intervals['90']![1],
        ...Object.fromEntries((said.on_the_way?.foretold ?? []).map((one) => (
          [`foretold ${one.column}`, 'mean' in one ? one.mean : likeliestOf(one.probabilities)]
        ))),
      }
    : {
        prediction: said.label,
        ...Object.fromEntries(Object.entries(said.probabilities).map(([name, share]) => [`probability ${name}`, share])),
      }
  return Object.fromEntries(Object.entries({ ...cells, distance: said.distance }).map(([name, value]) => [name, String(value)]))
}
