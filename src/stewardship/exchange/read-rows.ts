import type { CsvRow } from './csv-row.ts'
import { readCsv } from './read-csv.ts'
import type { TableFile } from './recipe.ts'
import { wholeFile } from './sheet-file.ts'
import type { SheetFile } from './sheet-file.ts'
import type { Remark } from './sheet-remarks.ts'
import { refuseCompoundFile } from './xlsx/compound-file.ts'
import { readXlsx } from './xlsx/read-xlsx.ts'

/** The rows of a file as a recipe says it is read, header first; what is to be said of the sheet as a whole goes to `remark`. */
export async function* readRows(file: SheetFile, reading: TableFile, remark: Remark = () => {}): AsyncIterable<CsvRow> {
  if (reading.kind === 'xlsx') return yield* readXlsx(file, reading, remark)
  await refuseCompoundFile(file)
  yield* readCsv(wholeFile(file), reading, remark)
}
