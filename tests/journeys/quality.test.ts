// Jung Sora enters tension tests, some of them wrong; Han Jisoo, who only reads, sees what the checks find and decides nothing.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '#contract/client.ts'
import {
  acceptFinding, createRecord, dismissFinding, getHubQuality, getJob, getRecord, getRecordQuality, listFindings, reviseRecord, saveTemplate, startCheck, withdrawRecord,
} from '#contract/operations/index.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import type { Database as Schema } from '#platform/storage/schema.ts'
import { Refusal } from '#science/refusal.ts'
import { noBrowser, openBrowser, pictureFolder } from './browser.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
let hub: RunningHub
let jung: Member, han: Member, gauge: Member
let client: Client
before(async () => {
  hub = await startHub()
  jung = await addMember(hub, 'Jung Sora', 'researcher')
  han = await addMember(hub, 'Han Jisoo', 'reader')
  gauge = await addMember(hub, 'Hardness tester', 'instrument')
  client = jung.client
})
after(() => hub.stop())

const own = { kind: 'own' } as const
const add = async (content: object) => (await client.call(createRecord, { params, body: { content: content as never, reason: 'entered' } })).id
const bar = (name: string) => add({ kind: 'material', template: 'test_bar@2', name, origin: 'specified', source: own, values: {} })
const number = (value: number, unit: string) => ({ type: 'quantity', value, unit })
const tension = (of: string, values: object, name = 'Tension') => (
  { kind: 'measurement', template: 'tension_test@2', name, origin: 'measured', source: own, state: 'done', of, values }
)
const strength = (mpa: number) => ({ yield_strength: number(mpa, 'MPa'), test_temperature: number(25, '°C') })

async function check(by = client): Promise<void> {
  const { job } = await by.call(startCheck, { params, body: {} })
  for (;;) {
    const { state, error } = await by.call(getJob, { params: { id: job } })
    if (state === 'done') return
    assert.ok(state === 'queued' || state === 'running', JSON.stringify(error))
    await sleep(50)
  }
}

async function found(state: 'open' | 'dismissed' | 'accepted' = 'open') {
  return (await client.call(listFindings, { params, query: { state } })).findings
}
const codesOf = async (record: string) => (await client.call(getRecordQuality, { params: { id: record } })).findings.map(({ code, state }) => `${code} ${state}`)

async function refused(doing: Promise<unknown>): Promise<string> {
  const error = await doing.then(() => assert.fail('it was allowed'), (one: unknown) => one)
  assert.ok(error instanceof Refusal, String(error))
  return error.code
}

let inKsi: string, twice: string, first: string, wrong: string

test('before anybody asked nothing is checked; a run finds each flaw that was entered, once, and nothing in the rest', async () => {
  assert.equal((await client.call(getHubQuality, { params })).last, null)
  for (let n = 0; n < 24; n++) await add(tension(await bar(`B${n}`), strength(480 + 2 * n), `Tension B${n}`))
  inKsi = await add(tension(await bar('K'), strength(72.4), 'Tension K'))
  const plate = await bar('P')
  first = await add(tension(plate, strength(505), 'Tension P'))
  twice = await add(tension(plate, strength(505), 'Tension P again'))
  wrong = await add(tension(await bar('W'), { elongation: number(6.78, '%'), plastic_elongation: number(8.2, '%') }, 'Tension W'))
  await check()
  const findings = await found()
  assert.deepEqual(findings.map(({ code, record }) => [code, record.id]).toSorted(), [
    ['exact_duplicate', twice], ['plastic_above_total', wrong], ['unit_slip', inKsi],
  ].toSorted())
  const slip = findings.find(({ code }) => code === 'unit_slip')!
  assert.match(slip.text.en, /72\.4 MPa is far from the median of 27 values \(Tension or compression test, materials of unknown composition\).*ksi taken for MPa\?/)
  assert.deepEqual(findings.find(({ code }) => code === 'exact_duplicate')!.others, [{ id: first, name: 'Tension P' }])
  const { last, checks, grades } = await client.call(getHubQuality, { params })
  assert.equal(last!.records_checked, 27 + 26 + 2)
  assert.equal(checks.reduce((sum, { open }) => sum + open, 0), 3)
  const graded = grades.find(({ template }) => template === 'tension_test')!.counts
  assert.equal(graded.A + graded.B + graded.C + graded.D, 28)
})

test('a grade is never shown without its reasons, and is the one that the health page counts', async () => {
  const { grade, reasons, checked } = await han.client.call(getRecordQuality, { params: { id: wrong } })
  assert.deepEqual([grade, checked], ['D', true])
  assert.deepEqual(reasons.map(({ code, points }) => [code, points]), [
    ['recommended_missing', 1], ['recommended_missing', 1], ['no_uncertainty', 1], ['open_contradictions', 2],
  ])
})

