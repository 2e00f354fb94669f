// Two curators, an instrument and a sheet that comes again and again work on the same records; nobody loses what they did.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { checkImport, createImport, createRecord, getImport, getRecord, getRevisions, reviseRecord, searchRecords, undoImport } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import type { QuantityValue } from '#record/records/value.ts'
import { addMember } from './member.ts'
import type { Member } from './member.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let lee: Client
let ahn: Member, bae: Member, furnace: Member
before(async () => {
  hub = await startHub()
  lee = createClient({ address: hub.address, token: hub.token })
  ahn = await addMember(hub, 'Ahn Yuri', 'curator')
  bae = await addMember(hub, 'Bae Dojin', 'curator')
  furnace = await addMember(hub, 'Furnace 2', 'instrument')
})
after(() => hub.stop())

const params = { hub: 'main' }
const recipe = `recipe: bars
version: 1
title: {en: Bars, ko: 시험편}
file: {kind: csv, missing: ['']}
columns:
  name: {header: bar, text: true}
  yield: {header: yield, unit: MPa}
  ultimate: {header: ultimate, unit: MPa}
records:
  - {as: bar, template: test_bar@2, name: '{name}', origin: specified, key: [name], values: {}}
  - {as: test, template: tension_test@2, name: 'Tension {name}', origin: measured, key: [bar], of: bar, values: {yield_strength: yield, ultimate_strength: ultimate}}
`
const BARS = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6']
type Row = readonly [string, number, number]
const first: readonly Row[] = BARS.map((name, index) => [name, 300 + index, 350 + index])

/** With a dry run of the same file before it, where nobody else writes `meanwhile`. */
async function bring(rows: readonly Row[], { meanwhile = false } = {}) {
  const text = ['bar,yield,ultimate', ...rows.map((row) => row.join(','))].join('\n')
  const { sha256 } = await lee.upload('main', Buffer.from(text), 'text/csv')
  const file = { sha256, name: 'bars.csv' }
  const checked = meanwhile ? null : await lee.call(checkImport, { params, body: { recipe: { yaml: recipe }, file } })
  const { id } = await lee.call(createImport, { params, body: { recipe: { yaml: recipe, templates: [] }, file } })
  const { report, problem } = await over(id)
  assert.equal(problem, null)
  if (checked) {
    assert.deepEqual([checked.records_made, checked.records_revised, checked.records_unchanged], [report!.records_made, report!.records_revised, report!.records_unchanged])
    assert.deepEqual(checked.findings, report!.findings.map(({ records: _, ...finding }) => finding))
  }
  const ofCode = (wanted: string) => report!.findings.filter(({ code }) => code === wanted)
  return { id, report: report!, contested: ofCode('record.revised_since'), kept: ofCode('record.correction_kept') }
}
async function over(id: string, states: readonly string[] = ['done', 'failed']) {
  for (;;) {
    const one = await lee.call(getImport, { params: { id } })
    if (states.includes(one.state)) return one
    await sleep(50)
  }
}
const testOf = async (bar: string) => {
  const { records } = await lee.call(searchRecords, { params, query: { q: 'template = tension_test', limit: 100 } })
  return lee.call(getRecord, { params: { id: records.find(({ name }) => name === `Tension ${bar}`)!.id } })
}
type Kept = Awaited<ReturnType<typeof testOf>>
const MPa = (value: number): QuantityValue => ({ type: 'quantity', value, unit: 'MPa' })
const numbers = ({ content }: Kept) => ['yield_strength', 'ultimate_strength'].map((field) => (content.values[field] as QuantityValue | undefined)?.value)
const revise = (by: Client, { id, revision, content }: Kept, values: object, reason: string) => (
  by.call(reviseRecord, { params: { id }, body: { upon: revision, content: { ...content, values: { ...content.values, ...values } } as never, reason } })
)

test('a curator’s correction holds when the sheet comes again; what the sheet has changed elsewhere comes in', async () => {
  await bring(first)
  await revise(ahn.client, await testOf('B1'), { yield_strength: MPa(290) }, 'the extensometer had slipped')
  const again = await bring(first)
  assert.equal(again.report.records_revised, 0)
  // The correction that was kept is told, and so it is where the sheet has changed something else.
  const sheets = [again, await bring(first.map(([bar, y, u]) => [bar, y, u + 5]))]
  for (const { kept, contested } of sheets) {
    assert.deepEqual(kept.map(({ line, column, value, unit, records }) => [line, column, value, unit, records![0]!.name]), [[2, 'yield', '300', 'MPa', 'Tension B1']])
    assert.match(kept[0]!.text.en, /^Yield strength: the hub says 290 MPa since Ahn Yuri corrected it on \d{4}-\d\d-\d\d; the file says 300 MPa as before\.$/)
    assert.deepEqual(contested, [])
  }
  assert.equal(sheets[1]!.report.records_revised, 6)
  assert.deepEqual(numbers(await testOf('B1')), [290, 355])
})

