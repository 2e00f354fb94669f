// A metallurgist brings in 1,545 alloys; the power fails; a colleague brings the same file in again.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createImport, getImport, getOverview, getRecord, lookAtSheet, searchRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { hubEnvironment, SOJAE, startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const file = join(process.env['SOJAE_TEST_DATA'] ?? '../shared/data', 'mpea/MPEA_dataset.csv')
const absent = existsSync(file) ? false : `${file} is not here; set SOJAE_TEST_DATA`

let hub: RunningHub
let client: Client
const open = async (home?: string) => {
  hub = await startHub(home === undefined ? {} : { home })
  client = createClient({ address: hub.address, token: hub.token })
}
before(() => open())
after(() => hub.stop())

const params = { hub: 'main' }
async function begin(content: Uint8Array, name = 'MPEA_dataset.csv') {
  const { sha256 } = await client.upload('main', content, 'text/csv')
  return client.call(createImport, { params, body: { recipe: { name: 'mpea' }, file: { sha256, name } } })
}
async function finished(id: string) {
  for (;;) {
    const one = await client.call(getImport, { params: { id } })
    if (one.state === 'done' || one.state === 'failed') return one
    await sleep(150)
  }
}
/** A reader of many new records is not kept waiting on a busy machine; here they are waited for. */
async function total(): Promise<number> {
  for (const asked = new Date().toISOString(); ;) {
    const { total: found, freshness } = await client.call(searchRecords, { params, query: { limit: 1 } })
    if (freshness.as_of >= asked) return found
  }
}

test('broken files are refused whole, each with one line that says where', async () => {
  const header = absent ? '' : (await readFile(file, 'utf8')).split('\n')[0]!
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['a column that the recipe needs is missing', 'FORMULA,YS\nFeNi,200\n', /column/i],
    ['an unclosed quote', `${header}\n27,"Al1 Fe1,FCC\n`, /quote/i],
    ['a row that is too short', `${header}\n27,Al1 Fe1\n`, /line 2/i],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(`${header}\n27,`), Buffer.from([0xff, 0xfe])]), /UTF-8/],
    ['an empty file', '', /empty/i],
  ]
  for (const [what, content, says] of cases) {
    if (absent && what !== 'an empty file') continue
    const { id } = await begin(typeof content === 'string' ? Buffer.from(content) : content, 'broken.csv')
    const { state, problem } = await finished(id)
    assert.equal(state, 'failed', what)
    assert.match(problem!.en, says, what)
    assert.match(problem!.ko, /[가-힣]/, what)
  }
  assert.equal(await total(), 0)
})

test('an import that is killed half-way shows nothing, and finishes by itself after the next start', { skip: absent }, async () => {
  const content = await readFile(file)
  const { id } = await begin(content)
  while ((await client.call(getImport, { params: { id } })).state === 'queued') await sleep(20)
  await sleep(300)
  assert.equal(await total(), 0, 'records are seen before the import is done')
  await hub.kill9()
  await open(hub.home)
  const seen = await total()
  const { state, report } = await finished(id)
  assert.equal(state, 'done')
  assert.ok(seen === 0 || seen === report!.records_made, `${seen} of ${report!.records_made} records were seen`)
  // Counted independently with Python's csv module and exact fractions.
  assert.equal(report!.rows_read, 1545)
  assert.equal(report!.duplicate_rows, 20)
  assert.equal(report!.records_made, 6839)
  assert.equal(report!.by_template['tension_test@2'], 1122)
  assert.equal(await total(), 6839)
})

test('the same file again adds nothing', { skip: absent }, async () => {
  const { id } = await begin(await readFile(file))
  const { report } = await finished(id)
  assert.equal(report!.records_made, 0)
  assert.equal(report!.records_revised, 0)
  assert.equal(report!.records_unchanged, 6839)
  assert.equal(await total(), 6839)
})

test('a corrected cell makes one revision of one record', { skip: absent }, async () => {
  const text = await readFile(file, 'utf8')
  const corrected = text.replace('138.0,C,25.0,158.0', '138.0,C,25.0,159.0')
  assert.notEqual(corrected, text)
  const { id } = await begin(Buffer.from(corrected))
  const { report } = await finished(id)
  assert.deepEqual([report!.records_made, report!.records_revised], [0, 1])
  const { records } = await client.call(searchRecords, {
    params, query: { template: 'tension_test', field: 'yield_strength', min: 159, max: 159, unit: 'MPa', text: 'Al0.25 Co1 Fe1 Ni1' },
  })
  const record = await client.call(getRecord, { params: { id: records[0]!.id } })
  assert.equal(record.revision, 2)
})

