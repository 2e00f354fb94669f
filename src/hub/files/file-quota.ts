import { sql } from 'kysely'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import { requireAdministrator } from '../accounts/administer.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader, Transacted } from '../installation.ts'

/** Bytes that the files of a hub take, with those on their way, and may take; null: no limit. */
export type FileRoom = { readonly slug: string; readonly bytes: number; readonly quota: number | null }

/** Says how much the files of a hub may take in future; what is there stays, also beyond it. For administrators. */
export async function setFileQuota(at: Installation, actor: Actor, slug: string, quota: number | null): Promise<FileRoom> {
  await requireAdministrator(at.db, actor)
  await at.db.updateTable('hub').set({ file_quota: quota }).where('slug', '=', slug).execute()
  const [room] = await fileRooms(at.db, slug)
  if (!room) throw noSuch('hub', slug)
  return room
}

/** What the files of every hub take and may take, by short name; or of one. */
export async function fileRooms(db: Reader, slug?: string): Promise<FileRoom[]> {
  const { rows } = await sql<{ slug: string; bytes: string; quota: string | null }>`
    select slug, file_quota as quota, coalesce(kept.bytes, 0) + coalesce(coming.bytes, 0) as bytes from hub
    left join (select hub, sum(size) as bytes from file group by hub) as kept on kept.hub = hub.id
    left join (select hub, sum(size) as bytes from upload where sha256 is null and expires_at > now() group by hub) as coming on coming.hub = hub.id
    where ${slug ?? null}::text is null or slug = ${slug ?? null} order by slug`.execute(db)
  return rows.map((row) => ({ slug: row.slug, bytes: Number(row.bytes), quota: row.quota === null ? null : Number(row.quota) }))
}

/** Bytes that may still be added to a hub; infinite without a limit, and below zero where it is passed. */
export async function leftOf(db: Reader, hub: { id: string; slug: string }): Promise<number> {
  const { file_quota } = await db.selectFrom('hub').select('file_quota').where('id', '=', hub.id).executeTakeFirstOrThrow()
  if (file_quota === null) return Infinity
  const [room] = await fileRooms(db, hub.slug)
  return Number(file_quota) - room!.bytes
}

/** Refuses `size` bytes more where the hub's limit does not leave them; until the transaction ends nobody else is asked. */
export async function requireRoom(trx: Transacted, hub: { id: string; slug: string }, size: number): Promise<void> {
  await sql`select 1 from hub where id = ${hub.id} for no key update`.execute(trx)
  if ((await leftOf(trx, hub)) < size) throw await filesFull(trx, hub.slug)
}

/** The refusal of a hub whose files may take no more. */
export async function filesFull(db: Reader, slug: string): Promise<Refusal> {
  const [room] = await fileRooms(db, slug)
  const { bytes: used, quota } = room!
  const allowed = quota ?? 0
  return new Refusal('hub.files_full', {
    en: `The files of this hub take ${formatBytes(used, 'en')} of the ${formatBytes(allowed, 'en')} allowed, with those on their way, and this one `
      + 'does not fit. Nothing was kept; ask an administrator for more.',
    ko: `이 허브의 파일은 올리는 중인 것을 포함해 허용량 ${formatBytes(allowed, 'ko')} 중 ${formatBytes(used, 'ko')}를 차지하며, 이 파일은 들어갈 자리가 없습니다. `
      + '저장하지 않았습니다. 관리자에게 한도 상향을 요청하십시오.',
  }, { used, allowed })
}
