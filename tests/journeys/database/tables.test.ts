// A table is what a reader of the whole lineage would fill in, however little of it was read and however often it is asked for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { CUTTING, HISTORY_TEMPLATES, histories } from '#record/fixtures/histories.ts'
import { ALLOY, HARDNESS, material, measurement, process, quantity } from '#record/fixtures/lineages.ts'
import type { WholeRecord } from '#record/fixtures/lineages.ts'
import { lineageGraph } from '#record/lineage/graph.ts'
import { renameReferences } from '#record/lineage/participants.ts'
import { buildTable } from '#record/tables/build-table.ts'
import { neededFields } from '#record/tables/needed-fields.ts'
import { reachableColumns } from '#record/tables/reachable-columns.ts'
import type { TableColumn, TableDefinition } from '#record/tables/table.ts'
import { templateKey } from '#record/templates/template.ts'
import { createHub } from '#hub/hubs/create-hub.ts'
import type { Installation } from '#hub/installation.ts'
import { insertRecords } from '#hub/records/insert-rows.ts'
import { rowsOf } from '#hub/records/record-rows.ts'
import { builtOnce } from '#hub/tables/built-tables.ts'
import { loadGraph } from '#hub/tables/load-graph.ts'
import { migrate } from '#platform/storage/migrate.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Database } from '#platform/storage/schema.ts'
import { openTrialDatabase } from '#platform/storage/trial-database.ts'

let database: Awaited<ReturnType<typeof openTrialDatabase<Database>>>
let at: Installation
const account = newId()
before(async () => {
  database = await openTrialDatabase<Database>()
  await migrate(database.pool)
  await sql`insert into account (id, name) values (${account}, 'Reader')`.execute(database.db)
  at = { db: database.db } as Installation
})
after(() => database.close())

const shelf = new Map(HISTORY_TEMPLATES.map((template) => [templateKey(template), template]))
const up = (template: string, field: string): TableColumn => ({ name: `${template}.${field}`, path: { from: 'up', template, field } })
const columns: readonly TableColumn[] = [
  up('alloy', 'density'), up('rolling', 'temperature'), up('cutting', 'temperature'), up('joining', 'temperature'),
  up('hardness', 'hardness'), up('analysis', 'carbon'),
  { name: 'core', unit: 'g', path: { from: 'amount', template: 'joining', role: 'core' } },
  { name: 'rolled alloy', unit: 'mg', path: { from: 'amount', template: 'rolling', of: 'alloy' } },
  { name: 'source', path: { from: 'source' } },
]
const table = (rows: string, some: readonly TableColumn[] = columns): TableDefinition => (
  { name: 'trial', title: { en: '', ko: '' }, rows: { template: rows }, columns: some }
)

/** The same records under ids that a store takes, an id later than those before it. */
function stored(records: readonly WholeRecord[]): readonly WholeRecord[] {
  const ids = new Map(records.map(({ id }) => [id, newId()]))
  return records.map(({ id, template, content }) => (
    { id: ids.get(id)!, template, content: renameReferences(content, (one) => ids.get(one)!) }
  ))
}

async function emptyHub(): Promise<string> {
  const title = { en: '', ko: '' }
  return database.db.transaction().execute(
    (trx) => createHub(trx, { slug: `h${newId()}`, title, example: false }, account, HISTORY_TEMPLATES),
  )
}

async function write(db: Parameters<typeof insertRecords>[0], hub: string, records: readonly WholeRecord[]): Promise<void> {
  const by = { hub, author: account, at: new Date(0), reason: '', import: null }
  await insertRecords(db, records.map(({ id, content, template }) => (
    rowsOf({ id, content, template, elements: [], revision: 1, parent: null }, by)
  )))
}

const rowTemplate = fc.constantFrom(...HISTORY_TEMPLATES.map(({ template }) => template))
const someColumns = fc.subarray([...columns], { minLength: 1 })

test('a table built from what its rows need equals the table built from the whole lineage, cell by cell', async () => {
  await fc.assert(fc.asyncProperty(histories, rowTemplate, someColumns, async (drawn, rows, some) => {
    const records = stored(drawn)
    const hub = await emptyHub()
    await database.db.transaction().execute((trx) => write(trx, hub, records))
    const whole = lineageGraph(records)
    const definition = table(rows, some)
    const part = await loadGraph(database.db, hub, shelf, rows, neededFields(definition))
    assert.deepEqual(buildTable(part, HISTORY_TEMPLATES, definition), buildTable(whole, HISTORY_TEMPLATES, definition))
    const all = await loadGraph(database.db, hub, shelf, rows, 'types')
    assert.deepEqual(reachableColumns(all, HISTORY_TEMPLATES, rows), reachableColumns(whole, HISTORY_TEMPLATES, rows))
  }), { numRuns: 100 })
})

