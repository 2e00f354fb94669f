// Jung Sora takes back what should not have come in: a record entered twice, and a sheet imported into the wrong hub.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '#contract/client.ts'
import {
  checkUndoImport, createImport, createRecord, createTable, getFacets, getImport, getLineage, getRecord, getRevisions, getTableRows, returnRecord,
  reviseRecord, searchRecords, undoImport, withdrawRecord,
} from '#contract/operations/index.ts'

import { Refusal } from '#science/refusal.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const STRENGTH = { field: 'yield_strength', unit: 'MPa' }
let hub: RunningHub
let jung: Member, han: Member
let client: Client
before(async () => {
  hub = await startHub()
  jung = await addMember(hub, 'Jung Sora', 'researcher')
  han = await addMember(hub, 'Han Jisoo', 'researcher')
  client = jung.client
})
after(() => hub.stop())

const own = { origin: 'specified', source: { kind: 'own' } } as const
const plate = (name: string) => ({ kind: 'material', template: 'wrought_plate@1', name, ...own, values: { designation: { type: 'text', text: '6061-T6' } } }) as const
const cut = (from: string, to: string[]) => ({
  kind: 'process', template: 'specimen_cutting@1', name: 'Cutting', ...own, state: 'done', planned: {}, values: {},
  inputs: [{ material: from, role: 'feedstock' }], outputs: to.map((material) => ({ material })),
}) as const
const bar = (name: string) => ({ kind: 'material', template: 'test_bar@2', name, ...own, values: {} }) as const
const tension = (of: string, strength: number) => ({
  kind: 'measurement', template: 'tension_test@2', name: 'Tension', origin: 'measured', source: { kind: 'own' }, state: 'done', of,
  values: { yield_strength: { type: 'quantity', value: strength, unit: 'MPa' } },
}) as const
const add = async (content: object, by = client) => (await by.call(createRecord, { params, body: { content: content as never, reason: 'entered' } })).id
const total = async (q?: string) => (await client.call(searchRecords, { params, query: { ...(q ? { q } : {}), limit: 1 } })).total

async function refused(doing: Promise<unknown>): Promise<Refusal> {
  const error = await doing.then(() => assert.fail('it was allowed'), (error: unknown) => error)
  assert.ok(error instanceof Refusal, String(error))
  return error
}

test('a record entered twice is withdrawn: nothing counts it, its page says who and why, and it comes back as a further revision', async () => {
  const [first, twice] = [await add(plate('Plate A')), await add(plate('Plate A'))]
  const test = await add(tension(twice, 276))
  const before = await client.call(getFacets, { params, query: STRENGTH })
  assert.equal((await refused(client.call(withdrawRecord, { params: { id: twice }, body: { upon: 1, reason: 'entered twice' } }))).code, 'record.in_use')
  assert.equal((await refused(client.call(withdrawRecord, { params: { id: test }, body: { upon: 2, reason: 'x' } }))).code, 'record.revised_meanwhile')
  assert.equal((await refused(han.client.call(withdrawRecord, { params: { id: test }, body: { upon: 1, reason: 'x' } }))).code, 'record.withdraw_not_own')
  await client.call(withdrawRecord, { params: { id: test }, body: { upon: 1, reason: 'entered twice' } })
  await client.call(withdrawRecord, { params: { id: twice }, body: { upon: 1, reason: 'entered twice' } })
  assert.equal(await total(), 1)
  const after = await client.call(getFacets, { params, query: STRENGTH })
  assert.deepEqual([before.histogram?.counts.reduce((sum, n) => sum + n, 0), after.histogram?.counts.reduce((sum, n) => sum + n, 0) ?? 0], [1, 0])
  const { code, text, details } = await refused(han.client.call(getRecord, { params: { id: twice } }))
  assert.deepEqual([code, text.en, details['may_return']], ['record.withdrawn', '“Plate A” was withdrawn by Jung Sora: entered twice', false])
  assert.equal((await client.call(getRevisions, { params: { id: twice } })).revisions[0]!.content.name, 'Plate A')
  assert.equal((await refused(client.call(returnRecord, { params: { id: test }, body: { reason: 'mistaken' } }))).code, 'lineage.not_a_material')
  const back = await client.call(returnRecord, { params: { id: twice }, body: { reason: 'It is another plate' } })
  assert.deepEqual([back.revision, back.reason, back.content.name], [2, 'It is another plate', 'Plate A'])
  await client.call(returnRecord, { params: { id: test }, body: { reason: 'its test' } })
  assert.equal(await total('tension_test.yield_strength > 200 MPa'), 1)
  assert.deepEqual((await client.call(getLineage, { params: { id: twice } })).nodes.map(({ id }) => id).sort(), [twice, test].sort())
  for (const id of [test, twice, first]) {
    const { revision } = await client.call(getRecord, { params: { id } })
    await client.call(withdrawRecord, { params: { id }, body: { upon: revision, reason: 'tidied' } })
  }
  assert.equal(await total(), 0)
})

