// Han Jiwoo brings in solar cells as people keep them: a turned sheet whose cells hold lists, and a plan with raw files beside it.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createHub, createImport, getHubQuality, getImport, getRecord, listFindings, searchRecords } from '#contract/operations/index.ts'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { writeZip } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const DATA = process.env['SOJAE_TEST_DATA'] ?? '../shared/data'
const skipOf = (file: string) => (existsSync(join(DATA, file)) ? false : `${join(DATA, file)} is not there (set SOJAE_TEST_DATA)`)

let hub: RunningHub
let han: Client
before(async () => {
  hub = await startHub()
  han = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

type Report = NonNullable<Awaited<ReturnType<typeof getImportOf>>['report']>
const getImportOf = (id: string) => han.call(getImport, { params: { id } })

async function bring(slug: string, recipe: string, name: string, bytes: Buffer): Promise<Report> {
  const { sha256 } = await han.upload(slug, bytes, 'application/octet-stream')
  const { id } = await han.call(createImport, { params: { hub: slug }, body: { recipe: { name: recipe }, file: { sha256, name } } })
  for (;;) {
    const { state, problem, report } = await getImportOf(id)
    assert.notEqual(state, 'failed', problem?.en)
    if (state === 'done') return report!
    await sleep(100)
  }
}

const withCode = ({ findings }: Report, code: string) => findings.filter((finding) => finding.code === code)
const madeOf = (report: Report, template: string) => report.by_template[template]

test('175 tandem cells come in with their histories, and the flaws of their sheet are told', { skip: skipOf('perovskite_tandem/tandem_input_sheet.xlsx') }, async () => {
  const params = { hub: 'tandem' }
  await han.call(createHub, { body: { slug: 'tandem', title: { en: 'Tandem cells', ko: '탠덤 셀' } } })
  const report = await bring('tandem', 'perovskite-tandem', 'tandem_input_sheet.xlsx', readFileSync(join(DATA, 'perovskite_tandem/tandem_input_sheet.xlsx')))
  assert.deepEqual([report.rows_read, madeOf(report, 'substrate@1'), madeOf(report, 'band_gap_measurement@1')], [175, 169, 350])

  // The amounts of 169 chalcopyrites are `0.2; 1; x; x; 2`.
  assert.equal(withCode(report, 'composition.no_amount').length, 169)
  // 39 of 169 devices have the sample's number of another, two of the three without any come after the first.
  assert.equal(withCode(report, 'record.shared_name').length, 41)
  assert.deepEqual(withCode(report, 'text.near_spelling').map(({ value }) => value).toSorted(), ['Perovksite', 'Perovsite'])
  assert.match(withCode(report, 'source.one_sided')[0]!.text.en, /169 of 175 rows.*10\.1016\/j\.solener\.2020\.06\.034/)
  assert.match(withCode(report, 'column.empty')[0]!.text.en, /^1274 columns/)

  // `nan >> 100 >> 100` is two anneals; nothing is annealed at a number made of nan.
  const anneals = await han.all(searchRecords, { params, query: { q: 'template = heat_treatment' } })
  const contents = await Promise.all(anneals.records.filter(({ name }) => !name.startsWith('JJ ')).map(({ id }) => han.call(getRecord, { params: { id } })))
  const temperatures = contents.map(({ content }) => content.values['treatment_temperature']).map((value) => value?.type === 'quantity' && value.value)
  assert.deepEqual(temperatures.toSorted((a, b) => Number(a) - Number(b)), [60, 70, 70, 70, 100, 100, 100])

  for (;;) {
    if ((await han.call(getHubQuality, { params })).last) break
    await sleep(100)
  }
  const { findings } = await han.all(listFindings, { params, query: { check: 'conversion_efficiency' } })
  const doubted = findings.map(({ record, value }) => `${record.name}: ${value}`)
  // A decimal that slipped (0.12 V), an average of ratios, a cell whose efficiency was measured otherwise.
  for (const known of ['Average · reverse scan: 14.79 %', 'JJ B50 C29 · reverse scan: 3.2 %', 'CIGS cell · 15.1 %: 15.1 %']) assert.ok(doubted.includes(known), `${known} in ${doubted.join(', ')}`)
  assert.ok(!findings.some(({ code }) => code === 'fill_factor_percent'))
})

test('16 samples come in with what is planned for them, and each raw file goes to the sample that is called so', { skip: skipOf('hysprint_lab/20250305_experiment_file.xlsx') }, async () => {
  const slug = 'hysprint'
  await han.call(createHub, { body: { slug, title: { en: 'HySPRINT', ko: 'HySPRINT' } } })
  const folder = join(DATA, 'hysprint_lab')
  const files = new Map(readdirSync(folder).filter((name) => /^20250305_|\.(jv|eqe|mppt)\.txt$/.test(name)).map((name) => [name, readFileSync(join(folder, name))]))
  // As another of its sheets writes samples: other letters' case, other separators.
  files.set('HZB_TestP_AA-2_C-5.mppt.txt', files.get('hzb_TestP_AA_2_c-5.mppt.txt')!)
  const zip = writeZip(files)

  const plan = await bring(slug, 'hysprint-plan', 'lab.zip', zip)
  assert.deepEqual([plan.rows_read, madeOf(plan, 'layered_device@1'), madeOf(plan, 'heat_treatment@1')], [16, 16, 80])
  assert.match(withCode(plan, 'sheet.copied_down')[0]!.text.en, /^In 221 of 225 filled columns all 16 rows say the same/)
  const { records } = await han.call(searchRecords, { params: { hub: slug }, query: { q: 'template = heat_treatment', limit: 1 } })
  const { content } = await han.call(getRecord, { params: { id: records[0]!.id } })
  assert.ok(content.kind === 'process')
  assert.deepEqual([content.state, content.values], ['planned', {}])

  const sweeps = await bring(slug, 'hysprint-sweeps', 'lab.zip', zip)
  assert.equal(sweeps.records_made, 1)
  const efficiencies = await bring(slug, 'hysprint-quantum-efficiency', 'lab.zip', zip)
  assert.equal(efficiencies.records_made, 11)
  // The curve of this sample is another sample's, byte for byte.
  assert.deepEqual(withCode(efficiencies, 'folder.same_bytes').map(({ value }) => value), ['hzb_TestP_AA_2_c-5.eqe.txt'])
  const tracking = await bring(slug, 'hysprint-tracking', 'lab.zip', zip)
  assert.equal(tracking.records_made, 1)
  assert.match(withCode(tracking, 'cell.unknown_record')[0]!.text.en, /“HZB_TestP_AA-2_C-5”\. Did you mean “hzb_TestP_AA_2_c-5”/)
  const tracked = await han.call(searchRecords, { params: { hub: slug }, query: { q: 'template = power_tracking' } })
  const { values } = (await han.call(getRecord, { params: { id: tracked.records[0]!.id } })).content
  // All 60 pieces of the table, not the first alone.
  assert.ok(values['tracking_curve']?.type === 'curve')
  assert.equal(values['tracking_curve'].points, 16_740)
})
