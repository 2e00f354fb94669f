import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { migrate } from '#platform/storage/migrate.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import type { TrialDatabase } from '#platform/storage/trial-database.ts'
import { ARCHIVED_TABLES, archivedTables, LEFT_OUT } from './archived-tables.ts'
import { clearEmptySchema, requireEmpty } from './empty-installation.ts'

let trial: TrialDatabase<Database>
before(async () => {
  trial = await openTrialDatabase()
  await migrate(trial.pool)
})
after(() => trial.close())

const names = ARCHIVED_TABLES.map(({ table }) => table)
const list = async (query: string) => (await trial.pool.query(query)).rows as Record<string, string>[]

test('every table of the schema is in an archive, or is left out for a reason that is written down', async () => {
  const tables = await list(`select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`)
  assert.deepEqual(tables.map(({ name }) => name!).toSorted(), [...names, ...LEFT_OUT.tables].toSorted())
})

test('every column goes with its table, but for numbers that only this server knows', async () => {
  const columns = await list(`select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = any('{${names.join()}}')`)
  const archived = await archivedTables(trial.db as never, null)
  const taken = archived.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`))
  assert.deepEqual([...taken, ...LEFT_OUT.columns].toSorted(), columns.map(({ name }) => name!).toSorted())
})

test('what a row refers to stands in a table before its own', async () => {
  const keys = await list(`select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f'`)
  const wrong = keys.filter(({ from, to }) => names.includes(from!) && names.includes(to!) && from !== to && names.indexOf(from!) < names.indexOf(to!))
  assert.deepEqual(wrong, [])
})

test('no hash of a code, session or token is in an archive', async () => {
  const secret = await list(`select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and data_type = 'bytea'`)
  assert.ok(secret.length >= 3)
  const archived = await archivedTables(trial.db as never, null)
  for (const { table, column } of secret) {
    const query = archived.find((each) => each.table === table)?.query
    assert.ok(query === undefined || query.includes(` as "${column}"`), `${table}.${column}`)
  }
})

test('an installation that holds nothing is taken away whole, so that its schema can be made again; other tables stay', async () => {
  await trial.pool.query('create table somebody_elses (n integer)')
  const client = await trial.pool.connect()
  try {
    await client.query('begin')
    await requireEmpty(client)
    await clearEmptySchema(client)
    const { rows } = await client.query(`select relname as name from pg_class where relkind in ('r', 'v') and relnamespace = current_schema()::regnamespace`)
    assert.deepEqual(rows, [{ name: 'somebody_elses' }])
    const { rows: functions } = await client.query(`select proname from pg_proc where pronamespace = current_schema()::regnamespace`)
    assert.deepEqual(functions, [])
  } finally {
    await client.query('rollback')
    client.release()
  }
})
