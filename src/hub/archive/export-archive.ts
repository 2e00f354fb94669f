import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { ARCHIVE_FORMAT, ARCHIVE_VERSION } from '#contract/files/archive-manifest.ts'
import type { ArchiveManifest } from '#contract/files/archive-manifest.ts'
import { Refusal } from '#science/refusal.ts'
import { TAR_END, tarHeader, tarPadding } from '#stewardship/archive/tar.ts'
import { copyOut } from '#platform/storage/copy-out.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { archivedTables, NOT_INSIDE } from './archived-tables.ts'
import { soundFile, storedFiles } from './stored-files.ts'

/** A member with rows has at least so many bytes, unless it is a table's last. */
const PART_BYTES = 4_000_000

/**
 * An archive of the whole installation, or of one hub, written while it is read (docs/archive-format.md).
 *
 * All of it is of one moment: one transaction reads it, while others write. Only the console may: it is all that the
 * data folder holds. What may be refused is refused before the first byte.
 */
export async function exportArchive(
  at: Installation, actor: Actor, slug: string | null, sojae: string,
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array> }> {
  await requireConsole(at, actor)
  const hub = slug === null ? null : await at.db.selectFrom('hub').select('id').where('slug', '=', slug).executeTakeFirst()
  if (hub === undefined) throw noSuch('hub', slug!)
  const made = at.now()
  const name = `sojae-${slug ?? 'archive'}-${made.toISOString().slice(0, 10)}.tar`
  return { name, pieces: archive(at, { slug, hub: hub?.id ?? null, made, sojae }) }
}

type Asked = { readonly slug: string | null; readonly hub: string | null; readonly made: Date; readonly sojae: string }

async function* archive(at: Installation, asked: Asked): AsyncGenerator<Uint8Array> {
  const trx = await at.db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  const sums = at.files.shelf()
  let sumsBytes = 0
  function* member(name: string, ...pieces: readonly Uint8Array[]): Generator<Uint8Array> {
    const size = pieces.reduce((sum, { length }) => sum + length, 0)
    const hash = createHash('sha256')
    yield tarHeader(name, size, asked.made)
    for (const piece of pieces) {
      hash.update(piece)
      yield piece
    }
    yield tarPadding(size)
    note(hash.digest('hex'), name)
  }
  const note = (sha256: string, name: string) => {
    const line = `${sha256}  ${name}\n`
    sums.put(line)
    sumsBytes += line.length
  }
  try {
    await sql`set local datestyle = 'ISO, YMD'; set local extra_float_digits = 1; set local bytea_output = 'hex'`.execute(trx)
    const tables = await archivedTables(trx, asked.hub)
    const manifest = await manifestOf(trx, asked, tables)
    yield* member('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    for (const [place, { table, query }] of tables.entries()) {
      let part = 0
      const partName = () => `tables/${number(place + 1, 2)}-${table}/${number(++part, 6)}.copy`
      for await (const rows of parts(copyOut(trx, query))) yield* member(partName(), rows)
    }
    const damaged: string[] = []
    for await (const sha256 of storedFiles(trx, asked.hub)) {
      const file = await soundFile(at.files, sha256)
      if (file === null) {
        damaged.push(sha256)
        continue
      }
      const name = `files/${sha256}`
      yield tarHeader(name, file.size, asked.made)
      yield* file.content
      yield tarPadding(file.size)
      note(sha256, name)
    }
    yield* member('damaged-files.json', Buffer.from(`${JSON.stringify(damaged)}\n`))
    yield tarHeader('SHA256SUMS', sumsBytes, asked.made)
    for (let place = 0, left = sumsBytes; left > 0;) {
      const line = sums.at(place)
      yield Buffer.from(line)
      place = sums.after(place, line)
      left -= line.length
    }
    yield tarPadding(sumsBytes)
    yield TAR_END
  } finally {
    sums.close()
    // Where the reader left, the connection is gone already.
    await trx.rollback().execute().catch(() => {})
  }
}

/** Whole rows, put together until they are worth a member of their own. */
async function* parts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  // A message of COPY is a row (PostgreSQL, “Message Flow”: COPY Operations), so a piece ends where a row does.
  for await (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (bytes < PART_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function manifestOf(
  trx: Transacted, { slug, hub, made, sojae }: Asked, tables: Awaited<ReturnType<typeof archivedTables>>,
): Promise<ArchiveManifest> {
  const migrations = await sql<{ name: string; checksum: string }>`select name, checksum from schema_migration order by name`.execute(trx)
  const hubs = await sql<ArchiveManifest['hubs'][number]>`select slug, title,
    (select count(*) from record where record.hub = hub.id and deleted_at is null) as records from hub where ${hub}::uuid is null or id = ${hub} order by slug`.execute(trx)
  const files = await sql<{ bytes: number }>`select coalesce(sum(size), 0)::bigint as bytes from (
    select distinct on (sha256) size from file where deleted_at is null and (${hub}::uuid is null or hub = ${hub})) as kept`.execute(trx)
  let count = 0
  for await (const _ of storedFiles(trx, hub)) count++
  const rows = (table: string) => tables.find((each) => each.table === table)!.rows
  return {
    format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, sojae, made_at: made.toISOString(), hub: slug, hubs: hubs.rows,
    accounts: rows('account'), revisions: rows('revision'), files: { count, bytes: files.rows[0]!.bytes },
    migrations: migrations.rows, tables: tables.map(({ table, columns, rows }) => ({ name: table, columns: [...columns], rows })),
    left_out: hub === null ? NOT_INSIDE : [...NOT_INSIDE, 'passwords: only an archive of the whole installation has them', 'all other hubs'],
  }
}

async function requireConsole({ db }: Installation, { account, limits }: Actor): Promise<void> {
  const { kind } = await db.selectFrom('account').select('kind').where('id', '=', account).executeTakeFirstOrThrow()
  if (kind === 'console' && !limits) return
  throw new Refusal('access.console_only', {
    en: 'An archive holds every hub and every password’s hash; only the console may make one, on the machine of the hub.',
    ko: '아카이브에는 모든 허브와 비밀번호 해시가 들어 있으므로, 허브가 있는 컴퓨터의 콘솔에서만 만들 수 있습니다.',
  })
}

function number(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
