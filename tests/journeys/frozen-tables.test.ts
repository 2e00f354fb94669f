// Park Minseo cites a table in a paper: what she froze stays as it was, and says which revisions it was read from.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { sql } from 'kysely'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { readYaml } from '#contract/files/read-yaml.ts'
import {
  createImport, createTable, getFrozenRows, getImport, getRecord, getTableRows, listFrozenTables, reviseRecord,
} from '#contract/operations/index.ts'
import { ModelSchema } from '#contract/schemas/model.ts'
import { FrozenTableSchema, TableDefinitionSchema, TableRowsSchema } from '#contract/schemas/table.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import type { TableManifest } from '#stewardship/exchange/table-manifest.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { askSojae, runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const PLATE = join(import.meta.dirname, '../../examples/histories/plate')
const params = { hub: 'main' }
let hub: RunningHub
let park: Client
let table: string
before(async () => {
  hub = await startHub()
  park = createClient({ address: hub.address, token: hub.token })
  const { sha256 } = await park.upload('main', await readFile(join(PLATE, 'records.jsonl')), 'application/jsonl')
  const started = await park.call(createImport, { params, body: { recipe: { records: 'plate' }, file: { sha256, name: 'records.jsonl' } } })
  for (;;) {
    const { state } = await park.call(getImport, { params: { id: started.id } })
    if (state === 'done') break
    assert.notEqual(state, 'failed')
    await sleep(50)
  }
  const definition = readYaml(await readFile(join(PLATE, 'tests.table.yaml'), 'utf8'), 'tests.table.yaml', TableDefinitionSchema)
  table = (await park.call(createTable, { params, body: definition })).id
})
after(() => hub.stop())

const freeze = () => askSojae(FrozenTableSchema, ['table', 'freeze', 'tension-tests'], hub)
const live = () => park.call(getTableRows, { params: { id: table }, query: { limit: 100 } })
const fileOf = async (sha256: string) => Buffer.from(await (await park.request(`/files/${sha256}`)).arrayBuffer())
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a frozen table keeps its rows though a record behind them is revised; the table itself shows the revision', async () => {
  const before = await live();
  const frozen = await freeze();
  const first = before.rows[0]!
  const column = before.columns.findIndex(({ name }) => name === 'yield_strength')
  const { revision, content } = await park.call(getRecord, { params: { id: first.record } })
  const values = { ...content.values, yield_strength: { type: 'quantity' as const, value: 999, unit: 'MPa' } }
  await park.call(reviseRecord, { params: { id: first.record }, body: { upon: revision, content: { ...content, values } as typeof content, reason: 'misread' } })
  assert.equal((await live()).rows[0]!.cells[column]!.value, 999)
  assert.deepEqual(await park.call(getFrozenRows, { params: { id: frozen.id }, query: { limit: 100 } }), before)
  const page = await askSojae(TableRowsSchema, ['table', 'rows', 'tension-tests', '--frozen', '1', '--limit', '3'], hub)
  assert.deepEqual(page.rows, before.rows.slice(0, 3))
})

test('frozen again the table has another number and another hash, and both stay listed', async () => {
  await freeze()
  const { frozen } = await park.call(listFrozenTables, { params: { id: table } })
  assert.deepEqual(frozen.map(({ n, state, rows, version }) => [n, state, rows, version]), [[2, 'ready', 26, 1], [1, 'ready', 26, 1]])
  assert.notEqual(frozen[0]!.parquet!.sha256, frozen[1]!.parquet!.sha256)
})

test('the files say what the list says of them, and the manifest names a stored revision for every cell', async () => {
  const { frozen: [, first] } = await park.call(listFrozenTables, { params: { id: table } })
  const [parquet, noted] = [await fileOf(first!.parquet!.sha256), await fileOf(first!.manifest!.sha256)]
  assert.deepEqual([sha256(parquet), parquet.length], [first!.parquet!.sha256, first!.parquet!.size])
  assert.equal(sha256(noted), first!.manifest!.sha256)
  const manifest = JSON.parse(noted.toString()) as TableManifest
  assert.equal(manifest.parquet.sha256, first!.parquet!.sha256)
  const rows = await parquetReadObjects({ file: parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.length) as ArrayBuffer })
  assert.equal(rows.length, 26)
  const strength = manifest.columns.findIndex(({ name }) => name === 'yield_strength')
  assert.equal(manifest.columns[strength]!.unit, 'MPa')
  assert.equal(manifest.columns[strength]!.iri, 'http://qudt.org/vocab/quantitykind/Stress')
  assert.deepEqual(manifest.columns[strength]!.methods[2], { standard: 'KS B 0802', title: '금속 재료 인장 시험 방법' })
  const said = parquetMetadata(parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.length) as ArrayBuffer).key_value_metadata
  assert.match(said!.map(({ value }) => value).join(), /"standard":"KS B 0802"/)
  const { pool, close } = openDatabase(hub.database)
  try {
    for (const [at, { cells, record }] of manifest.rows.entries()) {
      const { id, revision, hash } = manifest.records[cells[strength]![0]]!
      assert.equal(id, manifest.records[record]!.id)
      const { rows: [stored] } = await pool.query('select hash, content from revision where record = $1 and n = $2', [id, revision])
      assert.equal(stored.hash, hash)
      // Recorded in ksi, frozen in MPa: 1 ksi is 6.894757 MPa.
      const { value, unit } = stored.content.values.yield_strength
      assert.equal(unit, 'ksi')
      assert.ok(Math.abs(rows[at]!['yield_strength'] / value - 6.894757) < 1e-6)
    }
  } finally {
    await close()
  }
})

