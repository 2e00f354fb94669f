import { Refusal } from '#science/refusal.ts'
import { deletedFile } from '../erasure/delete-file.ts'
import { removeUnnamed } from '../erasure/remove-unnamed.ts'
import type { Keeping } from './keeping.ts'

/** Keeps bytes as a file of the hub; they are on disk when this answers, and the same bytes are there once. */
export async function holdFile(
  { db, files, hub, author }: Pick<Keeping, 'db' | 'files' | 'hub' | 'author'>, content: AsyncIterable<Uint8Array>,
  { mediaType, maxBytes }: { mediaType: string; maxBytes?: number },
): Promise<{ sha256: string; size: number }> {
  const stored = await files.put(content, maxBytes === undefined ? {} : { maxBytes })
  await db
    .insertInto('file')
    .values({ hub, sha256: stored.sha256, size: stored.size, media_type: mediaType, created_by: author })
    .onConflict((conflict) => conflict.columns(['hub', 'sha256']).doNothing())
    .execute()
  const deleted = await deletedFile(db, hub, stored.sha256)
  if (deleted) {
    await removeUnnamed({ db, files }, [stored.sha256])
    throw deleted
  }
  if (!(await files.has(stored.sha256))) throw removedMeanwhile(stored.sha256)
  return stored
}

/** Somebody deleted a record whose file had the same bytes, just then. */
function removedMeanwhile(sha256: string): Refusal {
  return new Refusal('file.removed_meanwhile', {
    en: 'The same file was deleted with a record while it came in; send it again.', ko: '받는 동안 같은 파일이 기록과 함께 삭제되었습니다. 다시 보내십시오.',
  }, { sha256 })
}
