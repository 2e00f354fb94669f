import { Refusal } from '#science/refusal.ts'
import { isRecordLines } from '#stewardship/exchange/recipe.ts'
import type { Recipe, RecordLines } from '#stewardship/exchange/recipe.ts'
import type { Task } from '#platform/jobs/task.ts'
import { jobErrorFrom } from '#platform/jobs/job-record.ts'
import { throughOutages } from '#platform/storage/through-outages.ts'
import type { Installation, Transacted } from '../installation.ts'
import { queueCheck } from '../quality/queue-check.ts'
import { templatesOf } from '../records/templates-of.ts'
import { bringRecordLines } from './bring-record-lines.ts'
import { bringRows } from './bring-rows.ts'
import { READING } from './incoming.ts'
import type { Incoming, Report } from './incoming.ts'

/**
 * The job `import`: reads the kept file, by its recipe or as records, and writes all its records in one transaction.
 *
 * The report and the state `done` are part of that transaction, so after a kill -9 there is either all of the import
 * or nothing; the job then runs again from the kept file, also where only the database was killed.
 */
export function importTask(at: () => Installation): Task {
  return async ({ payload, hub, progress, signal }) => {
    const { import: id } = payload as { import: string }
    try {
      await throughOutages(at().db, signal, () => bringIn(at(), id, { progress, signal }))
    } catch (error) {
      if (!signal.aborted) await giveUp(at(), id, error)
      throw error
    }
    if (hub !== null) await throughOutages(at().db, signal, () => queueCheck(at(), hub))
    progress(1)
    return { import: id }
  }
}

async function bringIn(
  { db, files, now }: Installation, id: string, { progress, signal }: Pick<Incoming, 'progress' | 'signal'>,
): Promise<void> {
  const row = await db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (row.state === 'done') return
  const started = now()
  const reading = row.recipe as Recipe | RecordLines
  await db.updateTable('import').set({ state: 'running' }).where('id', '=', id).execute()
  progress(0, READING)
  const by = {
    hub: row.hub, author: row.created_by, at: now(), reason: `${row.recipe_name}: ${row.file_name}`, import: id,
  }
  const templates = await templatesOf(db, row.hub)
  const incoming: Incoming = { db, files, sha256: row.file_sha256, templates, by, file: row.file_name, progress, signal }
  const keepReport = async (trx: Transacted, report: Report) => {
    const seconds = (now().getTime() - started.getTime()) / 1000
    await trx
      .updateTable('import')
      .set({ state: 'done', report: JSON.stringify({ ...report, seconds }), finished_at: now(), problem: null })
      .where('id', '=', id)
      .execute()
  }
  if (isRecordLines(reading)) await bringRecordLines(reading, incoming, keepReport)
  else await bringRows(reading, incoming, keepReport)
}

async function giveUp({ db, now }: Installation, id: string, error: unknown): Promise<void> {
  const text = error instanceof Refusal ? error.text : jobErrorFrom(error).text
  await db
    .updateTable('import')
    .set({ state: 'failed', problem: JSON.stringify(text), finished_at: now() })
    .where('id', '=', id)
    .execute()
}
