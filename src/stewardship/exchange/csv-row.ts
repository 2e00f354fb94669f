import type { Text } from '#science/refusal.ts'

/** Why a cell cannot be taken as it stands, told by the file itself: an error value, a formula without its result. */
export type CellFault = { readonly code: string; readonly text: Text }

/**
 * One row of a file; `line` is where it starts, the first line of the file being 1.
 *
 * In a workbook it is the number of the sheet's row, in a turned sheet that of its column, `A` being 1.
 */
export type CsvRow = {
  readonly line: number
  readonly cells: readonly string[]
  /** By place of the cell, the first being 0. */
  readonly faults?: ReadonlyMap<number, CellFault>
}
