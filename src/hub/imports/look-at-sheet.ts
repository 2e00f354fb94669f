import type { z } from 'zod'
import type { lookAtSheet as lookOperation } from '#contract/operations/import.ts'
import type { SheetLookSchema } from '#contract/schemas/sheet.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { beginsArchive, guessReading, sheetsOf } from '#stewardship/exchange/guess-reading.ts'
import type { GuessedReading } from '#stewardship/exchange/guess-reading.ts'
import { Folder } from '#stewardship/exchange/folder.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import type { SheetFile } from '#stewardship/exchange/sheet-file.ts'
import { isWorkbookFile } from '#stewardship/exchange/xlsx/workbook.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { heldFile } from '../values/held-file.ts'
import { openSheet, tablesIn, whileUnpacked } from './open-sheet.ts'

type SheetLook = z.infer<typeof SheetLookSchema>

const MOST_ROWS = 50
/** Of a ZIP, how many tables are tried for one to begin with, and how many rows of each. */
const MOST_TRIED = 8
const ROWS_TRIED = 20

/** The beginning of an uploaded sheet, as its reading says or as is guessed; refuses what `readRows` refuses in it. */
export async function lookAtSheet(
  at: Installation, actor: Actor, slug: string, { file, reading: given, sheet, table }: z.infer<NonNullable<typeof lookOperation.body>>,
): Promise<SheetLook> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const { reading, sheets, tables, header, rows, remarks, folder } = await beginningOf(at, hub.id, file.sha256, { reading: given, sheet, table }, MOST_ROWS)
  return {
    reading: { ...reading, missing: [...reading.missing] }, sheets: [...sheets], tables: [...tables], files: folder?.paths.length ?? null, header: [...header], rows, remarks,
  }
}

/** A sheet's header and first rows, as `reading` says or as is guessed (of the ZIP's `table` and the workbook's `sheet`, if named). */
export async function beginningOf(
  at: Installation, hub: string, sha256: string, { reading: given, sheet, table }: { reading?: RecipeFile | undefined; sheet?: string | undefined; table?: string | undefined }, mostRows: number,
) {
  await heldFile({ db: at.db, hub }, sha256)
  const { reading, sheets, tables, remarks, folder } = await readingOf(at.files, sha256, { given, sheet, table })
  const said: Text[] = [...remarks]
  let header: readonly string[] = []
  const rows: { line: number; cells: string[] }[] = []
  try {
    const opened = await openSheet(at.files, sha256, reading)
    for await (const { line, cells } of opened.rows(({ text }) => said.push(text))) {
      if (header.length === 0) header = cells
      else rows.push({ line, cells: [...cells] })
      if (rows.length >= mostRows) break
    }
  } catch (error) {
    if (header.length === 0 || !(error instanceof Refusal && error.code === 'csv.no_rows')) throw error
  }
  return { reading, sheets, tables, folder, header, rows, remarks: said }
}

/** `sheets` of the workbook, if the table is one; `tables` of the folder in which it lies, if it lies in one. */
type Reading = Omit<GuessedReading, 'reading'> & { readonly reading: RecipeFile; readonly tables: readonly string[]; readonly folder: Folder | null }

/** How an upload is read, as stated or as is guessed: of a ZIP the `table`, of a workbook the `sheet`, where one is named. */
async function readingOf(
  files: Installation['files'], sha256: string, { given, sheet, table }: { given: RecipeFile | undefined; sheet: string | undefined; table: string | undefined },
): Promise<Reading> {
  const file = await files.parts(sha256)
  if (given?.kind === 'folder') return { reading: given, sheets: [], tables: [], remarks: [], folder: await Folder.open(file) }
  const alone = { tables: [], folder: null }
  if (given && given.path === undefined) return { reading: given, sheets: await sheetsOf(file, given), remarks: [], ...alone }
  if (!given && (!(await beginsArchive(file)) || (await isWorkbookFile(file)))) return { ...await guessReading(file, sheet), ...alone }
  const folder = await Folder.open(file)
  const tables = tablesIn(folder)
  if (given) {
    const sheets = await whileUnpacked(files, folder, given.path!, (opened) => sheetsOf(opened, given))
    return { reading: given, sheets, tables, remarks: [], folder }
  }
  const path = table ?? await firstTable(files, folder, tables)
  if (path === undefined) throw noTable(folder)
  const { reading, sheets, remarks } = await whileUnpacked(files, folder, path, (opened) => guessReading(opened, sheet))
  return { reading: { ...reading, path }, sheets, tables, remarks, folder }
}

/** The first that reads as a table of several columns; the first of all where none does. */
async function firstTable(files: Installation['files'], folder: Folder, tables: readonly string[]): Promise<string | undefined> {
  for (const path of tables.slice(0, MOST_TRIED)) if (await whileUnpacked(files, folder, path, isTable)) return path
  return tables[0]
}

async function isTable(file: SheetFile): Promise<boolean> {
  let rows = 0
  try {
    const { reading } = await guessReading(file)
    for await (const { cells } of readRows(file, reading)) {
      if (cells.length < 2) return false
      if (++rows > ROWS_TRIED) break
    }
  } catch (error) {
    // What is no table says so where it is asked for by its name.
    if (!(error instanceof Refusal)) throw error
    return false
  }
  return rows > 1
}

function noTable({ paths }: Folder): Refusal {
  return new Refusal('folder.no_table', {
    en: `None of the ${paths.length} files in the ZIP is a sheet (.xlsx, .csv, .tsv, .txt). Put the sheet that names the files beside them.`,
    ko: `ZIP의 파일 ${paths.length}개 중에 시트(.xlsx, .csv, .tsv, .txt)가 없습니다. 파일을 가리키는 시트를 함께 넣으십시오.`,
  }, { files: paths.length })
}
