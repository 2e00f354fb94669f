import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { Refusal } from '#science/refusal.ts'

/** A hand-written step of the schema, `NNNN-name.sql`. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

const ownMigrations = join(import.meta.dirname, 'migrations')
const lockKey = 0x50_4a_41 // "PJA": any constant that nobody else locks.

/**
 * Brings the schema up to date and returns the names of the files it ran.
 *
 * The files of `folder` run in the order of their names, each once and in a transaction of its own; several
 * processes may call this at once. Throws `migration.changed` when a file differs from what was run,
 * `migration.newer` when the database has steps that this release does not know.
 */
export async function migrate(pool: pg.Pool, folder = ownMigrations): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    try {
      await client.query(LEDGER)
      const pending = await pendingOf(migrations, client)
      for (const migration of pending) await apply(migration, client)
      return pending.map(({ name }) => name)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey])
    }
  } finally {
    client.release()
  }
}

const LEDGER = `create table if not exists schema_migration (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`

/** Every step of this release, in the order in which they run. */
export async function readMigrations(folder = ownMigrations): Promise<Migration[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const odd = names.find((name, index) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name) ||
    name.slice(0, 4) === names[index - 1]?.slice(0, 4))
  if (odd !== undefined) throw new Error(`${odd} is not a migration NNNN-name.sql with a number of its own`)
  return Promise.all(names.map(async name => {
    const sql = await readFile(join(folder, name), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  }))
}

/** The steps that the database lacks; throws as {@link migrate} does. */
async function pendingOf(migrations: readonly Migration[], client: pg.PoolClient): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migration')
  const applied = new Map(rows.map(row => [row.name, row.checksum]))
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = rows.find(({ name }) => !known.has(name))
  if (unknown) throw newer(unknown.name)
  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
  if (changed) throw changedSince(changed.name)
  const pending = migrations.filter(({ name }) => !applied.has(name))
  const last = rows.map(({ name }) => name).sort().at(-1) ?? ''
  const late = pending.find(({ name }) => name < last)
  if (late) throw new Error(`${late.name} comes before ${last}, which has run already; give it a later number`)
  return pending
}

async function apply(migration: Migration, client: pg.PoolClient): Promise<void> {
  await client.query('begin')
  try {
    await runMigrations(client, [migration])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/** Runs steps in the transaction that `client` is in. */
export async function runMigrations(client: pg.PoolClient, migrations: readonly Migration[]): Promise<void> {
  await client.query(LEDGER)
  for (const { name, sql, checksum } of migrations) {
    await client.query(sql)
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum])
  }
}

/** Throws as {@link migrate} does where a database has steps that these are not; one without any has none. */
export async function requireKnown(migrations: readonly Migration[], client: pg.PoolClient): Promise<void> {
  await client.query(LEDGER)
  await pendingOf(migrations, client)
}

function newer(name: string): Refusal {
  return new Refusal('migration.newer', {
    en: `The database was brought up to date by a newer release of Sojae (${name}). Start that release.`,
    ko: `데이터베이스가 더 새로운 Sojae 버전으로 갱신되었습니다(${name}). 해당 버전으로 실행하세요.`,
  }, { name })
}

function changedSince(name: string): Refusal {
  return new Refusal('migration.changed', {
    en: `${name} differs from the file that made this database. Restore the file as released.`,
    ko: `${name}이(가) 이 데이터베이스를 만든 파일과 다릅니다. 배포된 원본 파일로 되돌리세요.`,
  }, { name })
}
