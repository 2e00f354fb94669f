import { applyRecipe } from '#stewardship/exchange/apply-recipe.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import { recordsByKey, writeDrafts } from '../records/write-drafts.ts'
import { READING, WRITING } from './incoming.ts'
import type { Incoming, KeepReport } from './incoming.ts'

/** Findings kept with the report; the count of refused cells is always whole. */
const KEPT_FINDINGS = 1_000

/** Writes the records that a recipe makes of a file's rows, in one transaction. */
export async function bringRows(
  recipe: Recipe, { db, content, templates, by, progress, signal }: Incoming, keepReport: KeepReport,
): Promise<void> {
  const applied = await applyRecipe(
    recipe,
    templates,
    readCsv(content, recipe.file),
    (rows) => progress(0.6 * (1 - Math.exp(-rows / 2_000)), READING),
  )
  signal.throwIfAborted()
  progress(0.65, WRITING)
  await db.transaction().execute(async (trx) => {
    const counts = await writeDrafts(trx, by, recipe.recipe, applied.drafts)
    signal.throwIfAborted()
    // A record that was left out for want of a value is a finding of its own, without a column.
    const refused = applied.findings.filter(({ severity }) => severity === 'refused')
    const cells = refused.filter(({ column }) => column !== null).length
    const drafts = new Map(applied.drafts.map((draft) => [draft.key, draft]))
    const told = applied.findings.slice(0, KEPT_FINDINGS)
    const written = await recordsByKey(trx, by.hub, recipe.recipe, told.flatMap(({ records = [] }) => records))
    const recordOf = (key: string) => {
      const { content: { name }, line } = drafts.get(key)!
      return { id: written.get(key)!.record, name, line: line! }
    }
    await keepReport(trx, {
      rows_read: applied.rowsRead, records_made: counts.made, records_revised: counts.revised,
      records_unchanged: counts.unchanged, links_made: counts.links, quantities_made: counts.quantities,
      cells_refused: cells, records_left_out: refused.length - cells, duplicate_rows: applied.duplicateRows,
      by_template: counts.byTemplate,
      findings: told.map(({ records, ...finding }) => ({ ...finding, ...(records && { records: records.map(recordOf) }) })),
    })
  })
}
