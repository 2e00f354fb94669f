import type { Text } from '#science/refusal.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { CsvRow } from './csv-row.ts'
import { filledWidth, hasOpenGroups } from './header-names.ts'
import type { MergedArea } from './merged-area.ts'
import type { SheetShape } from './recipe.ts'

/** Rows that are looked at for a guess. */
export const ROWS_LOOKED_AT = 60
/** A header of more rows is stated, not guessed. */
const MOST_HEADER_ROWS = 3
const NUMBER = /^[<>≤≥~±]?\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?\s*%?$/
const DATE = /^\d{4}-\d{2}-\d{2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/

type Guessed = { readonly shape: SheetShape; readonly remarks: readonly Text[] }

/** Where header and rows of a sheet seem to be, from its first rows (header included, none left out) and its merged areas. */
export function guessShape(rows: readonly CsvRow[], merged: readonly MergedArea[]): Guessed {
  const filled = rows.filter(({ cells }) => filledWidth(cells) > 0)
  if (filled.length === 0) return { shape: {}, remarks: [] }
  const remarks: Text[] = []
  if (hasFieldsAsRows(filled)) {
    remarks.push({
      en: 'Fields are rows and samples columns: the first column holds words, and the cells beside each are of one kind along the row and not down the columns. The sheet is turned.',
      ko: '항목이 행, 시료가 열입니다. 첫 열은 낱말이고, 값의 종류가 열이 아니라 행을 따라 같습니다. 행과 열을 바꾸어 읽습니다.',
    })
    return { shape: { transposed: true }, remarks }
  }
  const [from, to] = headerOf(filled, merged)
  // Rows of the header that are empty count too.
  const header = rows.slice(rows.indexOf(from), rows.indexOf(to) + 1)
  const skip = from === filled[0] ? 0 : filled[filled.indexOf(from) - 1]!.line
  if (skip > 0) {
    remarks.push({
      en: `Lines up to ${skip} are passed over: the first row that fills most columns is line ${from.line}.`,
      ko: `${skip}행까지는 건너뜁니다. 열을 대부분 채운 첫 행이 ${from.line}행입니다.`,
    })
  }
  const unitsAt = header.findLastIndex(({ cells }, index) => index > 0 && holdsUnits(cells))
  const isMerged = merged.some(({ top, left, right }) => top === from.line && right > left)
  const isOpen = header.length > 1 && !isMerged && hasOpenGroups(header)
  if (header.length > 1) {
    remarks.push({
      en: `The header has ${header.length} rows (from line ${from.line}): ${isMerged ? 'cells of its first are merged over several columns' : 'no cell of them is a number, and cells below are'}.`,
      ko: `머리글은 ${from.line}행부터 ${header.length}행입니다. ${isMerged ? '첫 행에 여러 열로 병합된 칸이 있습니다' : '그 안에는 숫자가 없고 아래에는 있습니다'}.`,
    })
  }
  if (isOpen) {
    remarks.push({
      en: 'What stands in an upper row of the header is taken to stand over the empty cells behind it too, up to the next that is filled.',
      ko: '머리글 윗줄의 칸은 다음에 채워진 칸이 나올 때까지 그 뒤의 빈칸에도 걸리는 것으로 읽습니다.',
    })
  }
  if (unitsAt >= 0) {
    remarks.push({ en: `Line ${header[unitsAt]!.line} holds units: its cells are read as such.`, ko: `${header[unitsAt]!.line}행은 단위입니다. 칸이 단위로 읽힙니다.` })
  }
  if (countNumbers(to.cells) > 0.5 * countFilled(to.cells)) {
    remarks.push({
      en: `Line ${from.line} is taken for the header and holds numbers: the file may have no header. Add one.`,
      ko: `${from.line}행을 머리글로 보았으나 숫자가 들어 있습니다. 머리글이 없는 파일일 수 있으니 추가하십시오.`,
    })
  }
  const shape: SheetShape = {
    ...(skip > 0 && { skip }), ...(header.length > 1 && { header_rows: header.length }), ...(unitsAt >= 0 && { units_row: unitsAt + 1 }), ...(isOpen && { groups: 'to_next' as const }),
  }
  return { shape, remarks }
}

/** The first and the last row of the header. */
function headerOf(filled: readonly CsvRow[], merged: readonly MergedArea[]): [first: CsvRow, last: CsvRow] {
  const counts = filled.map(({ cells }) => countFilled(cells))
  const usual = median(counts.slice(Math.min(counts.length - 1, MOST_HEADER_ROWS)))
  // A row of names fills about as many columns as the rows below it, and holds words.
  let names = filled.findIndex(({ cells }, index) => counts[index]! >= Math.max(2, 0.6 * usual) && countNumbers(cells) <= 0.2 * counts[index]!)
  if (names < 0) names = Math.max(0, counts.findIndex((count) => count >= Math.max(1, 0.6 * usual)))
  let first = names
  const [above, below] = [filled[names - 1], filled[names + 1]]
  if (below && countNumbers(below.cells) === 0 && counts[names + 1]! > counts[names]! && isGroupRow(filled[names]!, below, merged)) names++
  else if (above && above.line === filled[names]!.line - 1 && isGroupRow(above, filled[names]!, merged)) first = names - 1
  let last = names
  while (last + 1 < filled.length - 1 && last + 1 - first < MOST_HEADER_ROWS && belongsToHeader(filled, last + 1)) last++
  return [filled[first]!, filled[last]!]
}

function isGroupRow({ line, cells }: CsvRow, names: CsvRow, merged: readonly MergedArea[]): boolean {
  if (countNumbers(cells) > 0) return false
  const spans = merged.filter(({ top, left, right }) => top === line && right > left && right - left + 1 < filledWidth(names.cells))
  const texts = cells.filter((cell) => cell.trim() !== '')
  return spans.length > 0 || new Set(texts).size < texts.length || (cells.length > 0 && standsOver(cells, names.cells))
}

/** Whether a row of a text file, where nothing is merged, holds groups of the row below, or names that the row below has none for. */
function standsOver(cells: readonly string[], names: readonly string[]): boolean {
  const isFilled = (row: readonly string[], column: number) => (row[column] ?? '').trim() !== ''
  const places = cells.flatMap((_, column) => (isFilled(cells, column) ? [column] : []))
  // `Operator: Kim` above a table says something else.
  if (places.length < 2 || cells.some((cell) => /[:=]/.test(cell))) return false
  if (holdsUnits(names)) return true
  const isNamedAbove = places.some((column) => !isFilled(names, column)) && !names.some((_, column) => isFilled(names, column) && column < places[0]!)
  const hasGap = places.slice(1).some((column, nth) => column > places[nth]! + 1)
  return isNamedAbove || hasGap
}

/** A row of units, or of words above columns whose further cells are mostly numbers. */
function belongsToHeader(filled: readonly CsvRow[], at: number): boolean {
  const { cells } = filled[at]!
  if (countNumbers(cells) > 0) return false
  if (holdsUnits(cells)) return true
  const below = filled.slice(at + 1, at + 11)
  const columns = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  const numeric = columns.filter((column) => {
    const texts = below.map((row) => (row.cells[column] ?? '').trim()).filter((text) => text !== '')
    return texts.length > 0 && texts.filter(isNumber).length >= 0.8 * texts.length
  })
  return columns.length > 0 && numeric.length >= 0.6 * columns.length
}

function holdsUnits(cells: readonly string[]): boolean {
  // `T (°C)` is a name with its unit, and no product of tesla and degree.
  if (cells.some((cell) => /[\p{L}\d.]\s*[([{][^()[\]{}]*[)\]}]$/u.test(cell.trim()))) return false
  const texts = cells.map((cell) => cell.trim().replace(/^[[(](.*)[\])]$/, '$1')).filter((text) => text !== '' && text !== '-')
  return texts.length > 0 && texts.filter(isUnit).length >= 0.75 * texts.length
}

function isUnit(text: string): boolean {
  if (/^(at|wt|mol|vol)\.?\s*-?\s*%$/i.test(text)) return true
  try {
    parseUnit(text.replace(/^(\S+) (RHE|SHE)$/, '$1'))
    return true
  } catch {
    return false
  }
}

/** Whether the cells are of one kind along rows rather than down columns. */
function hasFieldsAsRows(filled: readonly CsvRow[]): boolean {
  const labels = filled.map(({ cells }) => (cells[0] ?? '').trim()).filter((text) => text !== '')
  if (filled.length < 8 || labels.length < 0.7 * filled.length || labels.some(isNumber)) return false
  if (new Set(labels).size < 0.9 * labels.length) return false
  const width = Math.min(ROWS_LOOKED_AT, filled.reduce((most, { cells }) => Math.max(most, filledWidth(cells)), 0))
  if (width < 3) return false
  const rows = filled.map(({ cells }) => Array.from({ length: width - 1 }, (_, column) => cells[column + 1] ?? ''))
  const columns = Array.from({ length: width - 1 }, (_, column) => rows.slice(MOST_HEADER_ROWS).map((cells) => cells[column]!))
  return meanPurity(rows) > 0.9 && meanPurity(rows) > meanPurity(columns) + 0.1
}

/** How far cells are of one kind, numbers or words: 1 where all are, by the lists that hold at least two; 0 where none does. */
function meanPurity(lists: readonly (readonly string[])[]): number {
  const shares = lists.map((cells) => cells.filter((cell) => cell.trim() !== '')).filter((cells) => cells.length > 1)
    .map((cells) => {
      const numbers = cells.filter((cell) => isNumber(cell.trim())).length
      return Math.max(numbers, cells.length - numbers) / cells.length
    })
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

const isNumber = (text: string): boolean => NUMBER.test(text) || DATE.test(text)
const countFilled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length
const countNumbers = (cells: readonly string[]): number => cells.filter((cell) => isNumber(cell.trim())).length

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}
