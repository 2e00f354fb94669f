// Lee Jiwoo brings in what her laboratory has: a workbook with two header rows, and a sheet that Korean Excel saved.
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createImport, getImport, lookAtSheet, searchRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { writeXlsx } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import type { WrittenCell } from '#stewardship/exchange/fixtures/write-xlsx.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let lee: Client
before(async () => {
  hub = await startHub()
  lee = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

const params = { hub: 'main' }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const rows: WrittenCell[][] = [
  ['용해 기록'], ['시료', null, '시험', null], ['이름', '조성', 'Vickers', '날짜'], [null, null, 'HV', null],
  ['M1', 'Cu2Zn', 107, { xml: 's="1"><v>45559</v>' }], ['M2', 'CuZn', { xml: 't="e"><v>#DIV/0!</v>' }, null], ['M3', 'Cu3Zn', { xml: '><f>C5*2</f><v>214</v>' }, null],
]
const workbook = writeXlsx({ sheets: [{ name: '설명', rows: [['읽어 보세요']] }, { name: '경도', rows, merged: ['A2:B2', 'C2:D2'] }], formats: [14] })

const recipe = (name: string, file: object, [melt, formula, hv]: readonly string[]) => `recipe: ${name}
version: 1
title: {en: Melts, ko: 용해}
file: ${JSON.stringify(file)}
columns:
  melt: {header: "${melt}", text: true}
  formula: {header: "${formula}", composition: amount}
  hv: {header: "${hv}", unit: HV}
records:
  - {as: alloy, template: alloy@1, name: "{melt}", origin: specified, key: [melt], values: {composition: formula}}
  - {as: test, template: hardness_test@1, name: hardness, origin: measured, key: [melt, hv], of: alloy, when: [hv], values: {vickers_hardness: hv}}
`

async function look(content: Uint8Array, more: object = {}) {
  const { sha256 } = await lee.upload('main', content, XLSX)
  return lee.call(lookAtSheet, { params, body: { file: { sha256, name: 'melts.xlsx' }, ...more } })
}

async function bring(content: Uint8Array, yaml: string) {
  const { sha256 } = await lee.upload('main', content, XLSX)
  const { id } = await lee.call(createImport, { params, body: { recipe: { yaml, templates: [] }, file: { sha256, name: 'melts.xlsx' } } })
  for (;;) {
    const one = await lee.call(getImport, { params: { id } })
    if (one.state === 'done' || one.state === 'failed') return one
    await sleep(50)
  }
}

const total = async () => (await lee.call(searchRecords, { params, query: { limit: 1 } })).total

test('she sees how her workbook would be read, and why, before anything is decided', async () => {
  const { reading, sheets, header, rows: seen, remarks } = await look(workbook)
  assert.deepEqual({ ...reading, missing: [] }, { kind: 'xlsx', sheet: '경도', skip: 1, header_rows: 3, units_row: 3, missing: [] })
  assert.deepEqual(sheets, [{ name: '설명', rows: 1, columns: 1 }, { name: '경도', rows: 7, columns: 4 }])
  assert.deepEqual(header, ['시료 / 이름', '시료 / 조성', '시험 / Vickers (HV)', '시험 / 날짜'])
  assert.deepEqual(seen[0], { line: 5, cells: ['M1', 'Cu2Zn', '107', '2024-09-24'] })
  assert.ok(remarks.length >= 3 && remarks.every(({ en, ko }) => en !== '' && /[가-힣]/.test(ko)))
})

test('she may read it otherwise, or look at another sheet', async () => {
  const other = await look(workbook, { reading: { kind: 'xlsx', sheet: '경도', skip: 2 } })
  assert.deepEqual([other.header, other.sheets.length], [['이름', '조성', 'Vickers', '날짜'], 2])
  assert.deepEqual((await look(workbook, { sheet: '설명' })).header, ['읽어 보세요'])
  await assert.rejects(look(workbook, { reading: { kind: 'csv' } }), (error: Refusal) => error.code === 'csv.is_workbook')
})

test('what she saw goes in; the error in cell C6 is a finding with its line and column', async () => {
  const { reading, header } = await look(workbook)
  const { state, report } = await bring(workbook, recipe('melts', reading, header))
  assert.equal(state, 'done')
  assert.deepEqual([report!.rows_read, report!.records_made, report!.cells_refused], [3, 5, 1])
  const [finding] = report!.findings
  assert.deepEqual([finding!.code, finding!.line, finding!.column, finding!.value], ['cell.error_value', 6, '시험 / Vickers (HV)', '#DIV/0!'])
  assert.match(finding!.text.ko, /C6/)
  const again = await bring(workbook, recipe('melts', reading, header))
  assert.deepEqual([again.report!.records_made, again.report!.records_unchanged], [0, 5])
})

test('a workbook whose damage shows only at its end leaves nothing behind', async () => {
  const before_ = await total()
  const long = writeXlsx({ sheets: [{ name: 'S', rows: [['melt', 'formula', 'hv'], ...Array.from({ length: 3000 }, (_, n): WrittenCell[] => [`D${n}`, `Cu${n + 1}Zn`, 100 + n])] }] })
  // A wrong check sum of the sheet, in the directory at the end: all rows are given out before it is noticed.
  const name = long.lastIndexOf('xl/worksheets/sheet1.xml')
  long.writeUInt32LE(12345, name - 46 + 16)
  const { state, problem } = await bring(long, recipe('damaged', { kind: 'xlsx' }, ['melt', 'formula', 'hv']))
  assert.equal(state, 'failed')
  assert.match(problem!.en, /damaged or was cut short \(xl\/worksheets\/sheet1\.xml: its check sum/)
  assert.match(problem!.ko, /손상/)
  assert.equal(await total(), before_)
  assert.deepEqual(await readdir(join(hub.home, 'files', 'incoming')), [])
})

test('a sheet that Korean Excel saved as CSV is read in the encoding that the recipe names, and in no other', async () => {
  // 이름;조성;경도 / 황동;Cu2Zn;107,5 in CP949.
  const korean = Buffer.from('c0ccb8a73bc1b6bcba3bb0e6b5b50ac8b2b5bf3b4375325a6e3b3130372c350a', 'hex')
  const { reading, header } = await look(korean)
  assert.deepEqual({ ...reading, missing: [] }, { kind: 'csv', delimiter: ';', encoding: 'cp949', decimal: ',', missing: [] })
  assert.deepEqual(header, ['이름', '조성', '경도'])
  const { state, report } = await bring(korean, recipe('korean', reading, header))
  assert.deepEqual([state, report!.records_made, report!.cells_refused], ['done', 2, 0])
  const found = await lee.call(searchRecords, { params, query: { q: 'name = "황동"' } })
  assert.equal(found.records.some(({ name }) => name === '황동'), true)
  const other = await bring(korean, recipe('utf8', { kind: 'csv', delimiter: ';' }, header))
  assert.equal(other.state, 'failed')
  assert.match(other.problem!.en, /not UTF-8.*state its encoding/)
})
