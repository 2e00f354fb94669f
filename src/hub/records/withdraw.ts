import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { refuseDeleted } from '../erasure/deleted.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { writeOnce } from '../write-once.ts'
import { getRecord } from './get-record.ts'
import { addRevision } from './store-record.ts'
import { withdrawalOf } from './withdrawal-of.ts'

/**
 * Takes a record out of the hub; what it said stays to be read at its address, and it can be brought back.
 *
 * Refuses `record.withdraw_not_own` to those who neither added it nor review, `record.in_use` while another refers to it, and
 * `record.revised_meanwhile`.
 */
export async function withdrawRecord(
  at: Installation, actor: Actor, id: string, { upon, reason }: { upon: number; reason: string },
): Promise<void> {
  await writeOnce(at, actor, async (trx) => {
    const row = await trx.selectFrom('record').select(['hub', 'owner', 'name', 'revision']).where('id', '=', id).executeTakeFirst()
    const hub = row && (await hubById(trx, actor, row.hub, 'record'))
    await refuseDeleted(trx, actor, id)
    if (!row || !hub) throw noSuch('record', id)
    if (row.owner !== actor.account && !may(hub.role, 'review')) {
      throw new Refusal('record.withdraw_not_own', {
        en: 'Somebody else added this record; ask its author or a curator to withdraw it.',
        ko: '다른 사람이 추가한 기록입니다. 작성자나 큐레이터에게 철회를 요청하십시오.',
      })
    }
    await lockHub(trx, row.hub)
    await requireUnused(trx, row.hub, id)
    await nameLeaving(trx, sql`select id from record where hub = ${row.hub} and id = ${id} and revision = ${upon}`)
    const gone = await withdrawLeaving(trx, { hub: row.hub, by: actor.account, at: at.now(), reason })
    if (gone === 0) {
      throw new Refusal('record.revised_meanwhile', {
        en: `This record was revised meanwhile; look at what changed before you withdraw it.`,
        ko: `그사이 기록이 개정되었습니다. 바뀐 내용을 확인한 뒤 철회하십시오.`,
      }, { upon })
    }
    return id
  })
}

/** Brings a withdrawn record back by a further revision that says what the newest said; refuses what its template or the hub no longer allows. */
export async function returnRecord(at: Installation, actor: Actor, id: string, reason: string) {
  await writeOnce(at, actor, async (trx) => {
    await refuseDeleted(trx, actor, id)
    const row = await withdrawalOf(trx, id)
    const hub = row && (await hubById(trx, actor, row.hub, 'record'))
    if (!row || !hub) throw noSuch('record', id)
    if (row.kept.owner !== actor.account && !may(hub.role, 'review')) {
      throw new Refusal('record.withdraw_not_own', {
        en: 'Somebody else added this record; ask its author or a curator to bring it back.',
        ko: '다른 사람이 추가한 기록입니다. 작성자나 큐레이터에게 복원을 요청하십시오.',
      })
    }
    await lockHub(trx, row.hub)
    await trx
      .updateTable('withdrawal')
      .set({ restored_by: actor.account, restored_at: at.now(), changed_xid: sql`pg_current_xact_id()` })
      .where('hub', '=', row.hub).where('record', '=', id).where('n', '=', row.n)
      .execute()
    await sql`insert into record select back.* from withdrawal, jsonb_populate_record(
        (select row from record as row limit 0), kept || jsonb_build_object('changed_xid', pg_current_xact_id()::text)) as back
      where withdrawal.hub = ${row.hub} and withdrawal.record = ${id} and n = ${row.n}`.execute(trx)
    await addRevision(trx, { hub: row.hub, author: actor.account, at: at.now(), reason, files: at.files }, id, row.n, row.content)
    return id
  })
  return getRecord(at, actor, id)
}

/** Names the records that are to leave, for {@link withdrawLeaving}; `ids` is a query of their ids. */
export async function nameLeaving(trx: Transacted, ids: RawBuilder<unknown>): Promise<void> {
  await sql`create temp table if not exists leaving (id uuid primary key) on commit drop`.execute(trx)
  await sql`truncate leaving`.execute(trx)
  await sql`insert into leaving ${ids}`.execute(trx)
}

/** Withdraws the named records, to which no others may refer; answers how many. The hub must be locked. */
export async function withdrawLeaving(
  trx: Transacted, { hub, by, at, reason }: { hub: string; by: string; at: Date; reason: string }, onGone: (records: number) => void = () => {},
): Promise<number> {
  await sql`delete from edge where hub = ${hub} and process in (select id from leaving)`.execute(trx)
  let withdrawn = 0
  for (let after: string | null = null; ;) {
    const { rows }: { rows: { last: string | null; n: string }[] } = await sql<{ last: string | null; n: string }>`
      with lot as (select id from leaving where ${after === null ? sql`true` : sql`id > ${after}`} order by id limit ${TOGETHER}),
      gone as (delete from record where hub = ${hub} and id in (select id from lot) returning record.*),
      kept as (
        insert into withdrawal (hub, record, n, kept, withdrawn_by, at, reason)
          select hub, id, revision, to_jsonb(gone), ${by}::uuid, ${at}, ${reason} from gone returning record)
      select (select max(id::text) from lot) as last, (select count(*) from kept) as n`.execute(trx)
    after = rows[0]!.last
    if (after === null) return withdrawn
    withdrawn += Number(rows[0]!.n)
    onGone(withdrawn)
  }
}

/** Records moved in one statement: a fraction of a second, after which progress can be told. */
const TOGETHER = 10_000

const MOST_NAMED = 3

async function requireUnused(trx: Transacted, hub: string, id: string): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; total: string }>`
    select id, name, count(*) over () as total from record where hub = ${hub} and id in (
      select id from record where hub = ${hub} and of_material = ${id}
      union select process from edge where hub = ${hub} and material = ${id})
    order by id limit ${MOST_NAMED}`.execute(trx)
  if (rows.length === 0) return
  const total = Number(rows[0]!.total)
  const names = rows.map(({ name }) => `“${name}”`).join(', ') + (total > rows.length ? ' …' : '')
  throw new Refusal('record.in_use', {
    en: `${total === 1 ? 'Another record hangs' : `${total} other records hang`} on this one: ${names}. Withdraw or revise ${total === 1 ? 'it' : 'them'} first.`,
    ko: `다른 기록 ${total}건이 이 기록에 달려 있습니다: ${names}. 먼저 그 기록을 철회하거나 개정하십시오.`,
  }, { total, records: rows.map(({ id: other, name }) => ({ id: other, name })) })
}
