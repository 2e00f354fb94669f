import { sql } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { listFindings as listOperation } from '#contract/operations/quality.ts'
import type { RecordFindingSchema } from '#contract/schemas/quality.ts'
import { checkOf } from '#record/quality/checks.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Value } from '#record/records/value.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import type { Installation, Reader, Transacted } from '../installation.ts'
import { getRecord, namesOf } from '../records/get-record.ts'
import { addRevision } from '../records/store-record.ts'

export type RecordFinding = z.infer<typeof RecordFindingSchema>

/** Findings of a hub about what its records say now, in the order in which they were made. */
export async function listFindings(
  at: Installation, actor: Actor, slug: string, asked: z.output<NonNullable<typeof listOperation.query>>,
): Promise<{ total: number; findings: RecordFinding[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const wanted = findingRows(at.db).where('finding.hub', '=', hub.id).where('finding.state', '=', asked.state)
    .$if(asked.check !== undefined, (query) => query.where('finding.code', '=', asked.check!))
    .$if(asked.template !== undefined, (query) => query.where('record.template', '=', asked.template!))
  const { n } = await wanted.clearSelect().select(sql<string>`count(*)`.as('n')).executeTakeFirstOrThrow()
  const { rows, next } = await readPage(`findings ${asked.state}`, asked, (after, most) => wanted
    .$if(after !== null, (query) => query.where('finding.id', '>', after!))
    .orderBy('finding.id').limit(most).execute())
  return { total: Number(n), findings: await asFindings(at.db, hub.id, rows), next }
}

/** What the checks have found in the newest revision of a record, open ones first. */
export async function findingsOf(db: Reader, hub: string, record: string): Promise<RecordFinding[]> {
  const rows = await findingRows(db).where('finding.hub', '=', hub).where('finding.record', '=', record)
    .orderBy(sql`finding.state <> 'open'`).orderBy('finding.severity').orderBy('finding.id').execute()
  return asFindings(db, hub, rows)
}

/** Says that a finding is of no account, and why. */
export async function dismissFinding(at: Installation, actor: Actor, id: string, reason: string): Promise<RecordFinding> {
  const hub = await at.db.transaction().execute(async (trx) => {
    const finding = await openFinding(trx, actor, id)
    await decide(trx, id, { state: 'dismissed', by: actor.account, at: at.now(), reason })
    return finding.hub
  })
  const row = await findingRows(at.db).where('finding.id', '=', id).executeTakeFirst()
  if (!row) throw noSuch('finding', id)
  return (await asFindings(at.db, hub, [row]))[0]!
}

/** Writes what a finding proposes as a revision of its record; refuses `finding.no_remedy`, and what a revision is refused for. */
export async function acceptFinding(at: Installation, actor: Actor, id: string, reason: string) {
  const record = await at.db.transaction().execute(async (trx) => {
    const { hub, record, revision, details } = await openFinding(trx, actor, id)
    if (!details.remedy) {
      throw new Refusal('finding.no_remedy', {
        en: 'This finding proposes nothing to write; revise the record, or dismiss the finding with a reason.',
        ko: '제안된 수정이 없는 지적 사항입니다. 기록을 개정하거나 사유를 적어 기각하십시오.',
      })
    }
    const { content } = await trx.selectFrom('revision').select('content')
      .where('hub', '=', hub).where('record', '=', record).where('n', '=', revision).executeTakeFirstOrThrow()
    const by = { hub, author: actor.account, at: at.now(), reason, files: at.files }
    await addRevision(trx, by, record, revision, remedied(content, details.remedy.values))
    await decide(trx, id, { state: 'accepted', by: actor.account, at: by.at, reason })
    return record
  })
  return getRecord(at, actor, record)
}

/** The content with other values; what is calculated from values comes anew when it is written. */
function remedied(content: RecordContent, values: Readonly<Record<string, Value>>): RecordContent {
  const kept = Object.entries(content.values).filter(([, value]) => value.type !== 'quantity' || value.calculated_from === undefined)
  return { ...content, values: { ...Object.fromEntries(kept), ...values } }
}

async function openFinding(trx: Transacted, actor: Actor, id: string) {
  const finding = await trx.selectFrom('finding').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!finding || !(await hubById(trx, actor, finding.hub, 'judge'))) throw noSuch('finding', id)
  const record = await trx.selectFrom('record').select('revision').where('hub', '=', finding.hub).where('id', '=', finding.record).executeTakeFirst()
  if (!record) throw noSuch('finding', id)
  if (finding.state !== 'open') {
    throw new Refusal('finding.decided', {
      en: `This finding was ${finding.state} before; look at it again.`,
      ko: `이미 ${finding.state === 'accepted' ? '수용' : '기각'}된 지적 사항입니다. 다시 확인하십시오.`,
    }, { state: finding.state })
  }
  if (record.revision !== finding.revision) {
    throw new Refusal('record.revised_meanwhile', {
      en: `The record was revised since (revision ${record.revision}, not ${finding.revision}); check again and look at what is found then.`,
      ko: `그사이 기록이 개정되었습니다(개정 ${finding.revision} → ${record.revision}). 다시 점검한 뒤 확인하십시오.`,
    }, { upon: finding.revision, newest: record.revision })
  }
  return finding
}

async function decide(
  trx: Transacted, id: string, { state, by, at, reason }: { state: 'dismissed' | 'accepted'; by: string; at: Date; reason: string },
): Promise<void> {
  await trx.updateTable('finding').set({ state, decided_by: by, decided_at: at, reason }).where('id', '=', id).execute()
}

/** Of accepted findings also those whose record has been revised, as accepting does. */
function findingRows(db: Reader) {
  return db.selectFrom('finding')
    .innerJoin('record', (join) => join.onRef('record.hub', '=', 'finding.hub').onRef('record.id', '=', 'finding.record'))
    .leftJoin('account', 'account.id', 'finding.decided_by')
    .where(sql<boolean>`(record.revision = finding.revision or finding.state = 'accepted')`)
    .select([
      'finding.id', 'finding.code', 'finding.severity', 'finding.field', 'finding.details', 'finding.state', 'finding.found_at', 'finding.decided_at',
      'finding.reason', 'finding.record', 'finding.revision', 'record.name', 'record.template', 'account.name as decided_by',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof findingRows>['executeTakeFirstOrThrow']>>

async function asFindings(db: Reader, hub: string, rows: readonly Row[]): Promise<RecordFinding[]> {
  const names = await namesOf(db, hub, [...new Set(rows.flatMap(({ details }) => details.others ?? []))])
  return rows.map(({ id, code, severity, field, details, state, ...row }) => ({
    id, code, severity, state, label: checkOf(code)?.label ?? { en: code, ko: code },
    record: { id: row.record, name: row.name, template: row.template, revision: row.revision },
    field: field === '' ? null : field, value: details.value, text: details.text, remedy: details.remedy?.text ?? null,
    others: (details.others ?? []).flatMap((other) => (names[other] === undefined ? [] : [{ id: other, name: names[other] }])),
    found_at: row.found_at.toISOString(), decided_by: row.decided_by, decided_at: row.decided_at?.toISOString() ?? null, reason: row.reason,
  }))
}