test('where both changed one number, the curator’s stays and the import says so', async () => {
  const sheet: readonly Row[] = first.map(([bar, y, u]) => [bar, bar === 'B1' ? 280 : y, u + 5])
  const { report, contested: [finding], kept } = await bring(sheet)
  assert.deepEqual([report.records_revised, report.records_unchanged], [0, 12])
  assert.deepEqual(numbers(await testOf('B1')), [290, 355])
  assert.deepEqual([finding!.code, finding!.line, finding!.records![0]!.name], ['record.revised_since', 2, 'Tension B1'])
  assert.deepEqual([finding!.column, finding!.value, finding!.unit, kept], ['yield', '280', 'MPa', []])
  assert.deepEqual(report.findings[0], finding, 'it stands first')
  assert.match(finding!.text.en, /^Yield strength: the file now says 280 MPa; the hub says 290 MPa since Ahn Yuri corrected it on/)
  assert.match(finding!.text.ko, /^항복강도: 파일은 이제 “280 MPa”, 허브는 “290 MPa”입니다\(\d{4}-\d\d-\d\d Ahn Yuri 수정\)/)
  // Told once; from then on the hub's value is a correction like others.
  const again = await bring(sheet)
  assert.deepEqual([again.contested.length, again.kept.map(({ value }) => value)], [0, ['280']])
})

test('an import that was undone comes in again as if it were new', async () => {
  const rows: readonly Row[] = first.map(([bar, y, u]) => [bar, bar === 'B1' ? 280 : y, bar === 'B2' ? 400 : u + 5])
  const wrong = await bring(rows)
  assert.deepEqual(numbers(await testOf('B2')), [301, 400])
  await lee.call(undoImport, { params: { id: wrong.id }, body: { reason: 'the wrong sheet' } })
  await over(wrong.id, ['undone'])
  assert.deepEqual(numbers(await testOf('B2')), [301, 356])
  assert.equal((await bring(rows)).report.records_revised, 1)
  assert.deepEqual(numbers(await testOf('B2')), [301, 400])
})

test('two curators, an instrument and the sheet at the same time: whatever was acknowledged is in the history, and no change undid another', async () => {
  const tests = await Promise.all(BARS.slice(2).map(testOf))
  const acknowledged = new Map<string, string[]>(tests.map(({ id }) => [id, []]))
  /** Somebody who corrects one field of each record, five times over, reading again whenever another was faster. */
  async function work(who: Member, field: string, start: number): Promise<void> {
    for (let round = 0; round < 5; round++) {
      for (const { id } of tests) {
        for (;;) {
          const newest = await who.client.call(getRecord, { params: { id } })
          const reason = `${field} ${round}`
          const done = await revise(who.client, newest, { [field]: MPa(start + round) }, reason).catch((error: unknown) => error)
          if (done instanceof Refusal) assert.equal(done.code, 'record.revised_meanwhile')
          else {
            if (done instanceof Error) throw done
            acknowledged.get(id)!.push(reason)
            break
          }
        }
      }
    }
  }
  const measure = async () => {
    for (let run = 0; run < 10; run++) {
      for (const bar of await Promise.all(['B3', 'B4'].map(testOf))) {
        const of = bar.content.kind === 'measurement' ? bar.content.of : ''
        const content = { kind: 'measurement', template: 'tension_test@2', name: `Run ${run}`, origin: 'measured', source: { kind: 'own' }, state: 'done', of, values: { yield_strength: MPa(100 + run) } }
        await furnace.client.call(createRecord, { params, body: { content: content as never, reason: 'measured' } })
      }
    }
  }
  const sheets = async () => {
    for (let round = 1; round <= 3; round++) await bring(first.map(([bar, y, u]) => [bar, y + 0.1 * round, u + 5]), { meanwhile: true })
  }
  await Promise.all([work(ahn, 'yield_strength', 500), work(bae, 'ultimate_strength', 700), measure(), sheets()])
  for (const { id } of tests) {
    const { revisions } = await lee.call(getRevisions, { params: { id } })
    const reasons = revisions.map(({ reason }) => reason)
    assert.deepEqual(acknowledged.get(id)!.filter((reason) => !reasons.includes(reason)), [])
    assert.deepEqual(numbers(await lee.call(getRecord, { params: { id } })), [504, 704])
  }
  const { total } = await lee.call(searchRecords, { params, query: { q: 'yield_strength between 100 and 110 MPa', limit: 1 } })
  assert.equal(total, 20)
})
