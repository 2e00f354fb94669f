import type { z } from 'zod'
import type { getSheetText as textOperation } from '#contract/operations/import.ts'
import { csvLine } from '#contract/files/table-csv.ts'
import { Refusal } from '#science/refusal.ts'
import { pointedWhereSure, pointForComma } from '#stewardship/exchange/decimal-comma.ts'
import type { RecipeFile } from '#stewardship/exchange/recipe.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { beginningOf } from './look-at-sheet.ts'
import { openSheet } from './open-sheet.ts'

/** A page holds it as a whole: some 300,000 points of six columns. */
const MOST_CHARACTERS = 20_000_000

/** An uploaded sheet as plain CSV, for whoever draws a curve of it; refuses what its reader refuses, and `sheet.too_long`. */
export async function getSheetText(
  at: Installation, actor: Actor, slug: string, { file, reading: given }: z.infer<NonNullable<typeof textOperation.body>>,
): Promise<{ text: string }> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  const { reading } = await beginningOf(at, hub.id, file.sha256, { reading: given }, 1)
  const sheet = await openSheet(at.files, file.sha256, reading)
  const lines: string[] = []
  let length = 0
  for await (const { cells } of sheet.rows(() => {})) {
    const line = csvLine(lines.length === 0 ? cells : cells.map((cell) => plainCell(cell.trim(), reading)))
    length += line.length
    if (length > MOST_CHARACTERS) throw tooLong(file.name)
    lines.push(line)
  }
  return { text: lines.join('') }
}

function plainCell(cell: string, reading: RecipeFile): string {
  if (reading.missing.includes(cell)) return ''
  if (reading.kind !== 'csv' || reading.decimal !== ',') return cell
  return pointedWhereSure(cell, pointForComma)
}

function tooLong(name: string): Refusal {
  return new Refusal('sheet.too_long', {
    en: `“${name}” is too long for a form (more than ${MOST_CHARACTERS / 1_000_000} million characters). Give its curve by “sojae record add”.`,
    ko: `“${name}”은(는) 입력 화면에 너무 깁니다(${MOST_CHARACTERS / 1_000_000}백만 자 초과). “sojae record add”로 곡선을 넣으십시오.`,
  }, { name })
}