test('a process that never happened leaves before what it was said to have made, and strangers learn nothing of what was withdrawn', async () => {
  const from = await add(plate('Plate B'))
  const piece = await add(bar('B1'))
  const cutting = await add(cut(from, [piece]))
  const { code, details } = await refused(client.call(withdrawRecord, { params: { id: piece }, body: { upon: 1, reason: 'x' } }))
  assert.deepEqual([code, (details['records'] as { name: string }[]).map(({ name }) => name)], ['record.in_use', ['Cutting']])
  const other = await addMember(hub, 'Stranger', 'lead', 'none')
  await client.call(withdrawRecord, { params: { id: cutting }, body: { upon: 1, reason: 'never happened' } })
  assert.equal((await refused(other.client.call(getRecord, { params: { id: cutting } }))).code, 'record.not_found')
  for (const id of [piece, from]) await client.call(withdrawRecord, { params: { id }, body: { upon: 1, reason: 'tidied' } })
})

type Line = { key: string; content: object }
async function bring(lines: readonly Line[], name = 'bars') {
  const { sha256 } = await client.upload('main', Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')), 'application/jsonl')
  const { id } = await client.call(createImport, { params, body: { recipe: { records: name }, file: { sha256, name: `${name}.jsonl` } } })
  return finished(id, ({ state }) => state !== 'queued' && state !== 'running')
}

async function finished(id: string, isOver: (one: Awaited<ReturnType<typeof look>>) => boolean) {
  const look = () => client.call(getImport, { params: { id } })
  for (;;) {
    const one = await look()
    if (isOver(one)) return one
    await sleep(50)
  }
}
const look = (id: string) => client.call(getImport, { params: { id } })

async function undone(id: string, reason = 'wrong hub') {
  await client.call(undoImport, { params: { id }, body: { reason } })
  return finished(id, ({ state }) => state === 'undone')
}

/** Everything that the hub answers about what is in it. */
async function everything() {
  const table = await client.call(createTable, { params, body: {
    name: 'tests', title: { en: 'Tests', ko: '시험' }, rows: { template: 'tension_test' },
    columns: [{ name: 'strength', path: { from: 'own', field: 'yield_strength' }, unit: 'MPa' }],
  } }).catch((error: unknown) => assert.fail(String(error)))
  const [list, facets, rows, lines] = [
    await client.call(searchRecords, { params, query: { limit: 100 } }), await client.call(getFacets, { params, query: STRENGTH }),
    await client.call(getTableRows, { params: { id: table.id } }), await (await client.request('/hubs/main/records/export?format=jsonl')).text(),
  ]
  const { freshness: _list, ...listed } = list
  const { freshness: _facets, ...counted } = facets
  return { listed, counted, rows: rows.rows, lines: lines.split('\n').sort() }
}

const batch = (plates: number): Line[] => Array.from({ length: plates }, (_, k) => [
  { key: `plate ${k}`, content: plate(`Plate ${k}`) }, { key: `bar ${k}`, content: bar(`Bar ${k}`) },
  { key: `cut ${k}`, content: cut(`plate ${k}`, [`bar ${k}`]) }, { key: `test ${k}`, content: tension(`bar ${k}`, 270 + k) },
]).flat()

test('an import that is undone is gone as if it had never come, after a dry run that says so; the file brings all of it again', async () => {
  await add(plate('Plate before'))
  const before = await everything()
  const made = await bring(batch(5))
  assert.deepEqual([made.state, made.report?.records_made], ['done', 20])
  assert.equal(await total(), 21)
  assert.deepEqual(await client.call(checkUndoImport, { params: { id: made.id } }), { withdrawn: 20, written_back: 0, stay: 0, findings: [] })
  assert.equal(await total(), 21)
  const { undo, state } = await undone(made.id)
  assert.deepEqual([state, undo!.by, undo!.reason, undo!.report!.withdrawn], ['undone', 'Jung Sora', 'wrong hub', 20])
  assert.deepEqual(await everything(), before)
  assert.equal((await refused(client.call(undoImport, { params: { id: made.id }, body: { reason: 'again' } }))).code, 'import.not_done')
  const again = await bring(batch(5))
  assert.deepEqual([again.report!.records_made, again.report!.records_unchanged, await total()], [20, 0, 21])
  await undone(again.id)
})

test('what was revised or used since stays, with all that it hangs on, and is named; what was there before says again what it said', async () => {
  await bring([{ key: 'old plate', content: plate('Old plate') }])
  const old = (await client.call(searchRecords, { params, query: { text: 'Old plate', limit: 1 } })).records[0]!.id
  const made = await bring([{ key: 'old plate', content: plate('Old plate, renamed') }, ...batch(3)])
  assert.deepEqual([made.report!.records_revised, made.report!.records_made], [1, 12])
  const named = async (text: string) => (await client.call(searchRecords, { params, query: { text, limit: 5 } })).records.find(({ name }) => name === text)!.id
  // Somebody measured bar 1, and revised plate 2.
  const hers = await add(tension(await named('Bar 1'), 300), han.client)
  const plate2 = await client.call(getRecord, { params: { id: await named('Plate 2') } })
  await han.client.call(reviseRecord, { params: { id: plate2.id }, body: { upon: 1, reason: 'thickness', content: { ...plate2.content, note: 'rolled' } as never } })
  const dry = await client.call(checkUndoImport, { params: { id: made.id } })
  const { undo } = await undone(made.id)
  assert.deepEqual(undo!.report, dry)
  const stay = new Map(dry.findings.map(({ record, why }) => [record.name, why]))
  assert.deepEqual(Object.fromEntries(stay), { 'Plate 1': 'in_use', 'Bar 1': 'in_use', Cutting: 'in_use', 'Plate 2': 'revised' })
  // Gone: plate 0, its bar, cutting and test; test 1; bar, cutting and test of plate 2.
  assert.deepEqual([dry.withdrawn, dry.written_back, dry.stay], [8, 1, 4])
  const { content, revision } = await client.call(getRecord, { params: { id: old } })
  assert.deepEqual([content.name, revision], ['Old plate', 3])
  const { nodes } = await client.call(getLineage, { params: { id: hers } })
  assert.deepEqual(nodes.map(({ name }) => name).sort(), ['Bar 1', 'Cutting', 'Plate 1', 'Tension'])
})

test('only whoever imported, a curator or a lead may undo an import', async () => {
  const made = await bring(batch(1), 'mine')
  assert.equal((await refused(han.client.call(checkUndoImport, { params: { id: made.id } }))).code, 'access.not_allowed')
  const curator = await addMember(hub, 'Seo Yunho', 'curator')
  await curator.client.call(checkUndoImport, { params: { id: made.id } })
  const { out, status } = await runSojae(['import', 'undo', made.id, '--reason', 'wrong file'], { home: hub.home })
  assert.equal(status, 0)
  assert.match(out, /Records withdrawn\s+4/)
})

test('a hub that was killed while it undid an import has undone it after the next start, or not at all', async () => {
  const made = await bring(batch(400), 'many')
  await client.call(undoImport, { params: { id: made.id }, body: { reason: 'killed' } })
  await sleep(30)
  await hub.kill9()
  const port = Number(new URL(hub.address).port)
  hub = await startHub({ home: hub.home, port })
  const { undo } = await finished(made.id, ({ state }) => state === 'undone')
  assert.equal(undo!.report!.withdrawn, 1600)
  assert.equal(await total('template = tension_test and tension_test.yield_strength > 400 MPa'), 0)
})

test('on its page a record is withdrawn and brought back, and on an import’s page the import is undone', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  const { page, context, complaints } = await openBrowser({ width: 1280 })
  await context.addCookies([{ name: 'sojae_session', value: jung.token, url: hub.address }])
  const again = jung.client
  const { id } = await again.call(createRecord, { params, body: { content: plate('Plate C') as never, reason: 'entered' } })
  await page.goto(`${hub.address}/r/${id}`)
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.getByLabel('Why').fill('entered twice')
  await page.screenshot({ path: join(pictures, 'withdraw-form.png') })
  await page.getByRole('button', { name: 'Withdraw this record' }).click()
  await page.getByText('Withdrawn by Jung Sora').waitFor()
  await page.screenshot({ path: join(pictures, 'withdrawn.png'), fullPage: true })
  await page.getByLabel('Why it comes back').fill('It is another plate')
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await page.getByText('It is another plate').waitFor()

  const made = await bring(batch(2), 'by page')
  await page.goto(`${hub.address}/imports/${made.id}`)
  await page.getByRole('button', { name: 'Undo this import …' }).click()
  await page.getByText('8 records go').waitFor()
  await page.screenshot({ path: join(pictures, 'undo-import.png'), fullPage: true })
  await page.getByLabel('Why').fill('wrong hub')
  await page.getByRole('button', { name: 'Undo it' }).click()
  await page.getByText('8 of its records are withdrawn').waitFor()
  await page.screenshot({ path: join(pictures, 'undone-import.png'), fullPage: true })
  const titles = await page.getByRole('heading', { level: 2 }).allTextContents()
  assert.match(titles[0]!, /^Undone on .+ by Jung Sora$/, 'what was undone says so before it says what it had brought in')
  assert.match(titles[1]!, /^What it had brought in before it was undone/)
  await page.goto(`${hub.address}/h/${params.hub}/imports`)
  await page.getByRole('row', { name: 'by page' }).getByText('8, 8 withdrawn').waitFor()
  // What a withdrawn record's address answers is a refusal, which a browser notes.
  assert.deepEqual(complaints.filter((line) => !line.includes('410')), [])
})