test('an alloy has the hardness of the bar that was cut from its plate to speak for it', async () => {
  const records = stored([
    material('plate', ALLOY), process('cut', ['plate'], ['bar', 'rest'], { of: CUTTING }), material('bar'), material('rest'),
    measurement('test', 'bar', HARDNESS, { hardness: quantity(300, 'HV') }),
  ].map((record): WholeRecord => (record.content.kind !== 'process' ? record : {
    ...record, content: { ...record.content, outputs: [{ material: 'bar', representative: true }, { material: 'rest' }] },
  })))
  const hub = await emptyHub()
  await database.db.transaction().execute((trx) => write(trx, hub, records))
  const definition = table('alloy', [up('hardness', 'hardness')])
  const graph = await loadGraph(database.db, hub, shelf, 'alloy', neededFields(definition))
  const [row] = buildTable(graph, HISTORY_TEMPLATES, definition).rows
  assert.deepEqual(row!.cells, [{ value: 300, record: records[4]!.id, steps: 1 }])
})

// --- Built once, until something is written ------------------------------------------------------------------------

const specimen = (): readonly WholeRecord[] => stored([{
  id: 'm', template: shelf.get('specimen@1')!,
  content: { kind: 'material', template: 'specimen@1', name: 'm', origin: 'measured', source: { kind: 'own' }, values: {} },
}])
const specimens = (hub: string, reading = async () => {}) => builtOnce(at, hub, `specimens ${hub}`, async (db) => {
  const graph = await loadGraph(db, hub, shelf, 'specimen', neededFields(table('specimen')))
  await reading()
  return graph.records.size
}, () => 1)
const add = (hub: string) => database.db.transaction().execute((trx) => write(trx, hub, specimen()))

test('a table is built once for many readers, and again after the next write to its hub, not to another hub', async () => {
  const [hub, other] = [await emptyHub(), await emptyHub()]
  let built = 0
  const ask = () => specimens(hub, async () => { built += 1 })
  assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [0, 0, 0])
  await add(other)
  assert.equal(await ask(), 0)
  assert.equal(built, 1)
  await add(hub)
  assert.equal(await ask(), 1)
  assert.equal(await ask(), 1)
  assert.equal(built, 2)
})

test('who has just written sees it in the table, though it was being built for somebody else', async () => {
  const hub = await emptyHub()
  let finish = () => {}
  let begun = () => {}
  const isReading = new Promise<void>((resolve) => { begun = resolve })
  const before = specimens(hub, () => new Promise<void>((resolve) => { finish = resolve; begun() }))
  await isReading
  await add(hub)
  const after = specimens(hub)
  finish()
  assert.deepEqual([await before, await after], [0, 1])
})

test('a write that began before the table was built and was committed after it is not missed', async () => {
  const hub = await emptyHub()
  const [early, late] = [await database.pool.connect(), await database.pool.connect()]
  const put = async (client: typeof early) => {
    const id = newId()
    await client.query(
      `insert into record (hub, id, kind, stage, template, template_version, name, origin, state, source, revision, owner)
       values ($1, $2, 'material', 'design', 'specimen', 1, 'm', 'measured', 'done', '{"kind":"own"}', 1, $3)`,
      [hub, id, account],
    )
    await client.query(
      `insert into revision (hub, record, n, hash, author, at, reason, content) values ($1, $2, 1, '', $3, now(), '', '{"values":{}}')`,
      [hub, id, account],
    )
  }
  try {
    await early.query('begin')
    await put(early)
    await late.query('begin')
    await put(late)
    await late.query('commit')
    assert.equal(await specimens(hub), 1)
    assert.equal(await specimens(hub), 1)
    await early.query('commit')
    assert.equal(await specimens(hub), 2)
  } finally {
    early.release()
    late.release()
  }
})

test('a table that could not be built is tried again by whoever asks next', async () => {
  const hub = await emptyHub()
  const failing = specimens(hub, async () => { throw new Error('out of reach') })
  const waiting = specimens(hub)
  await assert.rejects(failing, /out of reach/)
  assert.equal(await waiting, 0)
})
