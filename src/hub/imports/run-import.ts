import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ImportReportSchema } from '#contract/schemas/import.ts'
import { applyRecipe } from '#stewardship/exchange/apply-recipe.ts'
import { readCsv } from '#stewardship/exchange/read-csv.ts'
import type { Recipe } from '#stewardship/exchange/recipe.ts'
import type { Task } from '#platform/jobs/task.ts'
import { jobErrorFrom } from '#platform/jobs/job-record.ts'
import type { Installation } from '../installation.ts'
import { recordsByKey, writeDrafts } from '../records/write-drafts.ts'
import { templatesOf } from '../records/templates-of.ts'

const READING: Text = { en: 'Reading and checking rows', ko: '행을 읽고 검사하는 중' }
const WRITING: Text = { en: 'Writing records', ko: '기록을 쓰는 중' }

/** Findings kept with the report; the count of refused cells is always whole. */
const KEPT_FINDINGS = 1_000

/**
 * The job `import`: reads the kept file by its recipe and writes all its records in one transaction.
 *
 * The report and the state `done` are part of that transaction, so after a kill -9 there is either all of the import
 * or nothing; the job then runs again from the kept file.
 */
export function importTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { import: id } = payload as { import: string }
    const { db, files, now } = at()
    const row = await db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    if (row.state === 'done') return { import: id }
    const started = now()
    const recipe = row.recipe as Recipe
    try {
      await db.updateTable('import').set({ state: 'running' }).where('id', '=', id).execute()
      const templates = await templatesOf(db, row.hub)
      const content = await files.open(row.file_sha256, { verify: true })
      progress(0, READING)
      const applied = await applyRecipe(
        recipe,
        templates,
        readCsv(content, recipe.file),
        (rows) => progress(0.6 * (1 - Math.exp(-rows / 2_000)), READING),
      )
      signal.throwIfAborted()
      progress(0.65, WRITING)
      await db.transaction().execute(async (trx) => {
        const by = {
          hub: row.hub, author: row.created_by, at: now(), reason: `${recipe.recipe}: ${row.file_name}`, import: id,
        }
        const counts = await writeDrafts(trx, by, recipe.recipe, applied.drafts)
        signal.throwIfAborted()
        // A record that was left out for want of a value is a finding of its own, without a column.
        const refused = applied.findings.filter(({ severity }) => severity === 'refused')
        const cells = refused.filter(({ column }) => column !== null).length
        const drafts = new Map(applied.drafts.map((draft) => [draft.key, draft]))
        const told = applied.findings.slice(0, KEPT_FINDINGS)
        const written = await recordsByKey(trx, row.hub, recipe.recipe, told.flatMap(({ records = [] }) => records))
        const recordOf = (key: string) => {
          const { content, line } = drafts.get(key)!
          return { id: written.get(key)!.record, name: content.name, line: line! }
        }
        const report: z.infer<typeof ImportReportSchema> = {
          rows_read: applied.rowsRead, records_made: counts.made, records_revised: counts.revised,
          records_unchanged: counts.unchanged,
          links_made: counts.links, quantities_made: counts.quantities, cells_refused: cells,
          records_left_out: refused.length - cells,
          duplicate_rows: applied.duplicateRows,
          by_template: counts.byTemplate,
          findings: told.map(({ records, ...finding }) => (
            { ...finding, ...(records && { records: records.map(recordOf) }) }
          )),
          seconds: (now().getTime() - started.getTime()) / 1000,
        }
        await trx
          .updateTable('import')
          .set({ state: 'done', report: JSON.stringify(report), finished_at: now(), problem: null })
          .where('id', '=', id)
          .execute()
      })
      progress(1)
      return { import: id }
    } catch (error) {
      if (!signal.aborted) await giveUp(at(), id, error)
      throw error
    }
  }
}

async function giveUp({ db, now }: Installation, id: string, error: unknown): Promise<void> {
  const text = error instanceof Refusal ? error.text : jobErrorFrom(error).text
  await db
    .updateTable('import')
    .set({ state: 'failed', problem: JSON.stringify(text), finished_at: now() })
    .where('id', '=', id)
    .execute()
}