test('readers and instruments see findings and decide on none; strangers learn nothing of them', async () => {
  const { id } = (await found())[0]!
  for (const { client: other } of [han, gauge]) {
    assert.equal((await other.call(listFindings, { params, query: {} })).total, 3)
    assert.equal(await refused(other.call(dismissFinding, { params: { id }, body: { reason: 'x' } })), 'access.not_allowed')
    assert.equal(await refused(other.call(acceptFinding, { params: { id }, body: { reason: 'x' } })), 'access.not_allowed')
    assert.equal(await refused(other.call(startCheck, { params, body: {} })), 'access.not_allowed')
  }
  const stranger = await addMember(hub, 'Stranger', 'lead', 'none')
  assert.equal(await refused(stranger.client.call(dismissFinding, { params: { id }, body: { reason: 'x' } })), 'finding.not_found')
  assert.equal(await refused(stranger.client.call(listFindings, { params, query: {} })), 'hub.not_found')
  assert.equal(await refused(stranger.client.call(getRecordQuality, { params: { id: wrong } })), 'record.not_found')
  assert.equal((await found()).length, 3)
})

test('an accepted remedy is a revision with the reason given; the next run finds nothing there', async () => {
  const slip = (await found()).find(({ code }) => code === 'unit_slip')!
  const revised = await client.call(acceptFinding, { params: { id: slip.id }, body: { reason: 'The sheet was in ksi' } })
  assert.deepEqual([revised.id, revised.revision, revised.reason, revised.author], [inKsi, 2, 'The sheet was in ksi', 'Jung Sora'])
  assert.deepEqual(revised.content.values['yield_strength'], number(72.4, 'ksi'))
  await check()
  assert.deepEqual(await codesOf(inKsi), ['unit_slip accepted'])
  assert.equal(await refused(client.call(acceptFinding, { params: { id: slip.id }, body: { reason: 'again' } })), 'finding.decided')
})

test('a dismissed finding stays dismissed while the record is the same, and a revision that changes nothing of it brings it up anew', async () => {
  const { id } = (await found()).find(({ code }) => code === 'plastic_above_total')!
  const dismissed = await client.call(dismissFinding, { params: { id }, body: { reason: 'As in the article' } })
  assert.deepEqual([dismissed.state, dismissed.reason, dismissed.decided_by], ['dismissed', 'As in the article', 'Jung Sora'])
  await add(tension(await bar('later'), strength(500), 'Tension later'))
  await check()
  assert.deepEqual(await codesOf(wrong), ['plastic_above_total dismissed'])
  assert.ok(!(await found()).some(({ record }) => record.id === wrong))
  const { content } = await client.call(getRecord, { params: { id: wrong } })
  await client.call(reviseRecord, { params: { id: wrong }, body: { upon: 1, content: { ...content, note: 'Read again' }, reason: 'a note' } })
  assert.equal((await client.call(getRecordQuality, { params: { id: wrong } })).checked, false)
  await check()
  assert.deepEqual(await codesOf(wrong), ['plastic_above_total open'])
})

test('a finding about what a record no longer says is not shown, and cannot be accepted', async () => {
  const { id } = (await found()).find(({ record }) => record.id === wrong)!
  const { content, revision } = await client.call(getRecord, { params: { id: wrong } })
  const mended = { ...content, values: { ...content.values, elongation: number(9, '%') } } as typeof content
  await client.call(reviseRecord, { params: { id: wrong }, body: { upon: revision, content: mended, reason: 'mistyped' } })
  assert.deepEqual(await codesOf(wrong), [])
  assert.equal(await refused(client.call(acceptFinding, { params: { id }, body: { reason: 'x' } })), 'record.revised_meanwhile')
})

test('a finding that proposes nothing cannot be accepted; with the other record withdrawn it is gone, and withdrawn records have none', async () => {
  const { id } = (await found()).find(({ code }) => code === 'exact_duplicate')!
  assert.equal(await refused(client.call(acceptFinding, { params: { id }, body: { reason: 'x' } })), 'finding.no_remedy')
  await client.call(withdrawRecord, { params: { id: first }, body: { upon: 1, reason: 'entered twice' } })
  await check()
  assert.deepEqual(await codesOf(twice), [])
  assert.deepEqual(await found(), [])
})

test('the command line checks, lists and decides as the page does', async () => {
  await add(tension(await bar('C'), { elongation: number(5, '%'), plastic_elongation: number(7, '%') }, 'Tension C'))
  const run = (...words: string[]) => runSojae([...words], { home: hub.home })
  const checked = await run('quality', 'check')
  assert.match(checked.out, /Plastic elongation above elongation +1 +0/)
  const listed = await run('quality', 'list', '--json')
  const [{ id, record }] = (JSON.parse(listed.out) as { findings: [{ id: string; record: { id: string } }] }).findings
  assert.match((await run('quality', 'show', record.id)).out, /^Grade D/)
  assert.match((await run('quality', 'accept', id, '--reason', 'exchanged')).out, /at revision 2 now/)
  assert.match((await run('quality', 'list')).out, /Nothing is found here/)
})