test('the database itself refuses to change or to remove a frozen table', async () => {
  const { db, close } = openDatabase<{ frozen_table: { rows: number; id: string } }>(hub.database)
  try {
    await assert.rejects(db.updateTable('frozen_table').set({ rows: 1 }).execute(), /never changed/)
    await assert.rejects(sql`delete from frozen_table`.execute(db), /never changed/)
  } finally {
    await close()
  }
})

test('verified, a frozen table is found as it was, with the record that was revised since counted', async () => {
  const { out } = await runSojae(['table', 'verify', 'tension-tests', '--frozen', '1'], hub)
  assert.match(out, /^Both files and all 53 revisions behind them are what they were; records revised since: 1\./)
})

test('a revision that was rewritten behind the hub’s back is found by its hash', async () => {
  const { db, close } = openDatabase(hub.database)
  const rewrite = (from: string, to: string) => sql`
    update revision set content = jsonb_set(content, '{name}', to_jsonb(${to}::text)) where n = 1 and content->>'name' = ${from}`.execute(db)
  try {
    await sql`alter table revision disable trigger revision_is_immutable`.execute(db)
    await rewrite('Bar LT CA 1 · tension', 'Bar LT CA 1 · better')
    const { status, err } = await runSojae(['table', 'verify', 'tension-tests', '--frozen', '1'], hub)
    assert.equal(status, 1)
    assert.match(err, /1 of 53 revisions behind the frozen table are not what they were/)
    await rewrite('Bar LT CA 1 · better', 'Bar LT CA 1 · tension')
    await sql`alter table revision enable trigger revision_is_immutable`.execute(db)
  } finally {
    await close()
  }
})

test('a downloaded file is called after its table, and a table without rows is not frozen', async () => {
  const { frozen: [newest] } = await park.call(listFrozenTables, { params: { id: table } })
  const answer = await park.request(`/files/${newest!.parquet!.sha256}`)
  assert.match(answer.headers.get('content-disposition')!, /tension-tests-frozen-2\.parquet$/)
  await answer.body?.cancel()
  const text = { en: 'Nothing', ko: '없음' }
  const empty = { name: 'nothing', title: text, rows: { template: 'cell' }, columns: [{ name: 'cell_format', path: { from: 'own' as const, field: 'cell_format' } }] }
  await park.call(createTable, { params, body: empty })
  const { status, err } = await runSojae(['table', 'freeze', 'nothing'], hub)
  assert.equal(status, 1)
  assert.match(err, /has no rows/)
})

test('the list and the CSV of a frozen table read in Korean as in English', async () => {
  const { out } = await runSojae(['table', 'frozen', 'tension-tests', '--language', 'ko'], hub)
  assert.match(out, /번호.*판.*상태/)
  const csv = (await runSojae(['table', 'rows', 'tension-tests', '--frozen', '1', '--csv', '--details'], hub)).out
  const [header, ...lines] = csv.trim().split('\r\n')
  assert.match(header!, /yield_strength \(MPa\),yield_strength ± \(MPa\),yield_strength record,yield_strength steps/)
  assert.equal(lines.length, 26)
})

test('a model trained on a frozen table says so on its card, and has learned what was frozen, not what was revised', async () => {
  const { frozen: [, first] } = await park.call(listFrozenTables, { params: { id: table } })
  const model = await askSojae(ModelSchema, [
    'model', 'train', 'tension-tests', '--target', 'yield_strength', '--inputs', 'direction', '--groups', 'direction', '--frozen', '1',
  ], hub)
  assert.deepEqual(model.card!.frozen, { n: 1, sha256: first!.parquet!.sha256 })
  assert.equal(model.request.frozen, first!.id)
  assert.ok(model.card!.parity.every(({ observed }) => observed < 400), 'the 999 MPa of the revision is not among them')
})

test('a table is frozen on its page, read there as it was frozen, and saved as CSV', { skip: noBrowser }, async () => {
  const { page, complaints, close } = await openBrowser()
  try {
    await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
    await page.goto(`${hub.address}/tables/${table}`)
    await page.getByRole('button', { name: 'Freeze this version' }).click()
    await page.getByRole('link', { name: 'Frozen 3' }).click()
    await page.getByText(/^Shown as frozen 3 on /).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV with sources' }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
    assert.equal(lines.length, 27)
    assert.match(lines[0]!, /yield_strength \(MPa\),.*yield_strength record/)
    await page.getByRole('link', { name: 'Show it as it stands now' }).click()
    await page.getByText(/^Shown as frozen/).waitFor({ state: 'detached' })
    assert.deepEqual(complaints, [])
  } finally {
    await close()
  }
})
