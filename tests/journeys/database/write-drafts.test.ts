// A file of any length is written as one: what stands in it far apart is linked as if it stood side by side.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { parseFormula } from '#science/chemistry/composition.ts'
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
