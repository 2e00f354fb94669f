import { Refusal } from '#science/refusal.ts'
import type { StoredFile } from '#platform/files/file-store.ts'
import { deletedFile } from '../erasure/delete-file.ts'
import { removeUnnamed } from '../erasure/remove-unnamed.ts'
import type { Keeping } from './keeping.ts'

type Holding = Pick<Keeping, 'db' | 'files' | 'hub' | 'author'>

/** Keeps bytes as a file of the hub; they are on disk when this answers, and the same bytes are there once. */
export async function holdFile(
  holding: Holding, content: Uint8Array | AsyncIterable<Uint8Array>, { mediaType, maxBytes }: { mediaType: string; maxBytes?: number },
): Promise<StoredFile> {
  const stored = await holding.files.put(content, maxBytes === undefined ? {} : { maxBytes })
  await holdStored(holding, stored, mediaType)
  return stored
}

/** Makes a file of the store one of the hub's. Refuses `file.deleted`, and takes the bytes away again, where the hub has deleted the same. */
export async function holdStored({ db, files, hub, author }: Holding, { sha256, size }: StoredFile, mediaType: string): Promise<void> {
  await db
    .insertInto('file')
    .values({ hub, sha256, size, media_type: mediaType, created_by: author })
    .onConflict((conflict) => conflict.columns(['hub', 'sha256']).doNothing())
    .execute()
  const deleted = await deletedFile(db, hub, sha256)
  if (deleted) {
    await removeUnnamed({ db, files }, [sha256])
    throw deleted
  }
  if (!(await files.has(sha256))) throw removedMeanwhile(sha256)
}

/** Somebody deleted a record whose file had the same bytes, just then. */
function removedMeanwhile(sha256: string): Refusal {
  return new Refusal('file.removed_meanwhile', {
    en: 'The same file was deleted with a record while it came in; send it again.', ko: '받는 동안 같은 파일이 기록과 함께 삭제되었습니다. 다시 보내십시오.',
  }, { sha256 })
}
