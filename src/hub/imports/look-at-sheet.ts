import type { z } from 'zod'
import type { lookAtSheet as lookOperation } from '#contract/operations/import.ts'
import type { SheetLookSchema } from '#contract/schemas/sheet.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { guessReading, sheetsOf } from '#stewardship/exchange/guess-reading.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'

type SheetLook = z.infer<typeof SheetLookSchema>

const MOST_ROWS = 50

/** The beginning of an uploaded sheet, as its reading says or as is guessed; refuses what `readRows` refuses in it. */
export async function lookAtSheet(
  at: Installation, actor: Actor, slug: string, { file, reading: given, sheet }: z.infer<NonNullable<typeof lookOperation.body>>,
): Promise<SheetLook> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const held = await at.db.selectFrom('file').select('sha256').where('hub', '=', hub.id).where('sha256', '=', file.sha256).executeTakeFirst()
  if (!held) throw noSuch('file', file.sha256)
  const parts = await at.files.parts(file.sha256)
  const { reading, sheets, remarks } = given
    ? { reading: given, sheets: await sheetsOf(parts, given), remarks: [] }
    : await guessReading(parts, sheet)
  const said: Text[] = [...remarks]
  let header: readonly string[] = []
  const rows: { line: number; cells: string[] }[] = []
  try {
    for await (const { line, cells } of readRows(parts, reading, ({ text }) => said.push(text))) {
      if (header.length === 0) header = cells
      else rows.push({ line, cells: [...cells] })
      if (rows.length >= MOST_ROWS) break
    }
  } catch (error) {
    if (header.length === 0 || !(error instanceof Refusal && error.code === 'csv.no_rows')) throw error
  }
  return { reading: { ...reading, missing: [...reading.missing] }, sheets: [...sheets], header: [...header], rows, remarks: said }
}
