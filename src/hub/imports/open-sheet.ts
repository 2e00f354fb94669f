import type { CsvRow } from '#stewardship/exchange/csv-row.ts'
import { fileNameRows } from '#stewardship/exchange/file-names.ts'
import { Folder } from '#stewardship/exchange/folder.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import type { SheetFile } from '#stewardship/exchange/sheet-file.ts'
import type { Remark } from '#stewardship/exchange/sheet-remarks.ts'
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
  const folder = reading.path === undefined ? null : await Folder.open(file)
  const sheet = folder === null ? file : await unpacked(files, folder, reading.path!)
  return { folder, rows: (remark) => takeTurns(readRows(sheet, reading, remark), TURN) }
}

/** A file of a folder for reading from any place: it is kept as any other, under its hash. */
export async function unpacked(files: Files, folder: Folder, path: string): Promise<SheetFile> {
  const { sha256 } = await files.put(folder.read(path))
  return files.parts(sha256)
}