test('the original file comes back byte for byte', { skip: absent }, async () => {
  const original = await readFile(file)
  const sha256 = createHash('sha256').update(original).digest('hex')
  const back = Buffer.from(await (await client.request(`/files/${sha256}`)).arrayBuffer())
  assert.ok(back.equals(original))
})

test('a bad number is named with line, column and value, and the rest of its row goes in', { skip: absent }, async () => {
  const [header, first] = (await readFile(file, 'utf8')).split('\n')
  const row = first!.replace('Al0.25 Co1 Fe1 Ni1', 'Al0.26 Co1 Fe1 Ni1').replace('138.0,C', '13B.0,C')
  const { id } = await begin(Buffer.from(`${header}\n${row}\n`), 'one-bad-cell.csv')
  const { report } = await finished(id)
  assert.deepEqual([report!.cells_refused, report!.records_left_out], [1, 1])
  const finding = report!.findings.find(({ severity }) => severity === 'refused')!
  assert.deepEqual([finding.line, finding.column, finding.value], [2, 'PROPERTY: HV', '13B.0'])
  const specimen = await client.call(getRecord, { params: { id: finding.records![0]!.id } })
  assert.deepEqual([specimen.content.template, specimen.content.name], ['alloy_specimen@1', finding.records![0]!.name])
  assert.ok(report!.by_template['tension_test@2'] === 1, 'the tension test of that row is there')
})

test('an unknown recipe is refused with those that there are', async () => {
  const { sha256 } = await client.upload('main', Buffer.from('x'), 'text/csv')
  const error = await client.call(createImport, { params, body: { recipe: { name: 'mpae' }, file: { sha256, name: 'x' } } }).catch((caught: unknown) => caught)
  assert.ok(error instanceof Refusal && error.code === 'recipe.unknown' && /mpea/.test(error.message))
})

test('a second hub on the same data folder, and one on the same port, are refused in one line each', async () => {
  const serve = (home: string, port: string) => spawnSync(SOJAE, ['serve', '--port', port], { env: hubEnvironment(home), encoding: 'utf8', timeout: 60_000 })
  const port = new URL(hub.address).port
  const sameFolder = serve(hub.home, String(Number(port) + 1))
  assert.equal(sameFolder.status, 1)
  assert.match(sameFolder.stderr, /^sojae: .*already served by process \d+ at http.*\n$/)
  const samePort = serve(`${hub.home}-other`, port)
  assert.equal(samePort.status, 1)
  assert.match(samePort.stderr, new RegExp(`^sojae: Port ${port} is in use.*--port.*\n$`))
  // What the hub closed meanwhile is noticed first: this process was blocked.
  await sleep(100)
  assert.equal((await fetch(`${hub.address}/api/v1/status`)).status, 200)
})

test('the overview counts what came in, by stage', { skip: absent }, async () => {
  const overview = await client.call(getOverview, { params })
  const { design, property } = Object.fromEntries(overview.stages.map(({ stage, records }) => [stage, records]))
  assert.ok(design! > 2_000 && property! > 3_000)
  assert.equal(overview.stages.length, 5)
})

test('of an uploaded sheet one sees header and first rows before anything is decided', async () => {
  const look = async (text: string, reading?: object) => {
    const { sha256 } = await client.upload('main', Buffer.from(text), 'text/csv')
    return client.call(lookAtSheet, { params, body: { file: { sha256, name: 'sheet.csv' }, ...(reading ? { reading: reading as never } : {}) } })
  }
  const { header, rows, reading } = await look('alloy;hardness (HV)\n"Al; 1";107\n\nFe;<5\n')
  assert.deepEqual([reading.kind === 'csv' && reading.delimiter, header], [';', ['alloy', 'hardness (HV)']])
  assert.deepEqual(rows, [{ line: 2, cells: ['Al; 1', '107'] }, { line: 4, cells: ['Fe', '<5'] }])
  assert.equal((await look(`a,b\n${'1,2\n'.repeat(90)}`)).rows.length, 50)
  await assert.rejects(look('a,b\n1,2,3\n'), (error: Refusal) => error.code === 'csv.ragged')
})
