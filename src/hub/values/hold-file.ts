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
  return stored
}
