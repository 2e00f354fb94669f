import { sql } from 'kysely'
import type { Installation, Reader } from '../installation.ts'

/** Removes what a deletion would have removed, had the hub not been stopped first. */
export async function finishDeletions(at: Pick<Installation, 'files' | 'db'>): Promise<void> {
  const { rows } = await sql<{ sha256: string }>`select unnest(array_append(files, file)) as sha256 from deletion`.execute(at.db)
  await removeUnnamed(at, rows.flatMap(({ sha256 }) => sha256 ?? []))
}

/** Removes the bytes of those of these files that nothing of any hub names any more; answers which. */
export async function removeUnnamed(at: Pick<Installation, 'files'> & { db: Reader }, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return []
  const { rows } = await sql<{ sha256: string }>`
    select asked.sha256 from unnest(${[...files]}::text[]) as asked (sha256) where not exists (
      select from file where file.sha256 = asked.sha256 and deleted_at is null
      union all select from model where artefact = asked.sha256
      union all select from import where file_sha256 = asked.sha256
        and not exists (select from file where file.hub = import.hub and file.sha256 = import.file_sha256 and deleted_at is not null)
      union all select from frozen_table where state = 'ready' and asked.sha256 in (parquet, manifest))`.execute(at.db)
  for (const { sha256 } of rows) await at.files.remove(sha256)
  return rows.map(({ sha256 }) => sha256)
}
