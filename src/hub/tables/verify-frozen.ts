import { sql } from 'kysely'
import type { z } from 'zod'
import type { FrozenVerificationSchema } from '#contract/schemas/table.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { RevisionRef } from '#stewardship/exchange/table-manifest.ts'
import { sha256 } from '#platform/storage/digest.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { hashedText } from '../records/record-rows.ts'
import { thawTable } from './frozen-tables.ts'
import { readManifest } from './read-frozen.ts'

type Verification = z.infer<typeof FrozenVerificationSchema>

/** Revisions read per statement. */
const BATCH = 2_000
/** Records named in an answer; `differing` counts them all. */
const MOST_NAMED = 100

/**
 * Whether a frozen table's files and the revisions that it was read from are still what they were.
 *
 * Both files are read anew (`file.corrupt` where one is damaged), and the hash of every revision is computed again from
 * what is stored of it. `revised` counts records that have a later revision, which is no fault.
 */
export async function verifyFrozenTable(at: Installation, actor: Actor, id: string): Promise<Verification> {
  const { hub, frozen } = await thawTable(at, actor, id)
  const { records } = await readManifest(at, frozen.parquet!.sha256, frozen.manifest!.sha256)
  for await (const _ of await at.files.open(frozen.parquet!.sha256, { verify: true })) continue
  const found = { revised: 0, differing: [] as RevisionRef[] }
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH)
    const stored = new Map((await storedRevisions(at, hub, batch)).map((row) => [`${row.record} ${row.n}`, row]))
    for (const named of batch) {
      const row = stored.get(`${named.id} ${named.revision}`)
      if (!row || row.hash !== named.hash || hashOf(row) !== named.hash) found.differing.push(named)
      if (row && row.newest > named.revision) found.revised += 1
    }
  }
  return {
    records: records.length, revised: found.revised, differing: found.differing.length,
    named: found.differing.slice(0, MOST_NAMED).map(({ id: record, revision }) => ({ record, revision })),
  }
}

type Stored = {
  record: string; n: number; newest: number; hash: string; parent: string | null; author: string; at: Date; reason: string
  content: RecordContent
}

async function storedRevisions(at: Installation, hub: string, batch: readonly RevisionRef[]): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select revision.record, revision.n, record.revision as newest, revision.hash, revision.parent, revision.author, revision.at,
      revision.reason, revision.content
    from unnest(${batch.map(({ id }) => id)}::uuid[], ${batch.map(({ revision }) => revision)}::int[]) as named (id, n)
    join revision on revision.hub = ${hub} and revision.record = named.id and revision.n = named.n
    join record on record.hub = revision.hub and record.id = revision.record`.execute(at.db)
  return rows
}

function hashOf({ record, n, parent, author, at, reason, content }: Stored): string {
  return sha256(hashedText(record, n, canonicalJson(content), { parent, author, at: at.toISOString(), reason }))
}
