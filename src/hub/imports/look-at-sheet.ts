import type { z } from 'zod'
import type { lookAtSheet as lookOperation } from '#contract/operations/import.ts'
import type { SheetLookSchema } from '#contract/schemas/sheet.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { guessReading, sheetsOf } from '#stewardship/exchange/guess-reading.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import { takeTurns } from '#platform/take-turns.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { heldFile } from '../values/held-file.ts'

type SheetLook = z.infer<typeof SheetLookSchema>

const MOST_ROWS = 50
/** Rows read between two turns for others. */
const TURN = 200

/** The beginning of an uploaded sheet, as its reading says or as is guessed; refuses what `readRows` refuses in it. */
export async function lookAtSheet(
  at: Installation, actor: Actor, slug: string, { file, reading: given, sheet }: z.infer<NonNullable<typeof lookOperation.body>>,
): Promise<SheetLook> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const { reading, sheets, header, rows, remarks } = await beginningOf(at, hub.id, file.sha256, { reading: given, sheet }, MOST_ROWS)
  return { reading: { ...reading, missing: [...reading.missing] }, sheets: [...sheets], header: [...header], rows, remarks }
}

/** A sheet's header and first rows, as `reading` says or as is guessed (of the workbook's `sheet`, if named). */
export async function beginningOf(
  at: Installation, hub: string, sha256: string, { reading: given, sheet }: { reading?: RecipeFile | undefined; sheet?: string | undefined }, mostRows: number,
) {
  await heldFile({ db: at.db, hub }, sha256)
  const parts = await at.files.parts(sha256)
  const { reading, sheets, remarks } = given
    ? { reading: given, sheets: await sheetsOf(parts, given), remarks: [] }
    : await guessReading(parts, sheet)
  const said: Text[] = [...remarks]
  let header: readonly string[] = []
  const rows: { line: number; cells: string[] }[] = []
  try {
    for await (const { line, cells } of takeTurns(readRows(parts, reading, ({ text }) => said.push(text)), TURN)) {
      if (header.length === 0) header = cells
      else rows.push({ line, cells: [...cells] })
      if (rows.length >= mostRows) break
    }
  } catch (error) {
    if (header.length === 0 || !(error instanceof Refusal && error.code === 'csv.no_rows')) throw error
  }
  return { reading, sheets, header, rows, remarks: said }
}
