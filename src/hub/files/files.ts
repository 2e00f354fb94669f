import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { ExpressionBuilder } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Picture } from '#record/files/picture.ts'
import { tooLarge } from '#platform/files/file-store.ts'
import type { Database } from '#platform/storage/schema.ts'
import { hubFor, hubsOf, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { deletedFile } from '../erasure/delete-file.ts'
import { holdFile } from '../values/hold-file.ts'
import { pictureOf } from '../values/picture-of.ts'
import { filesFull, leftOf } from './file-quota.ts'

/** Larger files come in parts. */
const MOST_BYTES = 2_000_000_000

/**
 * Keeps a file byte for byte; it is on disk when this answers. What is too large is refused before it is read, where its
 * `size` was announced.
 */
export async function keepFile(
  at: Installation, actor: Actor, slug: string,
  { content, mediaType, size = 0 }: { content: AsyncIterable<Uint8Array>; mediaType: string; size?: number | undefined },
): Promise<{ sha256: string; size: number }> {
  const hub = await hubFor(at.db, actor, slug, 'record')
  if (size > MOST_BYTES) throw tooLarge(MOST_BYTES)
  const left = await leftOf(at.db, hub)
  if (left < size || left <= 0) throw await filesFull(at.db, slug)
  try {
    const maxBytes = Math.min(MOST_BYTES, left)
    return await holdFile({ ...at, hub: hub.id, author: actor.account }, content, { mediaType, maxBytes })
  } catch (error) {
    if (left < MOST_BYTES && error instanceof Refusal && error.code === 'file.too_large') throw await filesFull(at.db, slug)
    throw error
  }
}

/** Opens a file that lies in a hub the actor may read; its bytes are checked against their SHA-256 on the way. */
export async function openFile(
  at: Installation, actor: Actor, sha256: string,
): Promise<{ content: Readable; mediaType: string; size: number; name: string }> {
  const row = await readableFile(at, actor, sha256)
  return {
    content: await at.files.open(sha256, { verify: true }), mediaType: row.media_type, size: row.size,
    name: row.file_name ?? row.frozen_name ?? sha256,
  }
}

/** As {@link openFile}, of a file whose bytes are a picture; refuses `image.not_shown` for any other. */
export async function openPicture(
  at: Installation, actor: Actor, sha256: string,
): Promise<{ content: Readable; mediaType: Picture['media_type']; size: number }> {
  const { size } = await readableFile(at, actor, sha256)
  const picture = await pictureOf(at.files, sha256)
  if (picture === null) {
    throw new Refusal('image.not_shown', {
      en: 'This file is no picture that is shown here; download it.', ko: '이 파일은 여기서 표시하는 그림이 아닙니다. 내려받으십시오.',
    }, { sha256 })
  }
  return { content: await at.files.open(sha256, { verify: true }), mediaType: picture.media_type, size }
}

async function readableFile(at: Installation, actor: Actor, sha256: string) {
  const row = await at.db
    .selectFrom('file')
    .leftJoin(
      'import', (join) => join.onRef('import.hub', '=', 'file.hub').onRef('import.file_sha256', '=', 'file.sha256'),
    )
    .select((given) => ['file.hub', 'file.deleted_at', 'file.media_type', 'file.size', 'import.file_name', frozenName(given).as('frozen_name')])
    .where('file.sha256', '=', sha256)
    .where('file.hub', 'in', hubsOf(at.db, actor).clearSelect().select('hub.id'))
    .orderBy(sql`file.deleted_at nulls first`)
    .limit(1)
    .executeTakeFirst()
  if (!row) throw noSuch('file', sha256)
  if (row.deleted_at) throw (await deletedFile(at.db, row.hub, sha256)) ?? noSuch('file', sha256)
  return row
}

/** What a frozen table's file is called: its table's name, the freezing's number, and what kind of file it is. */
function frozenName({ selectFrom }: ExpressionBuilder<Database, 'file'>) {
  return selectFrom('frozen_table')
    .whereRef('frozen_table.hub', '=', 'file.hub')
    .where((either) => either.or([
      either('frozen_table.parquet', '=', either.ref('file.sha256')), either('frozen_table.manifest', '=', either.ref('file.sha256')),
    ]))
    .orderBy('frozen_table.n')
    .limit(1)
    .select(sql<string>`frozen_table.name || '-frozen-' || frozen_table.n
      || case when frozen_table.parquet = file.sha256 then '.parquet' else '.manifest.json' end`.as('name'))
}
