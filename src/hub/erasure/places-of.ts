import { sql } from 'kysely'
import type { z } from 'zod'
import type { DeletionCheckSchema } from '#contract/schemas/deletion.ts'
import { filesElsewhere, filesNamed } from '#record/erasure/erased-content.ts'
import { draftsNaming } from '../drafts/erase-in-drafts.ts'
import type { Installation, Reader } from '../installation.ts'
import { readManifest } from '../tables/read-frozen.ts'

export type Places = z.infer<typeof DeletionCheckSchema>

/** Where what a record says stands, and where it may remain when it is deleted. */
export async function placesOf(at: Installation, db: Reader, hub: string, id: string, name: string): Promise<Places> {
  const revisions = await db
    .selectFrom('revision').select(['content', 'import', 'at', 'n']).where('hub', '=', hub).where('record', '=', id).orderBy('n').execute()
  const elsewhere = new Map(revisions.flatMap(({ content }) => filesElsewhere(content)).map(({ sha256, address }) => [`${sha256} ${address}`, { sha256, address }]))
  const files = await heldOf(db, hub, [...new Set(revisions.flatMap(({ content }) => filesNamed(content)))].sort())
  const kept = await namedElsewhere(db, hub, id, files)
  const imports = [...new Set(revisions.flatMap((row) => row.import ?? []))]
  return {
    name, revisions: revisions.length, comments: await countOf(db, sql`comment where hub = ${hub} and record = ${id} and text <> ''`),
    linked: await countOf(db, sql`(select id from record where hub = ${hub} and of_material = ${id} union select process from edge where hub = ${hub} and material = ${id}
      union select material from edge where hub = ${hub} and process = ${id}) as linked`),
    files: files.filter((sha256) => !kept.has(sha256)), files_kept: files.filter((sha256) => kept.has(sha256)),
    files_elsewhere: [...elsewhere.values()],
    frozen: await frozenHolding(at, db, hub, id),
    imports: imports.length === 0 ? [] : await db
      .selectFrom('import').select(['id', 'file_name as file', 'file_sha256 as sha256']).where('id', 'in', imports).orderBy('id').execute(),
    models: await db
      .selectFrom('model').select(['id', 'name', 'version']).where('hub', '=', hub).where('state', '=', 'ready').where('created_at', '>=', revisions[0]!.at)
      .orderBy('name').orderBy('version').execute(),
  }
}

async function countOf(db: Reader, from: ReturnType<typeof sql>): Promise<number> {
  return (await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(db)).rows[0]!.n
}

/** Those of a record's files that the hub holds or held; a file kept elsewhere it may never have had. */
async function heldOf(db: Reader, hub: string, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return []
  const rows = await db.selectFrom('file').select('sha256').where('hub', '=', hub).where('sha256', 'in', [...files]).execute()
  const held = new Set(rows.map(({ sha256 }) => sha256))
  return files.filter((sha256) => held.has(sha256))
}

/** Those of a record's files that another record, a draft or an import of the hub names too. */
async function namedElsewhere(db: Reader, hub: string, id: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set()
  const { rows } = await sql<{ sha256: string }>`
    select named.sha256 from unnest(${files}::text[]) as named (sha256) where
      exists (select from import where hub = ${hub} and file_sha256 = named.sha256)
      or exists (select from revision where hub = ${hub} and record <> ${id} and content::text like '%' || named.sha256 || '%')`.execute(db)
  const drafts = await draftsNaming(db, hub, id, files)
  return new Set([...rows.map(({ sha256 }) => sha256), ...drafts])
}

/** Frozen tables of a hub whose manifest names a record. */
async function frozenHolding(at: Installation, db: Reader, hub: string, id: string): Promise<Places['frozen']> {
  const rows = await db
    .selectFrom('frozen_table').select(['id', 'table_definition as table', 'name', 'n', 'parquet', 'manifest']).where('hub', '=', hub).where('state', '=', 'ready')
    .orderBy('name').orderBy('n').execute()
  const holding: Places['frozen'] = []
  for (const { parquet, manifest, ...frozen } of rows) {
    const { records } = await readManifest(at, parquet!, manifest!)
    if (records.some((record) => record.id === id)) holding.push(frozen)
  }
  return holding
}
