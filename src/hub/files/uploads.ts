import type { Readable } from 'node:stream'
import { Refusal } from '#science/refusal.ts'
import { diskFull } from '#platform/disk-failure.ts'
import { tooLarge } from '#platform/files/file-store.ts'
import { tooLong } from '#platform/files/partial-files.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor, HubRow } from '../actor.ts'
import { deletedFile } from '../erasure/delete-file.ts'
import type { Installation } from '../installation.ts'
import { holdStored } from '../values/hold-file.ts'
import { requireRoom } from './file-quota.ts'

/** Larger files are refused before they begin. */
export const MOST_BYTES_IN_PARTS = 100_000_000_000

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000
/** So long after it ran out an upload is still known to have been one. */
const REMEMBERED_MILLISECONDS = 30 * DAY_MILLISECONDS

/** A file on its way; `sha256` once it is kept. */
export type Upload = {
  readonly id: string
  readonly size: number
  readonly received: number
  readonly expires_at: Date
  readonly sha256: string | null
}

/** Begins an upload; its size is set aside, of the disk and of the hub's limit, before anything is sent. */
export async function createUpload(
  at: Installation, actor: Actor, slug: string, { size, mediaType }: { size: number; mediaType: string },
): Promise<Upload> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  if (size > MOST_BYTES_IN_PARTS) throw tooLarge(MOST_BYTES_IN_PARTS)
  if ((await at.files.room()).free < size) throw diskFull(at.files.partial.folder)
  const id = newId()
  const created_at = at.now()
  await at.db.transaction().execute(async (trx) => {
    await requireRoom(trx, hub, size)
    await trx
      .insertInto('upload')
      .values({ id, hub: hub.id, account: actor.account, size, media_type: mediaType, created_at, expires_at: dayAfter(created_at) })
      .execute()
  })
  const begun = await ownUpload(at, actor, hub, id)
  return size === 0 ? finish(at, actor, hub, begun) : begun
}

/** How far an upload has come. A connection that still writes it is ended first: its sender asks because it broke. */
export async function getUpload(at: Installation, actor: Actor, slug: string, id: string): Promise<Upload> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  await ownUpload(at, actor, hub, id)
  return alone(id, () => ownUpload(at, actor, hub, id))
}

/** Adds a part, and after the last makes it a file. What this answers is on disk. */
export async function addPart(
  at: Installation, actor: Actor, slug: string, id: string,
  { offset, length, content }: { offset: number; length: number | undefined; content: Readable },
): Promise<Upload> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  await ownUpload(at, actor, hub, id)
  return alone(id, async (signal) => {
    const before = await ownUpload(at, actor, hub, id)
    if (offset !== before.received) throw wrongOffset(offset, before.received)
    if (offset + (length ?? 0) > before.size) throw tooLong(before.size)
    if (before.sha256 !== null) return before
    const onAbort = () => content.destroy(takenOver())
    signal.addEventListener('abort', onAbort)
    try {
      if (signal.aborted) onAbort()
      await at.files.partial.write(id, { from: offset, end: before.size, content }, async (received) => {
        await at.db.updateTable('upload').set({ received, expires_at: dayAfter(at.now()) }).where('id', '=', id).execute()
      })
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
    const after = await ownUpload(at, actor, hub, id)
    return after.received === after.size ? finish(at, actor, hub, after) : after
  })
}

/** Gives an upload up; its bytes are gone when this answers. A file that it became stays. */
export async function discardUpload(at: Installation, actor: Actor, slug: string, id: string): Promise<void> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  await ownUpload(at, actor, hub, id)
  await alone(id, () => forget(at, id))
}

async function forget(at: Installation, id: string): Promise<void> {
  await at.db.deleteFrom('upload').where('id', '=', id).execute()
  await at.files.partial.discard(id)
}

