import type { z } from 'zod'
import type { lookAtSheet as lookOperation } from '#contract/operations/import.ts'
import type { SheetLookSchema } from '#contract/schemas/sheet.ts'
import { Refusal } from '#science/refusal.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import { delimiterOf } from '#stewardship/exchange/seeming-delimiter.ts'
import { takeTurns } from '#platform/take-turns.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'

type SheetLook = z.infer<typeof SheetLookSchema>

const MOST_ROWS = 50
/** Rows read between two turns for others. */
const TURN = 200
/** Enough of the file to see how its header parts columns. */
const GUESSED_FROM_BYTES = 65_536
/** What laboratories write where nothing is known; each stays in the file as it is. */
const MISSING = ['', 'nan', 'NaN', 'NA', 'N/A', 'n/a', '-']

/** The beginning of an uploaded sheet, as its reading says or as is guessed; refuses what `readCsv` refuses in it. */
export async function lookAtSheet(
  at: Installation, actor: Actor, slug: string, { file, reading: given }: z.infer<NonNullable<typeof lookOperation.body>>,
): Promise<SheetLook> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const { reading, header, rows } = await beginningOf(at, hub.id, file.sha256, given, MOST_ROWS)
  return { reading: { ...reading, missing: [...reading.missing] }, sheets: [], header: [...header], rows, remarks: [] }
}

/** A sheet's header and first rows, as its reading says or as is guessed. */
export async function beginningOf(at: Installation, hub: string, sha256: string, given: RecipeFile | undefined, mostRows: number) {
  const held = await at.db.selectFrom('file').select('sha256').where('hub', '=', hub).where('sha256', '=', sha256).executeTakeFirst()
  if (!held) throw noSuch('file', sha256)
  const reading = given ?? await guessed(at, sha256)
  let header: readonly string[] = []
  const rows: { line: number; cells: string[] }[] = []
  try {
    for await (const { line, cells } of takeTurns(readCsv(await at.files.open(sha256, { verify: false }), reading), TURN)) {
      if (header.length === 0) header = cells
      else rows.push({ line, cells: [...cells] })
      if (rows.length >= mostRows) break
    }
  } catch (error) {
    if (header.length === 0 || !(error instanceof Refusal && error.code === 'csv.no_rows')) throw error
  }
  return { reading, header, rows }
}

async function guessed(at: Installation, sha256: string): Promise<RecipeFile> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of await at.files.open(sha256, { verify: false })) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length >= GUESSED_FROM_BYTES) break
  }
  return { kind: 'csv', delimiter: delimiterOf(text.replace(/^\uFEFF/, '')), encoding: 'utf-8', missing: MISSING }
}
