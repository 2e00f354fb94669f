import { noSuch } from '../actor.ts'
import { refuseDeletedFile } from '../erasure/delete-file.ts'
import type { Keeping } from './keeping.ts'

/** What a hub knows of a file that it holds; `file.not_found` for one that only another hub holds, `file.deleted` for one whose bytes are gone. */
export async function heldFile({ db, hub }: Pick<Keeping, 'db' | 'hub'>, sha256: string): Promise<{ size: number; media_type: string }> {
  const held = await db
    .selectFrom('file').select(['size', 'media_type', 'deleted_at']).where('hub', '=', hub).where('sha256', '=', sha256).executeTakeFirst()
  if (!held) throw noSuch('file', sha256)
  if (held.deleted_at) await refuseDeletedFile(db, hub, sha256)
  return { size: Number(held.size), media_type: held.media_type }
}
