import { sql } from 'kysely'
import packageJson from '../../../package.json' with { type: 'json' }
import type { RawBuilder } from 'kysely'
import type { Text } from '#science/refusal.ts'
import type { RecordContent } from '#record/records/record.ts'
import { CHECKS_MARK, COMPARED_TOGETHER, OWN_CHECKS } from '#record/quality/checks.ts'
import { incompleteness, pointsOf } from '#record/quality/grade.ts'
import { changedSince } from '#platform/index/changes.ts'
import { copyRows, RowsToCopy } from '#platform/storage/copy-rows.ts'
import { throughOutages } from '#platform/storage/through-outages.ts'
import type { Task, TaskInput } from '#platform/jobs/task.ts'
import type { Installation, Transacted } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'
import { compareRecords } from './compare-records.ts'
import { FoundRows } from './found-rows.ts'
import { recordsAfter, subjectsOf } from './subjects.ts'
import { keepFindings } from './keep-findings.ts'

const CHECKING: Text = { en: 'Checking records', ko: '기록을 점검하는 중' }
const COMPARING: Text = { en: 'Comparing records with one another', ko: '기록을 서로 비교하는 중' }
/** Records read together: few enough that pages are answered between two batches. */
const TOGETHER = 500
const SHARE_OF_RECORDS = 0.7
/** How long before a run a template may have been begun that was saved after it. */
const SAVING_MS = 60_000

/** The job `check`: brings the findings and grades of a hub up to what its records say now; what has not changed is not read again. */
export function checkTask(at: () => Installation): Task {
  return async ({ hub, progress, signal }) => {
    if (hub === null) throw new Error('checks are of a hub')
    progress(0, CHECKING)
    let checked = 0
    let begun: Date
    // An import that ended while this ran found it in the queue, and left its records to it.
    do {
      begun = at().now()
      checked += await throughOutages(at().db, signal, () => runCheck(at(), hub, { progress, signal }))
    } while (await throughOutages(at().db, signal, () => importedSince(at(), hub, begun)))
    progress(1)
    return { records_checked: checked }
  }
}

async function importedSince({ db }: Installation, hub: string, since: Date): Promise<boolean> {
  const row = await db.selectFrom('import').select('id').where('hub', '=', hub)
    .where((eb) => eb.or([eb('finished_at', '>=', since), eb('undone_at', '>=', since)])).limit(1).executeTakeFirst()
  return row !== undefined
}

async function runCheck(at: Installation, hub: string, { progress, signal }: Pick<TaskInput, 'progress' | 'signal'>): Promise<number> {
  const begun = at.now()
  const last = await at.db.selectFrom('quality_run').selectAll().where('hub', '=', hub).executeTakeFirst()
  // Other checks ask everything anew.
  const since = last?.checks === CHECKS_MARK ? last.position : null
  const found = new FoundRows(hub, begun)
  const read = await at.db.transaction().setIsolationLevel('repeatable read').execute(async (trx) => {
    const { rows: [now] } = await sql<{ position: string }>`select pg_current_snapshot()::text as position`.execute(trx)
    const renewed = since === null ? [] : await renewedTemplates(trx, hub, last!.at)
    const touched = await touchedTemplates(trx, hub, since)
    const templates = await templatesOf(trx, hub)
    const changed = sql`(${sql.raw(changedSince(since))} or record.template = any(${renewed}))`
    const total = await countOf(trx, hub, changed)
    let checked = 0
    for (let after: string | null = null; ;) {
      signal.throwIfAborted()
      const rows = await recordsAfter(trx, hub, changed, after, TOGETHER)
      if (rows.length === 0) break
      const completeness = new RowsToCopy('completeness')
      for (const subject of await subjectsOf(trx, hub, rows, templates, needsFractions)) {
        for (const check of OWN_CHECKS) for (const one of check.find(subject)) found.add(subject, check, one)
        completeness.add({ hub, record: subject.id, revision: subject.revision, template: subject.template.template, points: pointsOf(incompleteness(subject)) })
      }
      await keepCompleteness(at, hub, rows.map(({ id }) => id), completeness)
      checked += rows.length
      progress((SHARE_OF_RECORDS * checked) / Math.max(total, checked))
      after = rows.at(-1)!.id
    }
    progress(SHARE_OF_RECORDS, COMPARING)
    await compareRecords({
      at, trx, hub, templates, touched, found, signal, progress: (share) => progress(SHARE_OF_RECORDS + (0.95 - SHARE_OF_RECORDS) * share),
    })
    return { position: now!.position, touched, renewed, checked }
  })
  signal.throwIfAborted()
  await at.db.transaction().execute(async (trx) => {
    await keepFindings(trx, hub, found, { since, until: read.position, touched: read.touched, renewed: read.renewed })
    const run = {
      position: read.position, checks: CHECKS_MARK, at: begun, records_checked: read.checked, templates_compared: read.touched.length,
      seconds: (at.now().getTime() - begun.getTime()) / 1000, release: packageJson.version,
    }
    await trx.insertInto('quality_run').values({ hub, ...run }).onConflict((conflict) => conflict.column('hub').doUpdateSet(run)).execute()
  })
  return read.checked
}

/** Templates that have had another version since a run: bounds and obligations of their records may be others now. */
async function renewedTemplates(trx: Transacted, hub: string, since: Date): Promise<string[]> {
  const rows = await trx.selectFrom('template').select('name').distinct().where('hub', '=', hub)
    .where('created_at', '>=', new Date(since.getTime() - SAVING_MS)).execute()
  return rows.map(({ name }) => name)
}

/** Whether a check asks what the record's material is made of. */
function needsFractions({ kind, values }: RecordContent): boolean {
  return 'density' in values || 'loading_slope' in values || (kind === 'measurement' && Object.values(values).some(({ type }) => type === 'composition'))
}

/** Templates of which a record has changed, come or gone, and those that are compared with them. */
async function touchedTemplates(trx: Transacted, hub: string, since: string | null): Promise<string[]> {
  const { rows } = await sql<{ template: string }>`
    select distinct template from record where hub = ${hub} and ${sql.raw(changedSince(since))}
    union select distinct kept->>'template' from withdrawal where hub = ${hub} and ${sql.raw(changedSince(since, 'withdrawal'))}`.execute(trx)
  const touched = new Set(rows.map(({ template }) => template))
  for (const together of COMPARED_TOGETHER) if (together.some((template) => touched.has(template))) together.forEach((template) => touched.add(template))
  return [...touched]
}

async function countOf(trx: Transacted, hub: string, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: string }>`select count(*) as n from record where hub = ${hub} and deleted_at is null and ${condition}`.execute(trx)
  return Number(rows[0]!.n)
}

/** Written as it is made: it says of each record what that record says, whatever becomes of the run. */
async function keepCompleteness(at: Installation, hub: string, ids: readonly string[], rows: RowsToCopy): Promise<void> {
  await at.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('completeness').where('hub', '=', hub).where(sql<boolean>`record = any(${ids}::uuid[])`).execute()
    await copyRows(trx, rows)
  })
}