test('on the page a finding is dismissed by keyboard alone, and both languages fit a telephone', { skip: noBrowser }, async () => {
  const id = await add(tension(await bar('D'), { elongation: number(5, '%'), plastic_elongation: number(7, '%') }, 'Tension D'))
  await check()
  const pictures = await pictureFolder()
  for (const [locale, width, title, done] of [['en-US', 1280, 'Data quality', null], ['ko-KR', 390, '데이터 품질', 'd']] as const) {
    const { page, context, complaints, close } = await openBrowser({ locale, width })
    await context.setExtraHTTPHeaders({ authorization: `Bearer ${jung.token}` })
    await page.goto(`${hub.address}/h/main/health`)
    await page.getByRole('heading', { name: title }).waitFor()
    const item = page.locator('ol > li').first()
    await item.waitFor()
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    await page.screenshot({ path: join(pictures, `health-${locale}.png`), fullPage: true })
    if (done) {
      await item.focus()
      await page.keyboard.press(done)
      await page.keyboard.type('As in the article')
      await page.keyboard.press('Enter')
      await page.getByText('미해결 지적 사항이 없습니다').waitFor()
    }
    assert.deepEqual(complaints, [])
    await close()
  }
  assert.deepEqual(await codesOf(id), ['plastic_above_total dismissed'])
})

test('ageing at 170 °C is usual of aluminium and at 560 °C of steel; an aluminium alloy at 560 °C is told, with what it was compared with', async () => {
  const alloy = (name: string, fractions: Record<string, number>) => add({
    kind: 'material', template: 'alloy@1', name, origin: 'specified', source: own,
    values: { composition: { type: 'composition', written: Object.entries(fractions).map((one) => one.join('')).join(''), basis: 'amount', fractions } },
  })
  const age = async (name: string, fractions: Record<string, number>, celsius: number) => {
    const [before, after] = [await alloy(`${name} before`, fractions), await bar(`${name} after`)]
    return add({
      kind: 'process', template: 'heat_treatment@1', name: `Ageing of ${name}`, origin: 'measured', source: own, state: 'done',
      inputs: [{ material: before }], outputs: [{ material: after }], planned: {}, values: { treatment_temperature: number(celsius, '°C') },
    })
  }
  // More steels than aluminium alloys: among all of them each aluminium alloy would stand out.
  for (let n = 0; n < 24; n++) await age(`Al ${n}`, { Al: 0.96, Cu: 0.04 }, 160 + n)
  for (let n = 0; n < 60; n++) await age(`Fe ${n}`, { Fe: 0.97, C: 0.03 }, 545 + (n % 30))
  const hot = await age('Al hot', { Al: 0.97, Mg: 0.03 }, 560)
  await check()
  const told = (await found()).filter(({ code }) => code === 'implausible_value' || code === 'unit_slip')
  assert.deepEqual(told.map(({ record }) => record.id), [hot])
  assert.match(told[0]!.text.en, /25 values \(.*, materials mainly of aluminium\)/)
})

test('a newer version of a template asks its bounds of records that nobody touched', async () => {
  const source = (bounds: string) => ({ yaml: `
template: oven_check
version: 1
kind: measurement
stage: property
label: {en: Oven check, ko: 오븐 점검}
fields:
  - {name: oven_pressure, label: {en: Oven pressure, ko: 오븐 압력}, type: quantity, role: result, unit: kPa, bounds: ${bounds}}
` })
  const curator = await addMember(hub, 'Kim Jiwon', 'curator')
  await curator.client.call(saveTemplate, { params, body: { source: source('[0, 1000]') } })
  const id = await add({ ...tension(await bar('O'), { oven_pressure: number(900, 'kPa') }), template: 'oven_check@1' })
  await check()
  assert.deepEqual(await codesOf(id), [])
  await curator.client.call(saveTemplate, { params, body: { source: { yaml: source('[0, 200]').yaml.replace('version: 1', 'version: 2') } } })
  await check()
  assert.deepEqual(await codesOf(id), ['outside_newer_bounds open'])
})

test('a value that cannot be so is told once, and not again as being far from others', async () => {
  const id = await add(tension(await bar('X'), { ...strength(19_999), ultimate_strength: number(615, 'MPa') }, 'Tension X'))
  await check()
  assert.deepEqual(await codesOf(id), ['yield_above_ultimate open'])
  await check()
  assert.deepEqual(await codesOf(id), ['yield_above_ultimate open'])
})

test('a hub whose last run knew other checks is checked at the next start, and says by which release; one checked by these is not', async () => {
  const last = async () => (await client.call(getHubQuality, { params })).last!
  const before = await last()
  assert.match(before.release!, /^\d+\.\d+\.\d+/)
  const restarted = async () => {
    await hub.kill9()
    hub = await startHub({ home: hub.home, port: Number(new URL(hub.address).port) })
  }
  await restarted()
  await sleep(1_000)
  assert.equal((await last()).at, before.at)
  const { db, close } = openDatabase<Schema>(hub.database)
  await db.updateTable('quality_run').set({ checks: 'exact_duplicate@0', release: null }).execute()
  await close()
  assert.equal((await last()).release, null)
  await restarted()
  const until = Date.now() + 30_000
  while ((await last()).at === before.at && Date.now() < until) await sleep(100)
  const after = await last()
  assert.deepEqual([after.release, after.records_checked > 100], [before.release, true])
})