/** Takes away the bytes of uploads that ran out, and of those that nobody knows. */
export async function clearUploads(at: Pick<Installation, 'db' | 'files' | 'now'>): Promise<void> {
  const there = await at.files.partial.list()
  const now = at.now()
  const open = await at.db.selectFrom('upload').select('id').where('expires_at', '>', now).execute()
  const wanted = new Set(open.map(({ id }) => id))
  for (const id of there) if (!wanted.has(id)) await at.files.partial.discard(id)
  await at.db.deleteFrom('upload').where('expires_at', '<', new Date(now.getTime() - REMEMBERED_MILLISECONDS)).execute()
}

/**
 * Each step may be done again: the SHA-256 is noted before the bytes get their name, and only a row in `file` makes them one
 * of the hub's.
 */
async function finish(at: Installation, actor: Actor, hub: HubRow, upload: Upload): Promise<Upload> {
  const { id, size } = upload
  if (size === 0) await at.files.partial.write(id, { from: 0, end: 0, content: (async function* () {})() }, async () => {})
  const { sha256, media_type } = await at.db.selectFrom('upload').select(['sha256', 'media_type']).where('id', '=', id).executeTakeFirstOrThrow()
  const known = sha256 ?? (await at.files.partial.hash(id, size))
  if (sha256 === null) await at.db.updateTable('upload').set({ sha256: known }).where('id', '=', id).execute()
  const deleted = await deletedFile(at.db, hub.id, known)
  if (deleted) {
    await forget(at, id)
    throw deleted
  }
  await at.files.adopt(id, { sha256: known, size })
  await holdStored({ ...at, hub: hub.id, author: actor.account }, { sha256: known, size }, media_type)
  return { ...upload, sha256: known }
}

async function ownUpload(at: Installation, actor: Actor, hub: HubRow, id: string): Promise<Upload> {
  const row = await at.db
    .selectFrom('upload')
    .leftJoin('file', (join) => join.onRef('file.hub', '=', 'upload.hub').onRef('file.sha256', '=', 'upload.sha256').on('file.deleted_at', 'is', null))
    .select(['upload.id', 'upload.size', 'upload.received', 'upload.expires_at', 'file.sha256'])
    .where('upload.id', '=', id)
    .where('upload.hub', '=', hub.id)
    .where('upload.account', '=', actor.account)
    .executeTakeFirst()
  if (!row) throw noSuch('upload', id)
  if (row.expires_at <= at.now()) throw expired(row.expires_at)
  return row
}

/** Who works on each upload in this process, which alone has the data folder. */
const working = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>()

/** Does `work` on an upload when whoever did before has been stopped and is done; the last to come goes on. */
async function alone<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const earlier = working.get(id)
  const { promise, resolve } = Promise.withResolvers<void>()
  const mine = { stop: new AbortController(), done: promise }
  working.set(id, mine)
  try {
    earlier?.stop.abort()
    await earlier?.done
    return await work(mine.stop.signal)
  } finally {
    resolve()
    if (working.get(id) === mine) working.delete(id)
  }
}

function dayAfter(time: Date): Date {
  return new Date(time.getTime() + DAY_MILLISECONDS)
}

function wrongOffset(offset: number, received: number): Refusal {
  return new Refusal('upload.wrong_offset', {
    en: `This part begins at byte ${offset}, but the hub has ${received} bytes of the upload; go on from there.`,
    ko: `이 조각은 ${offset}바이트에서 시작하지만 허브는 이 업로드를 ${received}바이트까지 받았습니다. 그 지점부터 이어 보내십시오.`,
  }, { offset, received })
}

function takenOver(): Refusal {
  return new Refusal('upload.taken_over', {
    en: 'Another connection goes on with this upload; what came by this one so far was kept.',
    ko: '다른 연결이 이 업로드를 이어받았습니다. 이 연결로 받은 부분까지는 보관했습니다.',
  })
}

function expired(at: Date): Refusal {
  const day = at.toISOString()
  return new Refusal('upload.expired', {
    en: `This upload waited a day for its next part, until ${day}, and was cleared away; begin it again.`,
    ko: `이 업로드는 다음 조각을 하루 동안 기다리다가 ${day}에 정리되었습니다. 처음부터 다시 올리십시오.`,
  }, { expired_at: day })
}
