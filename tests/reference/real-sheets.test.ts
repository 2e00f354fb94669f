// Sheets that laboratories made, against what Python's openpyxl 3.1.5 reads in them. On 27 November 2026 all 73,264 filled
// cells of the 16 workbooks in SOJAE_TEST_DATA were compared one by one and were the same; the counts here are openpyxl's.
import assert from 'node:assert/strict'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, test } from 'node:test'
import type { CsvRow } from '#stewardship/exchange/csv-row.ts'
import type { Finding } from '#stewardship/exchange/finding.ts'
import { guessReading } from '#stewardship/exchange/guess-reading.ts'
import { readRows } from '#stewardship/exchange/read-rows.ts'
import type { TableFile } from '#stewardship/exchange/recipe.ts'
import type { SheetFile } from '#stewardship/exchange/sheet-file.ts'
import { sheetRows } from '#stewardship/exchange/xlsx/sheet-rows.ts'
import { openWorkbook } from '#stewardship/exchange/xlsx/workbook.ts'

const data = process.env['SOJAE_TEST_DATA'] ?? '../shared/data'
const skipWithout = (path: string) => ({ skip: existsSync(join(data, path)) ? false : `no ${path} in ${data}` })

function fileAt(path: string): SheetFile {
  const at = join(data, path)
  return { size: statSync(at).size, range: (start, end) => (start < end ? createReadStream(at, { start, end: end - 1 }) : Readable.from([])) }
}

async function read(path: string, reading: TableFile): Promise<{ header: readonly string[]; rows: CsvRow[]; remarks: Finding[] }> {
  const remarks: Finding[] = []
  const rows: CsvRow[] = []
  for await (const row of readRows(fileAt(path), reading, (remark) => remarks.push(remark))) rows.push(row)
  return { header: rows[0]!.cells, rows: rows.slice(1), remarks }
}

/** Filled cells of each sheet of a workbook. */
const FILLED: readonly (readonly [path: string, sheets: Readonly<Record<string, number>>])[] = [
  ['perovskite_tandem/tandem_input_sheet.xlsx', { 'Master vertical': 37217, Categories: 8184 }],
  ['perovskite_tandem/perovskite_ions.xlsx', { Sheet1: 3922 }],
  ['hysprint_lab/20250305_experiment_file.xlsx', { Sheet: 3826 }],
  ['hysprint_lab/20240915_test_experiment.xlsx', { Test: 361 }],
  ['hysprint_lab/test_hysprint_blade_coating.xlsx', { 'Experiment Data': 106, 'Data Entry Guide': 548, 'How to Cite': 15 }],
  ['chem_energy_lab/tfc_sputtering.xlsx', { Information: 18, Parameters: 44, Observables: 43, Source_Configuration: 32, Config: 44 }],
  ['raw/battery_cellpy/mock_data_001.xlsx', { arbin_sql: 480 }],
  ['raw/dtu_ald_sputter/anait_0029_Ba-Zr_BL.xlsx', { Sheet1: 279, Sheet2: 63 }],
]

describe('every filled cell of a real workbook is found', () => {
  for (const [path, sheets] of FILLED) {
    test(path, skipWithout(path), async () => {
      const book = await openWorkbook(fileAt(path))
      const counts: Record<string, number> = {}
      for (const { name, part } of book.sheets) {
        counts[name] = 0
        for await (const { cells } of sheetRows(book, part, { hiddenRows: [], hiddenColumns: [], merged: [] })) {
          counts[name] += cells.filter((cell) => cell !== '').length
        }
      }
      assert.deepEqual(counts, sheets)
    })
  }
})

const tandem = 'perovskite_tandem/tandem_input_sheet.xlsx'
test('the tandem cells, whose fields are rows, are 175 devices of 1,644 fields, seven of them under a name that another has', skipWithout(tandem), async () => {
  const { reading } = await guessReading(fileAt(tandem))
  assert.deepEqual({ ...reading, missing: [] }, { kind: 'xlsx', sheet: 'Master vertical', transposed: true, names: 'completed', missing: [] })
  const { header, rows, remarks } = await read(tandem, reading)
  assert.deepEqual([header.length, rows.length], [1644, 175])
  assert.equal(header.filter((name) => / #\d+$/.test(name)).length, 7)
  assert.equal(rows[0]!.cells[header.indexOf('Ref. DOI number')], '10.1002/advs.201700675')
  assert.deepEqual(remarks.map(({ code }) => code), ['sheet.hidden'])
})

const plan = 'hysprint_lab/20250305_experiment_file.xlsx'
test('a plan of experiments has two header rows, the first merged over the columns of a step', skipWithout(plan), async () => {
  const { reading } = await guessReading(fileAt(plan))
  assert.equal(reading.header_rows, 2)
  const { header, rows } = await read(plan, reading)
  assert.deepEqual([header.length, rows.length], [225, 16])
  assert.deepEqual(header.slice(0, 2), ['Experiment Info / Date', 'Experiment Info / Project_Name'])
  assert.ok(header.every((name) => name.includes(' / ')))
  assert.equal(new Set(header).size, 225)
})

const dated = 'hysprint_lab/20240915_test_experiment.xlsx'
test('a date stands as a day, and one that was typed as text as it was typed', skipWithout(dated), async () => {
  const days = async (path: string, sheet: string) => (await read(path, { kind: 'xlsx', sheet, header_rows: 2, missing: [''] })).rows[0]!.cells[0]
  assert.deepEqual([await days(dated, 'Test'), await days(plan, 'Sheet')], ['2024-09-24', '26-02-2025'])
})

const OER = 'irco_oer/Key-Aspects/'
test('three header rows of a text file name, part and measure its columns', skipWithout(OER), async () => {
  const dissolution = `${OER}02_HT_Echem_exp/02_Dissolution_exp/Ir.txt`
  const { reading } = await guessReading(fileAt(dissolution))
  assert.deepEqual([reading.header_rows, reading.units_row], [3, 3])
  const { header, rows } = await read(dissolution, reading)
  assert.deepEqual([header, rows[0]], [['Time (s)', 'Ir (ng cm-2 s-1)', 'Co (ng cm-2 s-1)'], { line: 4, cells: ['67', '1.94067E-4', '2.7927E-4'] }])
  const composition = `${OER}01_Structural_characterization/01_Composition_analysis/Composition_analysis.txt`
  const read_ = await read(composition, (await guessReading(fileAt(composition))).reading)
  assert.deepEqual(read_.header.slice(1, 5), ['Nominal / Co content (at.-%)', 'Co / XRF (at.-%)', 'Ir / XRF (at.-%)', 'Co / XPS before ICP-MS (at.-%)'])
  assert.equal(read_.rows.length, 6)
})

test('a file whose header names a column that its rows lack is refused at its first row', skipWithout(OER), async () => {
  const overpotential = `${OER}02_HT_Echem_exp/03_Dissolution_analysis/Overpot_change.txt`
  const reading: TableFile = { kind: 'csv', delimiter: '\t', encoding: 'utf-8', header_rows: 2, units_row: 2, names: 'completed', missing: [''] }
  await assert.rejects(read(overpotential, reading), { code: 'csv.ragged', details: { line: 3, found: 4, expected: 5 } })
})
