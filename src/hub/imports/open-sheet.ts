import { Refusal } from '#science/refusal.ts'
import type { CsvRow } from '#stewardship/exchange/csv-row.ts'
import { fileNameRows } from '#stewardship/exchange/file-names.ts'
import { Folder } from '#stewardship/exchange/folder.ts'
import { beginsArchive } from '#stewardship/exchange/guess-reading.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import type { RecipeFile, TableFile } from '#stewardship/exchange/recipe.ts'
import type { SheetFile } from '#stewardship/exchange/sheet-file.ts'
import type { Remark } from '#stewardship/exchange/sheet-remarks.ts'
import { isWorkbookFile } from '#stewardship/exchange/xlsx/workbook.ts'
import { takeTurns } from '#platform/take-turns.ts'
import type { Installation } from '../installation.ts'

type Files = Installation['files']

/** A sheet on its way in, and the folder that it came in, if it came in one. */
export type OpenSheet = { readonly folder: Folder | null; rows(remark: Remark): AsyncIterable<CsvRow> }

/** Rows read between two turns for others: a few milliseconds. */
const TURN = 32

/** Opens an uploaded file as a recipe says that it is read; with `verify`, its bytes are first held against their hash. */
export async function openSheet(files: Files, sha256: string, reading: RecipeFile, options: { verify?: boolean } = {}): Promise<OpenSheet> {
  const file = await files.parts(sha256, options)
  if (reading.kind === 'folder') {
    const folder = await Folder.open(file)
    return { folder, rows: (remark) => takeTurns(fileNameRows(folder, reading.pattern, remark), TURN) }
  }
  if (reading.path === undefined) {
    await refuseFolder(file)
    return { folder: null, rows: (remark) => takeTurns(readRows(file, reading, remark), TURN) }
  }
  const folder = await Folder.open(file)
  return { folder, rows: (remark) => takeTurns(unpackedRows(files, folder, reading.path!, reading, remark), TURN) }
}

/** The rows of a table of a folder. */
export async function* unpackedRows(files: Files, folder: Folder, path: string, reading: TableFile, remark?: Remark): AsyncGenerator<CsvRow> {
  const sheet = await files.aside(folder.read(path))
  try {
    yield* readRows(sheet, reading, remark)
  } finally {
    await sheet.close()
  }
}

/** What is found out about a file of a folder, which lies aside meanwhile: nothing of it is kept. */
export async function whileUnpacked<T>(files: Files, folder: Folder, path: string, find: (sheet: SheetFile) => Promise<T>): Promise<T> {
  const sheet = await files.aside(folder.read(path))
  try {
    return await find(sheet)
  } finally {
    await sheet.close()
  }
}

/** Refuses `folder.unexpected` where a folder was given and the recipe reads a sheet by itself; what is damaged is for its reader. */
async function refuseFolder(file: SheetFile): Promise<void> {
  if (!(await beginsArchive(file)) || (await isWorkbookFile(file).catch(() => true))) return
  const folder = await Folder.open(file).catch(() => null)
  if (folder === null) return
  const tables = tablesIn(folder)
  const named = tables.slice(0, TABLES_NAMED).join(', ') + (tables.length > TABLES_NAMED ? ', …' : '')
  throw new Refusal('folder.unexpected', {
    en: `A folder of ${folder.paths.length} files was given, and the recipe reads one sheet. Give that sheet itself${named ? `, perhaps ${named}` : ''}.`,
    ko: `파일 ${folder.paths.length}개가 든 폴더를 받았지만 이 레시피는 시트 하나를 읽습니다. 그 시트를 지정하십시오${named ? `(예: ${named})` : ''}.`,
  }, { tables })
}

const TABLES_NAMED = 4

/** Files that seem to hold rows: those of the folder itself before those of folders in it, where data mostly lie; plain text last. */
export function tablesIn({ paths }: Folder): string[] {
  const rank = (path: string) => 2 * path.split('/').length + (/\.txt$/i.test(path) ? 1 : 0)
  return paths.filter((path) => /\.(xlsx|csv|tsv|txt)$/i.test(path)).toSorted((a, b) => rank(a) - rank(b))
}
