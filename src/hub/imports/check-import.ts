import type { z } from 'zod'
import type { checkImport as checkOperation } from '#contract/operations/recipe.ts'
import { parseTemplateFile } from '#contract/files/template-file.ts'
import { templateKey } from '#record/templates/template.ts'
import { readByRecipe } from '#stewardship/exchange/apply-recipe.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { recipeAsked } from '../recipes/recipes.ts'
import { templatesOf } from '../records/templates-of.ts'
import { compareDrafts } from '../records/compare-drafts.ts'
import { heldFile } from '../values/held-file.ts'
import { kindsTold } from './kinds-told.ts'
import { openSheet } from './open-sheet.ts'
import { outsideOf } from './outside-of.ts'
import { progressOf, stopCheck, watched } from './running-checks.ts'
import type { CheckProgress } from './running-checks.ts'
import { correctionsTo } from './tell-corrections.ts'

const MOST_FINDINGS = 300

/** What an import would make, revise and refuse, by reading the whole file as it does; refuses what it would refuse as a whole. */
export async function checkImport(
  at: Installation, actor: Actor, slug: string, { recipe: asked, file, run }: z.infer<NonNullable<typeof checkOperation.body>>,
): Promise<z.infer<typeof checkOperation.answer>> {
  const hub = await hubFor(at.db, actor, slug, 'import')
  await heldFile({ db: at.db, hub: hub.id }, file.sha256)
  const recipe = await recipeAsked(at, hub.id, asked)
  const brought = 'yaml' in asked ? asked.templates.map((text, index) => parseTemplateFile(text, `template ${index + 1}`)) : []
  const templates = new Map([...brought.map((one) => [templateKey(one), one] as const), ...await templatesOf(at.db, hub.id)])
  return watched(actor.account, run, async (progress) => {
    const remarks: Finding[] = []
    const sheet = await openSheet(at.files, file.sha256, recipe.file)
    const outside = outsideOf({ ...at, hub: hub.id, author: actor.account }, sheet.folder)
    const rows = sheet.rows((remark) => remarks.push(remark))
    const onProgress = (rowsRead: number) => progress({ rows_read: rowsRead })
    const read = await readByRecipe(recipe, templates, rows, { openShelf: at.files.shelf, mostFindings: MOST_FINDINGS, outside, onProgress })
    for (const remark of remarks) read.kept.add(remark)
    try {
      const by_template: Record<string, number> = {}
      let compared = 0
      const { made, revised, unchanged } = await compareDrafts(at.db, hub.id, recipe.recipe, templates, read.drafts(), {
        onDraft: ({ content }) => {
          by_template[content.template] = (by_template[content.template] ?? 0) + 1
          progress({ records: read.records, compared: ++compared })
        },
        onCorrected: correctionsTo(read.kept, recipe),
      })
      return {
        rows_read: read.rowsRead, duplicate_rows: read.duplicateRows, records: read.records, records_made: made, records_revised: revised,
        records_unchanged: unchanged, cells_refused: read.kept.refusedCells, records_left_out: read.kept.refusedRecords, by_template,
        findings: read.findings().map(({ records: _, ...finding }) => finding), kinds: kindsTold(read.kept),
      }
    } finally {
      read.close()
    }
  })
}

/** How far one's own dry run is, by the name given to it; null where none of that name is under way. */
export async function getCheckProgress(at: Installation, actor: Actor, slug: string, run: string): Promise<{ progress: CheckProgress | null }> {
  await hubFor(at.db, actor, slug, 'import')
  return { progress: progressOf(actor.account, run) }
}

/** Stops one's own dry run. */
export async function stopImportCheck(at: Installation, actor: Actor, slug: string, run: string): Promise<{ stopped: boolean }> {
  await hubFor(at.db, actor, slug, 'import')
  return { stopped: stopCheck(actor.account, run) }
}
