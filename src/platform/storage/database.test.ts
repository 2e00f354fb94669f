import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { checkServer, openDatabase } from './connect.ts'
import { migrate } from './migrate.ts'
import { startDatabase } from './start.ts'
import { makeTrialHome, openTrialDatabase, removeTrialHome } from './trial-database.ts'
import type { TrialDatabase } from './trial-database.ts'

let trial: TrialDatabase<unknown>
before(async () => { trial = await openTrialDatabase() })
after(() => trial.close())

const refusal = (code: string) => (error: Error): boolean => error instanceof Refusal && error.code === code

async function one(expression: string): Promise<unknown> {
  return (await trial.pool.query(`select ${expression} as value`)).rows[0].value
}

describe('a value comes back from the database', () => {
  test('as a number when it is an integer that a number can hold, and as an error beyond', async () => {
    assert.equal(await one('9007199254740991::int8'), 9007199254740991)
    assert.equal(await one('count(*)'), 1)
    await assert.rejects(one('9007199254740993::int8'), /9007199254740993 .* beyond 2\^53/)
    assert.equal(await one('1'), 1, 'the connection still serves after a value was refused')
  })

  test('to the last bit when it is a double', async () => {
    for (const value of [0.1, 5e-324, 1.7976931348623157e308, 6.62607015e-34]) {
      assert.equal((await trial.pool.query('select $1::float8 as value', [value])).rows[0].value, value)
    }
  })

  test('as an instant with zone, as text without: a date is no instant', async () => {
    assert.deepEqual(await one(`'2026-03-01 09:00:00.123+09'::timestamptz`), new Date('2026-03-01T00:00:00.123Z'))
    assert.equal(await one(`'2026-03-01'::date`), '2026-03-01')
    assert.equal(await one(`'2026-03-01 09:00'::timestamp`), '2026-03-01 09:00:00')
    assert.equal(await one('0.10::numeric'), '0.10')
  })
})

test('a server is known by its version, and a silent one is refused with the cause', async () => {
  assert.match(await checkServer(trial.pool), /^\d+\.\d+/)
  const nobody = openDatabase({ url: 'postgres://sojae@127.0.0.1:1/none' })
  await assert.rejects(checkServer(nobody.pool), refusal('database.unreachable'))
  await nobody.close()
})

test('closing ends every connection, also those that no typed query has used', async () => {
  const { pool, close } = openDatabase(trial.connection, 2)
  await pool.query('select 1')
  await close()
  assert.deepEqual([pool.ended, pool.totalCount], [true, 0])
  const { db, close: closeUsed } = openDatabase(trial.connection, 2)
  await sql`select 1`.execute(db)
  await closeUsed()
})

test('a hub on a server of its own locks its home and leaves that server running', async () => {
  const home = await makeTrialHome()
  const { connection } = trial
  const url = 'url' in connection ? connection.url
    : `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host)}`
  const environment = { SOJAE_DATABASE_URL: url }
  const database = await startDatabase({ home, environment })
  await assert.rejects(startDatabase({ home, environment }), refusal('home.in_use'))
  await database.stop()
  assert.equal(await one('1'), 1)
  await assert.rejects(startDatabase({ home, environment: { SOJAE_DATABASE_URL: 'postgres://x@127.0.0.1:1/x' } }),
    refusal('database.unreachable'))
  await (await startDatabase({ home, environment })).stop()
  await removeTrialHome(home)
})

describe('migrations', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(trial.home, 'migrations-'))
    await trial.pool.query('drop table if exists schema_migration, alloy, phase')
    await writeFile(join(folder, '0001-alloy.sql'), 'create table alloy (id int);\ninsert into alloy values (1);\n')
    await writeFile(join(folder, '0002-phase.sql'), 'create table phase (id int);')
  })

  test('run once, in the order of their names', async () => {
    assert.deepEqual(await migrate(trial.pool, folder), ['0001-alloy.sql', '0002-phase.sql'])
    assert.deepEqual(await migrate(trial.pool, folder), [])
    assert.equal((await trial.pool.query('select count(*) from alloy')).rows[0].count, 1)
  })

  test('run once also when three processes start together', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(trial.pool, folder)))
    assert.deepEqual(ran.map(names => names.length).sort(), [0, 0, 2])
  })

  test('leave nothing of a step that fails, keep the steps before it, and go on from there', async () => {
    await writeFile(join(folder, '0003-wrong.sql'), 'create table wrong (id int); select no_such_column;')
    await assert.rejects(migrate(trial.pool, folder), /0003-wrong\.sql failed: .*no_such_column/)
    assert.equal(await one(`to_regclass('wrong')`), null)
    await writeFile(join(folder, '0003-wrong.sql'), 'select 1')
    assert.deepEqual(await migrate(trial.pool, folder), ['0003-wrong.sql'])
  })

  test('refuse a file that was changed after it ran', async () => {
    await migrate(trial.pool, folder)
    await writeFile(join(folder, '0001-alloy.sql'), 'create table alloy (id bigint);')
    await assert.rejects(migrate(trial.pool, folder), refusal('migration.changed'))
  })

  test('refuse a database that a newer release has worked on', async () => {
    await migrate(trial.pool, folder)
    await rm(join(folder, '0002-phase.sql'))
    await assert.rejects(migrate(trial.pool, folder), refusal('migration.newer'))
  })

  test('refuse a step that was put in before one that ran', async () => {
    await rm(join(folder, '0001-alloy.sql'))
    await migrate(trial.pool, folder)
    await writeFile(join(folder, '0001-alloy.sql'), 'create table alloy (id int)')
    await assert.rejects(migrate(trial.pool, folder), /0001-alloy\.sql comes before 0002-phase\.sql/)
  })
})
