// The explore index follows the database: nothing that was committed is missing, nothing is half, and it mends itself.
import assert from 'node:assert/strict'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { SEARCH_TEMPLATES } from '#record/fixtures/search-templates.ts'
import type { MaterialContent, MeasurementContent, RecordContent } from '#record/records/record.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { insertRecords, insertRevision } from '#hub/records/insert-rows.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { nameLeaving, withdrawLeaving } from '#hub/records/withdraw.ts'
import { openExploreIndex } from '#platform/index/explore-index.ts'
import type { ExploreIndex } from '#platform/index/explore-index.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import type { Transacted } from '#hub/installation.ts'

let database: Awaited<ReturnType<typeof openTrialDatabase<Database>>>
let hub: string
const account = newId()
async function open(name = 'explore.duckdb') {
  const temporary = join(database.home, `temporary-${name}`)
  await mkdir(temporary, { recursive: true })
  return openExploreIndex({ path: join(database.home, name), temporary, pool: database.pool })
}
before(async () => {
  database = await openTrialDatabase<Database>()
  await migrate(database.pool)
  await sql`insert into account (id, name) values (${account}, 'Reader')`.execute(database.db)
  hub = await database.db.transaction().execute((trx) => (
    createHub(trx, { slug: 'main', title: { en: 'h', ko: 'h' }, example: false }, account, SEARCH_TEMPLATES)
  ))
})
after(() => database.close())

const common = { origin: 'measured', source: { kind: 'own' } } as const
const cell = (name: string, cycles?: number): MaterialContent => ({
  ...common, kind: 'material', template: 'cell@1', name, values: cycles === undefined ? {} : { cycles: { type: 'quantity', value: cycles, unit: '1' } },
})
const tested = (of: string, megapascal: number): MeasurementContent => ({
  ...common, kind: 'measurement', template: 'test@1', name: 'a test', state: 'done', of,
  values: { strength: { type: 'quantity', value: megapascal, unit: 'MPa' } },
})
const by = () => ({ hub, author: account, at: new Date(), reason: '', import: null })
const templateOf = (content: RecordContent) => SEARCH_TEMPLATES.find(({ template, version }) => content.template === `${template}@${version}`)!
const rows = (id: string, content: RecordContent, revision = 1) => (
  rowsOf({ id, content, template: templateOf(content), elements: [], revision, parent: revision === 1 ? null : 'x' }, by())
)
const add = (trx: Transacted, id: string, content: RecordContent) => insertRecords(trx, [rows(id, content)])

/** Everything that an index says, but for the numbers that it gave. */
async function saidBy(index: ExploreIndex): Promise<unknown[]> {
  // On a busy machine a reader is answered before a round has ended; here it is waited for.
  for (const asked = new Date(); (await index.fresh()).asOf < asked;);
  return index.rows(sql`
    select record.id::varchar as id, record.name, record.template, record.made_under, epoch_ms(record.created_at) as created,
      (select string_agg(field || '=' || value, ' ' order by field) from quantity where quantity.number = record.number) as quantities,
      (select string_agg(has, ' ' order by has) from (select unnest(fields) as has from field_set where field_set.number = record.fields)) as fields,
      (select string_agg(material.name || direction, ' ') from edge join record as material on material.number = edge.material
        where edge.event = record.number) as edges
    from record order by record.id`)
}

const tallied = (index: ExploreIndex) => index.rows(sql`select template, sum(n)::integer as n from tally group by template having sum(n) <> 0 order by template`)

test('a transaction that began first and committed last is not missed, and is not seen before it commits', async () => {
  const index = await open()
  const [early, late] = [newId(), newId()]
  const names = async () => (await index.rows(sql<{ name: string }>`select name from record order by name`)).map(({ name }) => name)
  const slow = await database.pool.connect()
  await slow.query('begin')
  await slow.query('select pg_current_xact_id()')
  await database.db.transaction().execute((trx) => add(trx, late, cell('began late, committed early')))
  assert.equal((await index.fresh()).behind, 0)
  assert.deepEqual(await names(), ['began late, committed early'])
  const { record } = rows(early, cell('began early, committed late'))
  const columns = Object.keys(record)
  await slow.query(
    `insert into record (${columns.join()}) values (${columns.map((_, n) => `$${n + 1}`).join()})`, Object.values(record),
  )
  await index.fresh()
  assert.equal((await names()).length, 1)
  await slow.query('commit')
  slow.release()
  await index.fresh()
  assert.deepEqual(await names(), ['began early, committed late', 'began late, committed early'])
  await index.close()
})

test('however records are added, revised and withdrawn, an index that has followed says what one made anew says', async () => {
  const index = await open()
  const step = fc.record({ revises: fc.option(fc.nat(20), { freq: 2 }), cycles: fc.option(fc.nat(500)), isTested: fc.boolean(), withdraws: fc.option(fc.nat(20), { freq: 3 }) })
  const ids: string[] = []
  const tests: string[] = []
  const revisions = new Map<string, number>()
  let made = 0
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
    for (const { revises, cycles, isTested, withdraws } of steps) {
      await database.db.transaction().execute(async (trx) => {
        const known = revises === null ? undefined : ids[revises % Math.max(1, ids.length)]
        const id = known ?? newId()
        const content = cell(`cell ${made++}`, cycles ?? undefined)
        if (known === undefined) await add(trx, id, content)
        else {
          revisions.set(id, (revisions.get(id) ?? 1) + 1)
          await insertRevision(trx, rows(id, content, revisions.get(id)))
        }
        if (known === undefined) ids.push(id)
        if (isTested) {
          tests.push(newId())
          await add(trx, tests.at(-1)!, tested(id, made))
        }
      })
      const [gone] = withdraws === null ? [] : tests.splice(withdraws % Math.max(1, tests.length), 1)
      if (gone) {
        await database.db.transaction().execute(async (trx) => {
          await nameLeaving(trx, sql`select ${gone}::uuid`)
          assert.equal(await withdrawLeaving(trx, { hub, by: account, at: new Date(), reason: 'entered twice' }), 1)
        })
      }
    }
    const anew = await open('anew.duckdb')
    assert.deepEqual(await saidBy(index), await saidBy(anew))
    assert.deepEqual(await tallied(index), await tallied(anew))
    await anew.close()
    await rm(join(database.home, 'anew.duckdb'))
  }), { numRuns: 12 })
  await index.close()
})

test('an index that was closed goes on where it stood; a broken one, or one of another database, is made anew', async () => {
  const whole = await open('whole.duckdb')
  const before = await saidBy(whole)
  assert.ok(before.length > 2)
  await whole.close()
  const again = await open('whole.duckdb')
  assert.deepEqual(await saidBy(again), before)
  await again.close()

  await writeFile(join(database.home, 'whole.duckdb'), 'no database')
  const mended = await open('whole.duckdb')
  assert.deepEqual(await saidBy(mended), before)
  await mended.close()

  await sql`update installation set id = gen_random_uuid()`.execute(database.db)
  const other = await open('whole.duckdb')
  assert.deepEqual(await saidBy(other), before)
  await other.close()
  assert.deepEqual(await readdir(join(database.home, 'temporary-whole.duckdb')), [])
})
