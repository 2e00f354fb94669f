import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { MigrationRequestSchema, MigrationSchema } from '#contract/schemas/template-change.ts'
import { checkRenamed } from '#record/templates/check-renamed.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import type { Installation } from '../installation.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { checkRecords } from './check-records.ts'
import type { MigrationReport, Move } from './check-records.ts'

export type Migration = z.infer<typeof MigrationSchema>
type Request = z.infer<typeof MigrationRequestSchema>

/** Of more records, a dry run looks at the first; the migration itself at all. */
const MOST_LOOKED_AT = 50_000

/** How the records of a version would fare with a later one; stores nothing. */
export async function checkMigration(
  at: Installation, actor: Actor, slug: string, name: string, request: Request,
): Promise<MigrationReport> {
  const hub = await hubFor(at.db, actor, slug, 'template')
  return checkRecords(at.db, moveOf(hub.id, await templatesOf(at.db, hub.id), name, request), MOST_LOOKED_AT)
}

/** Starts to move the records of a version to a later one; refused at once when the request cannot be. */
export async function startMigration(
  at: Installation, actor: Actor, slug: string, name: string, request: Request & { reason: string },
): Promise<Migration> {
  const hub = await hubFor(at.db, actor, slug, 'template')
  const { from, to, renamed } = moveOf(hub.id, await templatesOf(at.db, hub.id), name, request)
  const id = newId()
  const made = await writeOnce(at, actor, async (trx) => {
    const job = await at.jobs.enqueue('migrate', { migration: id }, { hub: hub.id, within: trx })
    await trx
      .insertInto('template_migration')
      .values({
        id, hub: hub.id, template: name, from_version: from.version, to_version: to.version, renamed: JSON.stringify(renamed),
        reason: request.reason, state: 'queued', job, undo_job: null, created_by: actor.account, created_at: at.now(),
        finished_at: null, undone_by: null, undone_at: null,
      })
      .execute()
    return id
  })
  return getMigration(at, actor, made)
}

