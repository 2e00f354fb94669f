import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { ERASED_NAME } from '#record/erasure/erased-content.ts'
import { newId } from '#platform/storage/new-id.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { eraseInDrafts } from '../drafts/erase-in-drafts.ts'
import type { Installation, Reader, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { passElementsDown } from '../records/elements-in-store.ts'
import { withdrawalOf } from '../records/withdrawal-of.ts'
import { deletedRefusal, hubToDeleteIn, tombstoneOf } from './deleted.ts'
import type { Tombstone } from './deleted.ts'
import { eraseReports } from './erase-reports.ts'
import { placesOf } from './places-of.ts'
import type { Places } from './places-of.ts'
import { removeUnnamed } from './remove-unnamed.ts'

/** What deleting a record would take, and where what it said may remain. */
export async function checkDeletion(at: Installation, actor: Actor, id: string): Promise<Places> {
  const { hub, name } = await recordToDelete(at, actor, id)
  return placesOf(at, at.db, hub, id, name)
}

/**
 * Takes away, for good, all that a record said in any revision, wherever the hub keeps it; its tombstone stays.
 *
 * Refuses `deletion.name_differs` unless the record's name is given, `record.revised_meanwhile` is not asked: whatever it says
 * goes. Refuses `deletion.freezing` while a table of the hub is being frozen, which may just read it.
 */
export async function deleteRecord(
  at: Installation, actor: Actor, id: string, { name, reason }: { name: string; reason: string },
): Promise<{ tombstone: Tombstone; remaining: Places }> {
  const { hub } = await recordToDelete(at, actor, id)
  const { places, removed } = await at.db.transaction().execute(async (trx) => {
    await lockHub(trx, hub)
    const newest = await recordHeld(trx, id)
    if (!newest) throw (await deletedRefusal(trx, actor, id)) ?? noSuch('record', id)
    if (newest.name.trim() !== name.trim()) throw nameDiffers()
    const freezing = await trx.selectFrom('frozen_table').select('name').where('hub', '=', hub).where('state', '=', 'freezing').executeTakeFirst()
    if (freezing) throw stillFreezing(freezing.name)
    const found = await placesOf(at, trx, hub, id, newest.name)
    await trx
      .insertInto('deletion').values({ id: newId(), hub, record: id, file: null, reason, deleted_by: actor.account, at: at.now() }).execute()
    await erase(trx, hub, id, { by: actor.account, at: at.now() })
    const frozen = await loseFrozen(trx, found.frozen.map((one) => one.id))
    const gone = [...found.files, ...frozen]
    await trx.updateTable('deletion').set({ files: gone }).where('record', '=', id).execute()
    if (gone.length > 0) await trx.deleteFrom('file').where('hub', '=', hub).where('sha256', 'in', gone).execute()
    return { places: found, removed: gone }
  })
  await removeUnnamed(at, removed)
  const { hub_id: _, ...tombstone } = (await tombstoneOf(at.db, id))!
  return { tombstone, remaining: { ...places, name: ERASED_NAME } }
}

async function recordToDelete(at: Installation, actor: Actor, id: string): Promise<{ hub: string; name: string }> {
  const held = await recordHeld(at.db, id)
  if (!held) throw (await deletedRefusal(at.db, actor, id)) ?? noSuch('record', id)
  await hubToDeleteIn(at, actor, held.hub, 'record', id)
  return held
}

/** A record of the hub, or one that is withdrawn. */
async function recordHeld(db: Reader, id: string): Promise<{ hub: string; name: string } | null> {
  if (await db.selectFrom('deletion').select('id').where('record', '=', id).executeTakeFirst()) return null
  const row = await db.selectFrom('record').select(['hub', 'name']).where('id', '=', id).executeTakeFirst()
  if (row) return row
  const gone = await withdrawalOf(db, id)
  return gone ? { hub: gone.hub, name: gone.kept.name } : null
}

async function erase(trx: Transacted, hub: string, id: string, { by, at }: { by: string; at: Date }): Promise<void> {
  await sql`update revision set content = erased_content(content), reason = '', erased = true where hub = ${hub} and record = ${id} and not erased`.execute(trx)
  await sql`update record set name = ${ERASED_NAME}, source = '{"kind": "own"}', source_key = null, trl = null, elements = '{}', number_fields = '{}', numbers = '{}',
      number_highs = null, number_bounds = null, term_fields = '{}', terms = '{}', provider = null, deleted_at = ${at}
    where hub = ${hub} and id = ${id}`.execute(trx)
  await sql`update edge set role = null, amount = null where hub = ${hub} and process = ${id}`.execute(trx)
  await passElementsDown(trx, hub, [id])
  await sql`update withdrawal set reason = '', kept = jsonb_build_object('name', ${ERASED_NAME}::text, 'kind', kept -> 'kind', 'template', kept -> 'template', 'owner', kept -> 'owner')
    where hub = ${hub} and record = ${id}`.execute(trx)
  await sql`update comment set text = '', withdrawn_at = coalesce(withdrawn_at, ${at}), withdrawn_by = coalesce(withdrawn_by, ${by}::uuid)
    where hub = ${hub} and record = ${id}`.execute(trx)
  await trx.deleteFrom('import_identity').where('hub', '=', hub).where('record', '=', id).execute()
  await eraseInDrafts(trx, hub, id, by, at)
  await eraseReports(trx, hub, id)
}

/** Frozen tables that hold it cannot be read any more; answers their files. */
async function loseFrozen(trx: Transacted, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .updateTable('frozen_table').set({ state: 'failed', problem: JSON.stringify(LOST) }).where('id', 'in', ids).returning(['parquet', 'manifest']).execute()
  return rows.flatMap(({ parquet, manifest }) => [parquet!, manifest!])
}

const LOST = {
  en: 'Its files are gone: a record in it was deleted, for privacy or law. Freeze the table again.',
  ko: '담긴 기록 하나가 개인정보 보호 또는 법적 사유로 삭제되어 파일을 지웠습니다. 표를 다시 동결하십시오.',
}

function nameDiffers(): Refusal {
  return new Refusal('deletion.name_differs', {
    en: 'This is not the record’s name. Deletion cannot be undone: type the name exactly as it stands.',
    ko: '기록의 이름과 다릅니다. 삭제는 되돌릴 수 없으므로 이름을 그대로 입력하십시오.',
  })
}

function stillFreezing(name: string): Refusal {
  return new Refusal('deletion.freezing', {
    en: `Table “${name}” is being frozen and may hold this record; wait until that is done.`,
    ko: `표 “${name}”을(를) 동결하는 중이며 이 기록이 담길 수 있습니다. 끝난 뒤 다시 시도하십시오.`,
  }, { table: name })
}
