import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { Transacted } from '../installation.ts'

/** Names read at once. */
const BATCH = 1_000

/** The SHA-256 of every file that anything names, or anything of one hub, each once and in order. */
export async function* storedFiles(trx: Transacted, hub: string | null): AsyncGenerator<string> {
  const where = hub === null ? '' : `and hub = '${hub}'`
  await sql.raw(`declare stored_files no scroll cursor for select distinct sha256 from (
    select hub, sha256 from file
    union all select hub, file_sha256 from import
    union all select hub, artefact from model
    union all select hub, parquet from frozen_table where state = 'ready'
    union all select hub, manifest from frozen_table where state = 'ready'
  ) as named where sha256 is not null ${where}
    and not exists (select from file where file.hub = named.hub and file.sha256 = named.sha256 and deleted_at is not null) order by sha256`).execute(trx)
  for (let isMore = true; isMore;) {
    const { rows } = await sql.raw<{ sha256: string }>(`fetch ${BATCH} from stored_files`).execute(trx)
    for (const { sha256 } of rows) yield sha256
    isMore = rows.length === BATCH
  }
  await sql.raw('close stored_files').execute(trx)
}

/**
 * A kept file whose bytes are still those that were put; null where it is missing or damaged.
 *
 * It is read twice: what is sent after its size must be right.
 */
export async function soundFile(files: FileStore, sha256: string): Promise<{ size: number; content: AsyncIterable<Buffer> } | null> {
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of await files.open(sha256)) {
      hash.update(piece)
      size += piece.length
    }
    return hash.digest('hex') === sha256 ? { size, content: await files.open(sha256) } : null
  } catch (error) {
    if (error instanceof Refusal && error.code === 'file.missing') return null
    throw error
  }
}
