import { noSuch } from '../actor.ts'
import type { Keeping } from './keeping.ts'

/** What a hub knows of a file that it holds; `file.not_found` for one that only another hub holds. */
export async function heldFile({ db, hub }: Pick<Keeping, 'db' | 'hub'>, sha256: string): Promise<{ size: number; media_type: string }> {
  const held = await db
    .selectFrom('file').select(['size', 'media_type']).where('hub', '=', hub).where('sha256', '=', sha256).executeTakeFirst()
  if (!held) throw noSuch('file', sha256)
  return { size: Number(held.size), media_type: held.media_type }
}
