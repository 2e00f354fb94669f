// A file of any length is written as one: what stands in it far apart is linked as if it stood side by side.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { parseFormula } from '#science/chemistry/composition.ts'
import { Refusal } from '#science/refusal.ts'
import type { RecordContent } from '#record/records/record.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import { recordsByKey, writeDrafts } from '#hub/records/write-drafts.ts'
import { shippedTemplates } from '#platform/shipped.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'

/** More than are written at a time, so that the process stands in another batch than what it makes. */
const BETWEEN = 5_000
const RECIPE = 'a-long-file'

let database: Awaited<ReturnType<typeof openTrialDatabase<Database>>>
let hub: string
const author = newId()
before(async () => {
  database = await openTrialDatabase<Database>()
  await migrate(database.pool)
  await sql`insert into account (id, name) values (${author}, 'Writer')`.execute(database.db)
  const title = { en: '', ko: '' }
  const templates = await shippedTemplates()
  hub = await database.db.transaction().execute((trx) => createHub(trx, { slug: 'long', title, example: false }, author, templates))
})
after(() => database.close())

const common = { origin: 'specified', source: { kind: 'own' } } as const
const alloy = (name: string, formula: string): RecordContent => ({
  kind: 'material', template: 'alloy@1', name, ...common, values: { composition: { type: 'composition', ...parseFormula(formula) } },
})

async function* longFile(formula: string): AsyncGenerator<RecordDraft> {
  yield { key: 'bar', content: { kind: 'material', template: 'alloy_specimen@1', name: 'bar', ...common, values: {} } }
  for (let k = 0; k < BETWEEN; k++) yield { key: `filler ${k}`, content: alloy(`filler ${k}`, 'Cu') }
  yield { key: 'melt', content: alloy('melt', formula) }
  yield {
    key: 'casting',
    content: {
      kind: 'process', template: 'alloy_processing@1', name: 'casting', ...common, state: 'done', planned: {}, values: {},
      inputs: [{ material: 'melt' }], outputs: [{ material: 'bar' }],
    },
  }
}

async function write(drafts: AsyncIterable<RecordDraft>) {
  const by = { hub, author, at: new Date(), reason: 'test', import: null }
  return database.db.transaction().execute((trx) => writeDrafts(trx, by, RECIPE, drafts))
}

async function elementsOf(key: string): Promise<readonly number[]> {
  const found = await database.db.transaction().execute((trx) => recordsByKey(trx, hub, RECIPE, [key]))
  const { elements } = await database.db
    .selectFrom('record').select('elements').where('id', '=', found.get(key)!.record).executeTakeFirstOrThrow()
  return elements
}

test('a bar has the elements of its melt, though 5,000 records stand between the bar and its casting', async () => {
  const { made, links } = await write(longFile('AlTi'))
  assert.deepEqual({ made, links }, { made: BETWEEN + 3, links: 2 })
  assert.deepEqual(await elementsOf('bar'), [13, 22])
})

test('the same file again makes nothing; another melt is a revision that reaches the bar', async () => {
  assert.deepEqual(await write(longFile('AlTi')), {
    made: 0, revised: 0, unchanged: BETWEEN + 3, links: 0, quantities: 0, byTemplate: {},
  })
  const { revised, unchanged } = await write(longFile('AlNi'))
  assert.deepEqual({ revised, unchanged }, { revised: 1, unchanged: BETWEEN + 2 })
  assert.deepEqual(await elementsOf('bar'), [13, 28])
})

test('a key that stands again far down the file, or names nothing before it, is refused with its line and nothing is written', async () => {
  const records = async () => (await database.db.selectFrom('record').select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()).count
  const before = await records()
  async function* file(last: RecordDraft): AsyncGenerator<RecordDraft> {
    for (let k = 0; k < 1_500; k++) yield { key: `copper ${k}`, content: alloy(`copper ${k}`, 'Cu'), line: k + 1 }
    yield last
  }
  const refusal = (code: string, key: string) => (error: unknown) => (
    error instanceof Refusal && error.code === code && error.details['key'] === key && error.details['line'] === 1501
  )
  await assert.rejects(write(file({ key: 'copper 700', content: alloy('again', 'Cu'), line: 1501 })), refusal('file.duplicate_key', 'copper 700'))
  const test: RecordContent = {
    kind: 'measurement', template: 'hardness_test@1', name: 'test', origin: 'measured', source: { kind: 'own' }, state: 'done', of: 'copper 1500', values: {},
  }
  await assert.rejects(write(file({ key: 'test', content: test, line: 1501 })), refusal('file.unknown_key', 'copper 1500'))
  assert.equal(await records(), before)
})

test('two keys of one import are refused however far apart they stand', async () => {
  const id = newId()
  await sql`insert into import (id, hub, recipe_name, recipe, file_sha256, file_name, state, created_by)
    values (${id}, ${hub}, 'twice', '{}', ${'0'.repeat(64)}, 'twice', 'running', ${author})`.execute(database.db)
  async function* twice(): AsyncGenerator<RecordDraft> {
    for (const key of ['tin', ...Array.from({ length: BETWEEN }, (_, k) => `iron ${k}`), 'tin']) yield { key, content: alloy(key, 'Sn') }
  }
  const by = { hub, author, at: new Date(), reason: 'test', import: id }
  await assert.rejects(
    database.db.transaction().execute((trx) => writeDrafts(trx, by, 'twice', twice())),
    (error) => error instanceof Refusal && error.code === 'file.duplicate_key' && error.details['key'] === 'tin',
  )
})