/** Starts to take a migration back; one that is being taken back already is answered as it is. */
export async function undoMigration(at: Installation, actor: Actor, id: string): Promise<Migration> {
  const row = await at.db.selectFrom('template_migration').select(['hub', 'state']).where('id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'template'))) throw noSuch('migration', id)
  if (row.state !== 'done') throw notDone(row.state)
  await at.db.transaction().execute(async (trx) => {
    const undo_job = await at.jobs.enqueue('migrate', { migration: id, undo: true }, { hub: row.hub, jobKey: `undo ${id}`, within: trx })
    await trx.updateTable('template_migration').set({ undo_job, undone_by: actor.account }).where('id', '=', id).execute()
  })
  return getMigration(at, actor, id)
}

/** A migration with its report. */
export async function getMigration(at: Installation, actor: Actor, id: string): Promise<Migration> {
  const row = await migrationRows(at).where('migration.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('migration', id)
  return asMigration(row)
}

/** Migrations of records of a template, newest first, without their findings. */
export async function listMigrations(
  at: Installation, actor: Actor, slug: string, name: string, asked: PageAsked,
): Promise<{ migrations: Migration[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = await readPage('migrations', asked, (after, most) => migrationRows(at)
    .where('migration.hub', '=', hub.id).where('migration.template', '=', name)
    .$if(after !== null, (query) => query.where('migration.id', '<', after!))
    .orderBy('migration.id', 'desc').limit(most).execute())
  const migrations = rows.map(asMigration).map(({ report, undo_report, ...one }) => ({
    ...one, report: report && { ...report, findings: [] }, undo_report: undo_report && { ...undo_report, findings: [] },
  }))
  return { migrations, next }
}

/** The versions that a request names; refuses what is not there, a way back, and names that are not renamed so. */
export function moveOf(hub: string, templates: ReadonlyMap<string, Template>, name: string, { from, to, renamed }: Request): Move {
  const versions = [...templates.values()].filter(({ template }) => template === name).map(({ version }) => version)
  if (versions.length === 0) throw noSuch('template', name)
  const [earlier, later] = [templateNamed(templates, `${name}@${from}`), templateNamed(templates, `${name}@${to ?? Math.max(...versions)}`)]
  if (later.version <= earlier.version) throw notLater(earlier, later)
  const problem = checkRenamed(renamed, earlier, later)[0]
  if (problem) throw new Refusal(problem.code, problem.text, problem.details)
  return { hub, from: earlier, to: later, renamed }
}

function notLater(from: Template, to: Template): Refusal {
  return new Refusal(
    'migration.not_later',
    {
      en: `Records move to a later version: ${templateKey(to)} does not come after ${templateKey(from)}. To go back, undo a migration.`,
      ko: `기록은 이후 버전으로만 이전합니다. ${templateKey(to)}은(는) ${templateKey(from)}보다 나중이 아닙니다. 되돌리려면 이전을 취소하십시오.`,
    },
    { from: from.version, to: to.version },
  )
}

function notDone(state: 'queued' | 'undone'): Refusal {
  return new Refusal(
    'migration.not_done',
    state === 'undone'
      ? { en: 'This migration has been undone already; nothing is left to take back.', ko: '이미 되돌린 이전입니다. 더 되돌릴 것이 없습니다.' }
      : { en: 'This migration has written nothing, so there is nothing to undo.', ko: '이 이전은 아직 아무것도 쓰지 않았으므로 되돌릴 것이 없습니다.' },
    { state },
  )
}

const STOPPED: Text = { en: 'It was stopped; nothing of it was kept.', ko: '중지되었습니다. 남은 결과는 없습니다.' }

function migrationRows(at: Installation) {
  return at.db
    .selectFrom('template_migration as migration')
    .innerJoin('hub', 'hub.id', 'migration.hub')
    .innerJoin('account', 'account.id', 'migration.created_by')
    .leftJoin('account as undoer', 'undoer.id', 'migration.undone_by')
    .leftJoin('job', (join) => join.on('job.id', '=', sql`coalesce(migration.undo_job, migration.job)`))
    .select([
      'migration.id', 'hub.slug as hub', 'hub.id as hub_id', 'migration.template', 'migration.from_version', 'migration.to_version',
      'migration.renamed', 'migration.reason', 'migration.state', 'migration.undo_job', 'migration.report', 'migration.undo_report',
      'migration.created_at', 'account.name as created_by', 'migration.undone_at', 'undoer.name as undone_by',
      'job.id as job', 'job.state as job_state', 'job.error as job_error',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof migrationRows>['executeTakeFirstOrThrow']>>

function asMigration(row: Row): Migration {
  const isOver = row.job_state === 'failed' || row.job_state === 'cancelled'
  const isUndone = row.state === 'undone'
  return {
    id: row.id, hub: row.hub, template: row.template, from: row.from_version, to: row.to_version,
    renamed: row.renamed as Migration['renamed'], reason: row.reason, state: stateOf(row), job: row.job,
    report: row.report as Migration['report'], undo_report: row.undo_report as Migration['undo_report'],
    problem: isOver ? (row.job_error?.text ?? STOPPED) : null,
    created_at: row.created_at.toISOString(), created_by: row.created_by,
    undone_at: row.undone_at?.toISOString() ?? null, undone_by: isUndone ? row.undone_by : null,
  }
}

/** A row knows what was written; its job, what is under way. An undo that failed leaves the migration done. */
function stateOf({ state, undo_job, job_state }: Row): Migration['state'] {
  const isOver = job_state === 'failed' || job_state === 'cancelled'
  if (state === 'queued') return isOver ? 'failed' : job_state === 'running' ? 'running' : 'queued'
  return state === 'done' && undo_job !== null && !isOver ? 'undoing' : state
}
