import type { CsvRow } from '../csv-row.ts'
import type { MergedArea } from '../merged-area.ts'
import type { XlsxFile } from '../recipe.ts'
import { shapeRows } from '../shape-rows.ts'
import type { SheetFile } from '../sheet-file.ts'
import { hiddenParts } from '../sheet-remarks.ts'
import type { Remark } from '../sheet-remarks.ts'
import { refuseCompoundFile } from './compound-file.ts'
import { mergedAbove, sheetRows } from './sheet-rows.ts'
import { openWorkbook, sheetNamed } from './workbook.ts'

/** What is read of a sheet: all but the texts that stand for nothing, which are a recipe's. */
export type XlsxOptions = Omit<XlsxFile, 'kind' | 'missing'>

/**
 * The rows of one sheet of an .xlsx workbook, header first; `line` is the number of the sheet's row.
 *
 * Cells come as `cellText` writes them; error values and formulas without a result carry a fault. Hidden rows and
 * columns are read like others and remarked. Refuses what `openWorkbook`, `sheetNamed` and `shapeRows` refuse; damage
 * may show only at the end, when rows were given out.
 */
export async function* readXlsx(file: SheetFile, options: XlsxOptions, remark: Remark = () => {}): AsyncIterable<CsvRow> {
  await refuseCompoundFile(file)
  const book = await openWorkbook(file)
  const { part } = sheetNamed(book, options.sheet)
  const merged: MergedArea[] = []
  const hiddenRows: number[] = []
  const hiddenColumns: number[] = []
  const rows = sheetRows(book, part, { hiddenRows, hiddenColumns, merged })
  yield* shapeRows(
    { rows, delimiter: null, merged: (above) => mergedAbove(book, part, above), allMerged: () => merged }, options, remark,
  )
  if (hiddenRows.length + hiddenColumns.length > 0) remark(hiddenParts(hiddenRows, hiddenColumns))
}
