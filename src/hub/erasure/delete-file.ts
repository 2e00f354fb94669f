import { Refusal } from '#science/refusal.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { hubToDeleteIn } from './deleted.ts'
import { removeUnnamed } from './remove-unnamed.ts'

/** Takes the bytes of a file away, for good; what names it stays. Answers whether they are gone from the store, too. */
export async function deleteFile(
  at: Installation, actor: Actor, slug: string, sha256: string, reason: string,
): Promise<{ deleted: true; bytes_removed: boolean }> {
  const { id: hub } = await hubFor(at.db, actor, slug, 'read')
  await hubToDeleteIn(at, actor, hub, 'file', sha256)
  await at.db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('file').select('deleted_at').where('hub', '=', hub).where('sha256', '=', sha256).forUpdate().executeTakeFirst()
    if (!row) throw noSuch('file', sha256)
    if (row.deleted_at) throw (await deletedFile(trx, hub, sha256))!
    const isOwn = await trx
      .selectFrom('frozen_table').select('id').where('hub', '=', hub).where('state', '=', 'ready')
      .where((either) => either.or([either('parquet', '=', sha256), either('manifest', '=', sha256)])).executeTakeFirst()
    if (isOwn) throw ofFrozenTable()
    await trx.insertInto('deletion').values({ id: newId(), hub, record: null, file: sha256, reason, deleted_by: actor.account, at: at.now() }).execute()
    await trx.updateTable('file').set({ deleted_at: at.now() }).where('hub', '=', hub).where('sha256', '=', sha256).execute()
  })
  return { deleted: true, bytes_removed: (await removeUnnamed(at, [sha256])).length > 0 }
}

/** Refuses `file.deleted` of a file whose bytes were deleted in a hub. */
export async function refuseDeletedFile(db: Reader, hub: string, sha256: string): Promise<void> {
  const refusal = await deletedFile(db, hub, sha256)
  if (refusal) throw refusal
}

/** The refusal of a file whose bytes were deleted in a hub; null where they were not. */
export async function deletedFile(db: Reader, hub: string, sha256: string): Promise<Refusal | null> {
  const row = await db
    .selectFrom('deletion').innerJoin('account', 'account.id', 'deletion.deleted_by')
    .select(['account.name as by', 'deletion.at', 'deletion.reason']).where('deletion.hub', '=', hub).where('deletion.file', '=', sha256).executeTakeFirst()
  if (!row) return null
  const day = row.at.toISOString().slice(0, 10)
  return new Refusal('file.deleted', {
    en: `This file was deleted by ${row.by} on ${day}, for privacy or law: ${row.reason}`,
    ko: `${row.by} 님이 ${day}에 개인정보 보호 또는 법적 사유로 삭제한 파일입니다: ${row.reason}`,
  }, { file: sha256, by: row.by, at: row.at.toISOString(), reason: row.reason })
}

function ofFrozenTable(): Refusal {
  return new Refusal('deletion.frozen_table', {
    en: 'This file is a frozen table; delete the record in it that has to go, and the table’s files go with it.',
    ko: '이 파일은 동결된 표입니다. 지워야 할 기록을 삭제하면 표의 파일도 함께 지워집니다.',
  })
}
