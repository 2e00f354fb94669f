import type { z } from 'zod'
import type { checkImport as checkOperation } from '#contract/operations/recipe.ts'
import { readByRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import { takeTurns } from '#platform/take-turns.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { recipeAsked } from '../recipes/recipes.ts'
import { templatesOf } from '../records/templates-of.ts'
import { heldFile } from '../values/held-file.ts'
import { openSheet } from './open-sheet.ts'
import { outsideOf } from './outside-of.ts'

const MOST_FINDINGS = 300
/** Records counted between two turns for others: a few milliseconds. */
const RECORDS = 1_000

/** What an import would make and refuse, by reading the whole file as it does; refuses what it would refuse as a whole. */
export async function checkImport(
  at: Installation, actor: Actor, slug: string, { recipe: asked, file }: z.infer<NonNullable<typeof checkOperation.body>>,
): Promise<z.infer<typeof checkOperation.answer>> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  await heldFile({ db: at.db, hub: hub.id }, file.sha256)
  const recipe = await recipeAsked(at, hub.id, asked)
  const templates = await templatesOf(at.db, hub.id)
  const remarks: Finding[] = []
  const sheet = await openSheet(at.files, file.sha256, recipe.file)
  const outside = outsideOf({ ...at, hub: hub.id, author: actor.account }, sheet.folder)
  const rows = sheet.rows((remark) => remarks.push(remark))
  const read = await readByRecipe(recipe, templates, rows, { openShelf: at.files.shelf, mostFindings: MOST_FINDINGS, outside })
  for (const remark of remarks) read.kept.add(remark)
  try {
    const by_template: Record<string, number> = {}
    for await (const { content } of takeTurns(read.drafts(), RECORDS)) by_template[content.template] = (by_template[content.template] ?? 0) + 1
    return {
      rows_read: read.rowsRead, duplicate_rows: read.duplicateRows, records: read.records, cells_refused: read.kept.refusedCells,
      records_left_out: read.kept.refusedRecords, by_template, findings: read.findings().map(({ records: _, ...finding }) => finding),
    }
  } finally {
    read.close()
  }
}
