// Curator Seo Yunho puts right what was entered wrong in many records at once, while Na Hayoung goes on working on some of them.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallInput } from '#contract/operation.ts'
import {
  cancelJob, checkBulkEdit, createDraft, createRecord, getBulkEdit, getRecord, getRevisions, listBulkEdits, reviseRecord, searchRecords, startBulkEdit, undoBulkEdit,
  withdrawRecord,
} from '#contract/operations/index.ts'
import { BulkEditSchema } from '#contract/schemas/bulk-edit.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { askSojae, runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
let hub: RunningHub
let seo: Member, na: Member
let bar: string
before(async () => {
  hub = await startHub()
  seo = await addMember(hub, 'Seo Yunho', 'curator')
  na = await addMember(hub, 'Na Hayoung', 'researcher')
  bar = await add({ kind: 'material', template: 'test_bar@2', name: 'Bar', ...own, values: {} })
})
after(() => hub.stop())

const own = { origin: 'specified', source: { kind: 'own' } } as const
type Asked = CallInput<typeof checkBulkEdit>['body']
const add = async (content: object) => (await na.client.call(createRecord, { params, body: { content: content as never, reason: 'entered' } })).id
const strength = (value: number, unit = 'MPa') => ({ yield_strength: { type: 'quantity', value, unit } }) as const
const tension = (name: string, values = strength(276)) => ({
  kind: 'measurement', template: 'tension_test@2', name, origin: 'measured', source: { kind: 'own' }, state: 'done', of: bar, values,
}) as const
const tests = (name: string, n: number) => Promise.all(Array.from({ length: n }, (_, k) => add(tension(`${name}-${k}`))))
const check = (records: Asked['records'], change: Asked['change'], who = seo) => who.client.call(checkBulkEdit, { params, body: { records, change } })
const said = async (id: string) => (await na.client.call(getRecord, { params: { id } })).content
const why = ({ report }: Awaited<ReturnType<typeof check>>) => Object.fromEntries(report.findings.map(({ record, code }) => [record.name, code]))
async function refused(work: Promise<unknown>, code: string): Promise<void> {
  const error = await work.then(() => assert.fail('it was allowed'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.ko, /[가-힣]/)
}
async function ended(id: string) {
  for (;;) {
    const edit = await seo.client.call(getBulkEdit, { params: { id } })
    if (!['queued', 'running', 'undoing'].includes(edit.state)) return edit
    await sleep(30)
  }
}
async function made(id: string, reason = 'Wrong furnace') {
  await seo.client.call(startBulkEdit, { params: { id }, body: { reason } })
  return ended(id)
}
async function undone(id: string) {
  await seo.client.call(undoBulkEdit, { params: { id }, body: { reason: 'It was right' } })
  return ended(id)
}

test('a dry run says of each record what it would say or why it stays, and writes nothing', async () => {
  const [a, b, c, d, e] = await tests('Dry', 5) as [string, string, string, string, string]
  await na.client.call(withdrawRecord, { params: { id: c }, body: { upon: 1, reason: 'twice' } })
  await na.client.call(reviseRecord, { params: { id: d }, body: { upon: 1, content: tension('Dry-3', strength(0.3, 'GPa')), reason: 'again' } })
  await na.client.call(createDraft, { params, body: { reason: 'x', records: [{ key: 'record', content: tension('Dry-4', strength(1)), revises: { id: e, upon: 1 } }] } })
  const edit = await check({ ids: [a, b, c, d, e, bar, '01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10'] }, { what: 'set', field: 'yield_strength', text: '0.3 GPa' })
  assert.deepEqual(edit.report.changes.map(({ record, before, after }) => [record.name, before, after]), [['Dry-0', '276 MPa', '0.3 GPa'], ['Dry-1', '276 MPa', '0.3 GPa']])
  assert.deepEqual([edit.state, edit.report.records, edit.report.changed, edit.report.unchanged, edit.report.stay], ['checked', 7, 2, 1, 4])
  assert.deepEqual(why(edit), {
    'Dry-2': 'record.withdrawn', 'Dry-4': 'edit.draft_open', Bar: 'edit.other_template', '01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10': 'record.not_found',
  })
  assert.equal((await na.client.call(getRecord, { params: { id: a } })).revision, 1)
  for (const [text, code] of [['850', 'quantity.no_unit'], ['850 K', 'field.unit'], ['-5 MPa', 'field.bounds']] as const) {
    assert.deepEqual(why(await check({ ids: [a] }, { what: 'set', field: 'yield_strength', text })), { 'Dry-0': code })
  }
  await refused(check({ ids: [a] }, { what: 'set', field: 'yeld_strength', text: '1 MPa' }), 'field.unknown')
  await refused(check({ found: {} }, { what: 'origin', origin: 'computed' }), 'edit.asks_nothing')
})

test('what somebody wrote between the dry run and the edit is never lost: their record stays, the others change, and the history says so', async () => {
  const ids = await tests('Race', 3)
  const edit = await check({ found: { q: 'name contains Race-' } }, { what: 'set', field: 'yield_strength', text: '280 ± 3 MPa' })
  assert.equal(edit.report.changed, 3)
  await na.client.call(reviseRecord, { params: { id: ids[1]! }, body: { upon: 1, content: tension('Race-1', strength(300)), reason: 'measured again' } })
  const later = await add(tension('Race-3'))
  const done = await made(edit.id)
  assert.deepEqual([done.state, done.report.changed, why(done)], ['done', 2, { 'Race-1': 'record.revised_meanwhile' }])
  assert.deepEqual((await said(ids[1]!)).values, strength(300))
  assert.equal((await na.client.call(getRecord, { params: { id: later } })).revision, 1)
  const { revision, author, reason, content } = await na.client.call(getRecord, { params: { id: ids[0]! } })
  assert.deepEqual([revision, author, reason], [2, 'Seo Yunho', 'yield_strength = 280 ± 3 MPa (× 3): Wrong furnace'])
  assert.deepEqual(content.values['yield_strength'], { type: 'quantity', value: 280, unit: 'MPa', written: '280 ± 3', uncertainty: { kind: 'standard', value: 3 } })
  const { total } = await na.client.call(searchRecords, { params, query: { q: 'name contains Race- and yield_strength between 279 MPa and 281 MPa' } })
  assert.equal(total, 2)
  // Started again, it is answered as it is.
  assert.equal((await made(edit.id)).report.changed, 2)
  assert.equal((await na.client.call(getRecord, { params: { id: ids[0]! } })).revision, 2)
})

test('an edit is undone: each record says again what it said, but for those revised since, which are named', async () => {
  const ids = await tests('Undo', 3)
  const { id } = await check({ ids }, { what: 'rename', find: 'Undo', replace: 'Series 7' })
  await made(id)
  assert.deepEqual((await Promise.all(ids.map(said))).map(({ name }) => name), ['Series 7-0', 'Series 7-1', 'Series 7-2'])
  await na.client.call(reviseRecord, { params: { id: ids[2]! }, body: { upon: 2, content: tension('Hers'), reason: 'named' } })
  assert.equal((await seo.client.call(getBulkEdit, { params: { id } })).revised_since, 1)
  const { undo, state } = await undone(id)
  assert.deepEqual([state, undo!.by, undo!.report!.written_back, undo!.report!.findings.map(({ record, why: reason }) => [record.name, reason])],
    ['undone', 'Seo Yunho', 2, [['Hers', 'revised']]])
  assert.deepEqual((await Promise.all(ids.map(said))).map(({ name }) => name), ['Undo-0', 'Undo-1', 'Hers'])
  const { revisions } = await na.client.call(getRevisions, { params: { id: ids[0]! } })
  assert.deepEqual(revisions.map(({ n, restores }) => [n, restores]), [[3, 1], [2, null], [1, null]])
  await refused(undone(id), 'edit.not_done')
})

test('a composition set for many alloys is found by its elements, also on what was measured on them', async () => {
  const alloys = await Promise.all([1, 2].map((k) => add({
    kind: 'material', template: 'alloy@1', name: `Melt ${k}`, ...own,
    values: { composition: { type: 'composition', written: 'FeNi', basis: 'amount', fractions: { Fe: 0.5, Ni: 0.5 } } },
  })))
  await add({ ...tension('On melt 1'), of: alloys[0]! })
  const found = async (elements: string) => (await na.client.call(searchRecords, { params, query: { elements } })).total
  assert.deepEqual([await found('Fe,Ni'), await found('Co,Ni')], [3, 0])
  await made((await check({ ids: alloys }, { what: 'set', field: 'composition', text: 'CoNi' })).id)
  assert.deepEqual([await found('Fe,Ni'), await found('Co,Ni')], [0, 3])
})

test('only curators and leads may change many records, and nobody of another hub learns of it', async () => {
  const [id] = await tests('Role', 1)
  await refused(check({ ids: [id!] }, { what: 'origin', origin: 'computed' }, na), 'access.not_allowed')
  const edit = await check({ ids: [id!] }, { what: 'origin', origin: 'computed' })
  await refused(na.client.call(startBulkEdit, { params: { id: edit.id }, body: { reason: 'x' } }), 'access.not_allowed')
  const stranger = await addMember(hub, 'Stranger', 'lead', 'none')
  await refused(stranger.client.call(getBulkEdit, { params: { id: edit.id } }), 'edit.not_found')
})

test('a bulk edit is stopped by who started it, a curator or a lead, not by whoever may train a model', async () => {
  const [id] = await tests('Stop', 1)
  const ha = await addMember(hub, 'Ha Jimin', 'curator')
  const { id: edit } = await check({ ids: [id!] }, { what: 'origin', origin: 'computed' }, ha)
  const { job } = await ha.client.call(startBulkEdit, { params: { id: edit }, body: { reason: 'computed' } })
  await refused(na.client.call(cancelJob, { params: { id: job! } }), 'access.not_allowed')
  assert.equal((await seo.client.call(cancelJob, { params: { id: job! } })).id, job)
  const { pool, close } = openDatabase(hub.database)
  await pool.query(`update membership set role = 'researcher' where account = $1`, [ha.account])
  await close()
  assert.equal((await ha.client.call(cancelJob, { params: { id: job! } })).id, job)
  const stranger = await addMember(hub, 'Another stranger', 'lead', 'none')
  await refused(stranger.client.call(cancelJob, { params: { id: job! } }), 'job.not_found')
})

test('on the command line: a dry run, its start, the list, and the way back', async () => {
  await tests('Cli', 2)
  const dry = await askSojae(BulkEditSchema, ['record', 'edit-many', 'name contains Cli-', '--source', 'doi:10.1000/xyz', '--check'], { home: hub.home })
  assert.deepEqual([dry.state, dry.report.changed], ['checked', 2])
  const started = await runSojae(['record', 'edit-start', dry.id, '--reason', 'From the paper'], { home: hub.home })
  assert.match(started.out, /Changed\s+2/, started.err)
  const list = await runSojae(['record', 'edits'], { home: hub.home })
  assert.match(list.out, /source = 10\.1000\/xyz/)
  const back = await runSojae(['record', 'edit-undo', dry.id, '--reason', 'Not from there'], { home: hub.home })
  assert.match(back.out, /Say again what they said\s+2/, back.err)
  const at_once = await runSojae(['record', 'edit-many', 'name contains Cli-', '--set', 'yield_strength=0.2 GPa', '--reason', 'x'], { home: hub.home })
  assert.match(at_once.out, /276 MPa\s+0\.2 GPa/, at_once.err)
  assert.equal((await runSojae(['record', 'edit-many', 'name contains Cli-', '--clear', 'a', '--set', 'a=1', '--check'], { home: hub.home })).status, 2)
  assert.ok((await seo.client.call(listBulkEdits, { params, query: { limit: 1 } })).next)
})

test('on the page a curator ticks records, sees what each would say, starts it and takes it back', { skip: noBrowser }, async () => {
  const pictures = await pictureFolder()
  await tests('Page', 2)
  const { page, context, complaints } = await openBrowser({ width: 1280 })
  await context.addCookies([{ name: 'sojae_session', value: seo.token, url: hub.address }])
  await page.goto(`${hub.address}/h/main/records?q=${encodeURIComponent('name contains Page-')}`)
  await page.getByLabel('Page-0').check()
  await page.getByLabel('Page-1').check()
  await page.getByRole('link', { name: 'Change these …' }).click()
  await page.getByLabel('Field').selectOption('yield_strength')
  await page.getByLabel('New value').fill('0.4 GPa')
  await page.screenshot({ path: join(pictures, 'bulk-edit-form.png'), fullPage: true })
  await page.getByRole('button', { name: 'Look at what changes' }).click()
  await page.getByText('2 would change').waitFor()
  await page.screenshot({ path: join(pictures, 'bulk-edit-dry-run.png'), fullPage: true })
  await page.getByLabel('Why').fill('The load cell was off')
  await page.getByRole('button', { name: 'Change 2' }).click()
  await page.getByText('2 changed').waitFor()
  await page.getByLabel('Why').fill('It was not')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/^Undone on .* by Seo Yunho$/).waitFor()
  assert.deepEqual(complaints, [])
  assert.equal((await na.client.call(searchRecords, { params, query: { q: 'name contains Page- and yield_strength = 276 MPa' } })).total, 2)
})
