import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { copyRows, RowsToCopy } from './copy-rows.ts'
import { openTrialDatabase } from './trial-database.ts'
import type { TrialDatabase } from './trial-database.ts'

type Copied = { id: number; name: string | null; value: number | null; list: number[]; words: (string | null)[]; json: unknown; made: number }

let trial: TrialDatabase<{ copied: Copied }>
before(async () => {
  trial = await openTrialDatabase()
  await trial.pool.query(`create table copied (
    id integer primary key, name text, value double precision, list smallint[], words text[], json jsonb, made integer not null default 7)`)
})
after(() => trial.close())

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', '.', '{', '한') }))
  .map((written) => written.replaceAll('\0', ''))
const word = fc.oneof(text, fc.constantFrom('null', 'NULL', '', '"', '{}', 'a,b'))
// V8's JSON.parse may read an escaped key as one that it met before (nodejs/node#63785); ours are names of fields.
const key = text.filter((written) => JSON.stringify(written) === `"${written}"`)
const rows = fc.array(fc.record({
  name: fc.option(text), value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0)),
  list: fc.array(fc.integer({ min: -9, max: 118 })), words: fc.array(fc.option(word)),
  json: fc.dictionary(key, text),
}), { maxLength: 30 })

test('every text, number and list comes back from COPY as it went in; columns that are not named have their default', async () => {
  await fc.assert(fc.asyncProperty(rows, async (all) => {
    const read = await trial.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('copied').execute()
      await copyRows(trx, new RowsToCopy('copied', all.map((row, id) => ({ id, ...row, json: JSON.stringify(row.json) }))))
      return trx.selectFrom('copied').selectAll().orderBy('id').execute()
    })
    assert.deepEqual(read.map(({ json, ...row }) => ({ ...row, json: { ...json as object } })), all.map((row, id) => (
      { id, ...row, json: { ...row.json }, made: 7 }
    )))
  }))
})

test('a row that the table refuses undoes the transaction, and the connection can be used again', async () => {
  const twice = new RowsToCopy('copied', [1, 2, 1].map((id) => ({ id, name: 'x'.repeat(100_000) })))
  for (let round = 0; round < 20; round++) {
    await assert.rejects(trial.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('copied').execute()
      await copyRows(trx, twice)
    }), { code: '23505' })
  }
  await trial.db.transaction().execute((trx) => copyRows(trx, new RowsToCopy('copied', [{ id: 99, name: null }])))
  const { rows: found } = await sql<{ name: string | null }>`select name from copied where id = 99`.execute(trial.db)
  assert.deepEqual(found, [{ name: null }])
})

test('COPY that its server ends in the middle fails as any other statement does', async () => {
  const copying = trial.db.transaction().execute(async (trx) => {
    const { rows: [session] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    await trial.pool.query('select pg_terminate_backend($1)', [session!.pid])
    await copyRows(trx, new RowsToCopy('copied', Array.from({ length: 5000 }, (_, id) => ({ id: 1000 + id, name: 'x'.repeat(1000) }))))
  })
  await assert.rejects(copying)
  const { rows: found } = await sql<{ count: number }>`select count(*) from copied where id >= 1000`.execute(trial.db)
  assert.deepEqual(found, [{ count: 0 }])
})
