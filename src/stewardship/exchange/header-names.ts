import type { MergedArea } from './merged-area.ts'
import { columnLetter } from './column-letter.ts'
import type { SheetShape } from './recipe.ts'

/** A row of the sheet that belongs to its header. */
export type HeaderRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * What the columns are called, from the rows of the header: `group / field (unit)`.
 *
 * With `names_row` only that row names them, and the unit's. A group reaches over the columns that it is merged over, and over an empty cell between two cells of the same text.
 * With `groups: to_next` it reaches up to the next that is filled, as far as something stands below. Nothing else is filled: an empty cell stays out of the name.
 */
export function headerNames(rows: readonly HeaderRow[], merged: readonly MergedArea[], shape: SheetShape): string[] {
  const last = rows.length - 1
  const unitsAt = shape.units_row === undefined ? -1 : shape.units_row - 1
  const spread = rows.map((row, index) => spreadRow(row, merged, index < last))
  if (shape.groups === 'to_next') fillToNext(spread)
  const width = Math.max(...spread.map(filledWidth))
  const names = Array.from({ length: width }, (_, column) => {
    const texts = spread.map((cells) => (cells[column] ?? '').trim())
    const unit = withoutBrackets(texts[unitsAt] ?? '')
    const isName = (index: number) => (shape.names_row === undefined ? index !== unitsAt : index === shape.names_row - 1)
    const name = texts.filter((text, index) => isName(index) && text !== '').join(' / ')
    return unit === '' ? name : `${name} (${unit})`.trim()
  })
  return shape.names === 'completed' ? completed(names) : names
}

/** Cells up to the last that is not empty. */
export function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

function spreadRow({ line, cells }: HeaderRow, merged: readonly MergedArea[], isGroup: boolean): string[] {
  const spread = [...cells]
  for (const { top, left, right } of merged) {
    if (top !== line) continue
    const text = spread[left] ?? ''
    // The other cells of an area are empty; areas that lie over each other are none.
    for (let column = left + 1; column <= right && text !== '' && (spread[column] ?? '') === ''; column++) spread[column] = text
  }
  // A merge may reach beyond the row's cells; what lies between is empty, not absent.
  for (let column = 0; column < spread.length; column++) spread[column] ??= ''
  if (isGroup) fillBetweenEqual(spread)
  return spread
}

function fillBetweenEqual(cells: string[]): void {
  let before = -1
  for (const [column, cell] of cells.entries()) {
    if (cell.trim() === '') continue
    if (before >= 0 && cells[before]!.trim() === cell.trim()) cells.fill(cell, before, column)
    before = column
  }
}

/** Each text of an upper row over the empty cells behind it, where its own column and theirs have text below and none above. */
function fillToNext(rows: readonly string[][]): void {
  const written = rows.map((cells) => cells.map((cell) => /[\p{L}\p{N}%°]/u.test(cell)))
  const width = Math.max(...written.map((cells) => cells.length))
  const isAbove = (row: number, column: number) => written.slice(0, row).some((cells) => cells[column] === true)
  const isBelow = (row: number, column: number) => written.slice(row + 1).some((cells) => cells[column] === true)
  for (const [row, cells] of rows.slice(0, -1).entries()) {
    let group: string | null = null
    for (let column = 0; column < width; column++) {
      if (written[row]![column]) group = isBelow(row, column) ? cells[column]! : null
      else if (!isBelow(row, column) || isAbove(row, column)) group = null
      else if (group !== null && (cells[column] ?? '').trim() === '') cells[column] = group
    }
  }
}

/** Whether {@link fillToNext} would fill a cell of a header. */
export function hasOpenGroups(header: readonly HeaderRow[]): boolean {
  const rows = header.map(({ cells }) => [...cells])
  fillToNext(rows)
  return rows.some((cells, row) => cells.some((cell, column) => cell !== (header[row]!.cells[column] ?? '')))
}

/** `(MPa)` and `[MPa]` as `MPa`: the name puts its own brackets around a unit. */
function withoutBrackets(unit: string): string {
  return /^(?:\((?<round>[^()]*)\)|\[(?<square>[^[\]]*)\])$/.exec(unit)?.slice(1).find((text) => text !== undefined)?.trim() ?? unit
}

function completed(names: readonly string[]): string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((written, column) => {
    const name = written === '' ? `(${columnLetter(column)})` : written
    if (!seen.has(name) && (written !== '' || !taken.has(name))) {
      seen.add(name)
      return name
    }
    let number = 2
    while (taken.has(`${name} #${number}`) || seen.has(`${name} #${number}`)) number++
    seen.add(`${name} #${number}`)
    return `${name} #${number}`
  })
}
