import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { CsvRow } from '../csv-row.ts'
import type { Finding } from '../finding.ts'
import { sheetFileOf, writeXlsx } from '../fixtures/write-xlsx.ts'
import type { WrittenBook, WrittenCell, WrittenSheet } from '../fixtures/write-xlsx.ts'
import { readXlsx } from './read-xlsx.ts'
import type { XlsxOptions } from './read-xlsx.ts'

async function read(book: WrittenBook, options: XlsxOptions = {}): Promise<{ rows: CsvRow[]; remarks: Finding[] }> {
  const rows: CsvRow[] = []
  const remarks: Finding[] = []
  for await (const row of readXlsx(sheetFileOf(writeXlsx(book)), options, (remark) => remarks.push(remark))) rows.push(row)
  return { rows, remarks }
}

const oneSheet = (rows: WrittenSheet['rows'], more: Partial<WrittenSheet> = {}, book: Partial<WrittenBook> = {}): WrittenBook => (
  { sheets: [{ name: 'Sheet1', rows, ...more }], ...book }
)

const cellsOf = ({ rows }: { rows: CsvRow[] }) => rows.map(({ cells }) => cells)

async function refusal(reading: Promise<unknown>): Promise<Refusal> {
  const error = await reading.then(() => null, (thrown: unknown) => thrown)
  assert.ok(error instanceof Refusal, `not refused: ${String(error)}`)
  return error
}

/** What one cell below the header `x` is read as. */
async function cell(written: WrittenCell, formats: (string | number)[] = [], is1904 = false): Promise<{ text: string; code: string | null }> {
  const { rows: [, row] } = await read(oneSheet([['x', 'y'], [written, 'other']], {}, { formats, is1904 }))
  return { text: row!.cells[0]!, code: row!.faults?.get(0)?.code ?? null }
}

const dated = (serial: number | string, style = 1) => ({ xml: `s="${style}"><v>${serial}</v>` })

describe('a cell', () => {
  test('of a number keeps the number that is stored, in its shortest text', async () => {
    for (const [stored, text] of [['1.0000000000000001E-10', '1e-10'], ['0.30000000000000004', '0.30000000000000004'], ['0.32000000000000001', '0.32'], ['1E3', '1000'], ['-0.5', '-0.5']]) {
      assert.equal((await cell({ xml: `><v>${stored}</v>` })).text, text)
    }
    assert.equal((await cell({ xml: '><v>12345678901234567890</v>' })).text, '12345678901234567890')
    await fc.assert(fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (number) => {
      assert.equal(Number((await cell(number)).text) + 0, number + 0)
    }), { numRuns: 60 })
  })

  test('of a number with a date format is the day or moment in ISO 8601, by either of the two calendars', async () => {
    assert.equal((await cell(dated(45559), [14])).text, '2024-09-24')
    assert.equal((await cell(dated(45559.5450231481), ['yyyy-mm-dd hh:mm:ss'])).text, '2024-09-24T13:04:50')
    assert.equal((await cell(dated(1), [14])).text, '1900-01-01')
    assert.equal((await cell(dated(59), [14])).text, '1900-02-28')
    assert.equal((await cell(dated(61), [14])).text, '1900-03-01')
    assert.equal((await cell(dated(44097), [14], true)).text, '2024-09-24')
    assert.equal((await cell(dated(0), [14], true)).text, '1904-01-01')
    assert.equal((await cell(dated(2_958_465), [14])).text, '9999-12-31')
    assert.equal((await cell(dated(45559), [31])).text, '2024-09-24', 'a built-in format of Korean Excel')
  })

  test('of a time of day or a length of time says so', async () => {
    assert.equal((await cell(dated(0.75), [20])).text, '18:00:00')
    assert.equal((await cell(dated(1.5), ['[h]:mm:ss'])).text, 'PT36H')
    assert.equal((await cell(dated(0.0000115740740740741), ['mm:ss.0'])).text, '00:00:01')
  })

  test('is a date by its number format alone: quoted and coloured words are none', async () => {
    const number = { xml: 's="1"><v>45559</v>' }
    for (const format of ['0.00" day"', '[Red]0.0', '0.00E+00', '#,##0\\d', '0_d', 'General', '@', '[$-412]0']) assert.equal((await cell(number, [format])).text, '45559', format)
    for (const format of ['yyyy"년" m"월" d"일"', 'd/m/yy', '[$-412]yyyy-mm-dd', 'mmm yy']) assert.equal((await cell(number, [format])).text, '2024-09-24', format)
  })

  test('with a date format and no day of the calendar is kept as a number and refused', async () => {
    for (const serial of [-1, 60, 2_958_466]) assert.deepEqual(await cell(dated(serial), [14]), { text: String(serial), code: 'cell.no_date' })
  })

  test('of an error, and a formula whose result was never stored, are refused by the cell’s name', async () => {
    assert.deepEqual(await cell({ xml: 't="e"><v>#DIV/0!</v>' }), { text: '#DIV/0!', code: 'cell.error_value' })
    assert.deepEqual(await cell({ xml: '><f>SUM(B2:B3)</f>' }), { text: '=SUM(B2:B3)', code: 'cell.formula_without_value' })
    assert.deepEqual(await cell({ xml: '><f>SUM(B2:B3)</f><v></v>' }), { text: '=SUM(B2:B3)', code: 'cell.formula_without_value' })
    const { rows: [, row] } = await read(oneSheet([['x'], [{ xml: '><f>1/0</f>' }]]))
    assert.match(row!.faults!.get(0)!.text.en, /Cell A2 /)
  })

  test('of a formula has the result that was stored', async () => {
    assert.equal((await cell({ xml: '><f>1+1</f><v>2</v>' })).text, '2')
    assert.equal((await cell({ xml: 't="str"><f>"a"&amp;"b"</f><v>ab</v>' })).text, 'ab')
    assert.deepEqual(await cell({ xml: 't="str"><f>IF(1,"","")</f><v></v>' }), { text: '', code: null })
  })

  test('of text is whole: runs of rich text joined, pronunciations left out, escapes undone', async () => {
    assert.equal((await cell({ xml: 't="inlineStr"><is><r><t>CoCr</t></r><r><t xml:space="preserve"> Fe</t></r><rPh sb="0" eb="1"><t>ignored</t></rPh></is>' })).text, 'CoCr Fe')
    assert.equal((await cell('a_x000A_b & <소재>')).text, 'a\nb & <소재>')
    assert.equal((await cell(true)).text, 'TRUE')
    assert.equal((await cell({ xml: 't="d"><v>2024-09-24</v>' })).text, '2024-09-24')
  })
})

describe('a sheet', () => {
  test('is taken by its name, and must be named where there are several', async () => {
    const book = { sheets: [{ name: 'Notes', rows: [['a'], ['1']] }, { name: '데이터', rows: [['b'], ['2']] }] }
    assert.deepEqual(cellsOf(await read(book, { sheet: '데이터' })), [['b'], ['2']])
    assert.equal((await refusal(read(book))).code, 'xlsx.which_sheet')
    assert.match((await refusal(read(book, { sheet: 'Data' }))).text.en, /Notes, 데이터/)
  })

  test('keeps the numbers of its rows, passes over empty ones, and is filled up to its header', async () => {
    const { rows } = await read(oneSheet([[null], ['a', 'b', 'c'], ['1'], [], [null, ' '], [null, '2', '3'], [], []]))
    assert.deepEqual(rows, [
      { line: 2, cells: ['a', 'b', 'c'] }, { line: 3, cells: ['1', '', ''] }, { line: 6, cells: ['', '2', '3'] },
    ])
  })

  test('whose columns are formatted and empty to the end has the columns that are named', async () => {
    const empty = Array.from({ length: 16_382 }, () => ({ xml: 's="0">' }))
    assert.deepEqual(cellsOf(await read(oneSheet([['a', 'b', ...empty], ['1', '2', ...empty]]))), [['a', 'b'], ['1', '2']])
  })

  test('with hidden rows and columns is read like any other, and that is said', async () => {
    const { rows, remarks } = await read(oneSheet([['a', 'b'], ['1', '2'], ['3', '4']], { rowAttributes: { 3: 'hidden="1"' }, before: '<cols><col min="2" max="2" hidden="1"/></cols>' }))
    assert.equal(rows.length, 3)
    assert.match(remarks.find(({ code }) => code === 'sheet.hidden')!.text.en, /rows 3 \(1\); columns B/)
  })

  test('with merged data has the value in the first cell only, and that is said', async () => {
    const { rows, remarks } = await read(oneSheet([['a', 'b'], ['x', '1'], [null, '2']], { merged: ['A2:A3'] }))
    assert.deepEqual(rows.map(({ cells }) => cells[0]), ['a', 'x', ''])
    assert.match(remarks[0]!.text.en, /A2:A3/)
    assert.equal(remarks[0]!.code, 'sheet.merged_cells')
  })

  test('with notes to the right of its columns leaves them out, and names them', async () => {
    const { rows, remarks } = await read(oneSheet([['a', 'b'], ['1', '2', null, 'repeat this?']]))
    assert.deepEqual(rows[1]!.cells, ['1', '2'])
    assert.match(remarks[0]!.text.en, /D2/)
  })

  test('with a column of no name, or two of one name, is refused unless the reading completes its names', async () => {
    const rows = [['a', null, 'a', '(B)', null], ['1', '2', '3', '4', '5']]
    assert.equal((await refusal(read(oneSheet(rows)))).code, 'csv.empty_header')
    assert.equal((await refusal(read(oneSheet([['a', 'a'], ['1', '2']])))).code, 'csv.duplicate_header')
    assert.deepEqual((await read(oneSheet(rows), { names: 'completed' })).rows[0]!.cells, ['a', '(B) #2', 'a #2', '(B)'])
  })
})

describe('a header of several rows', () => {
  const rows = [['Batch 7'], ['Sample', '3: Spin Coating', null, 'Yield'], [null, 'Speed', 'Time', null], [null, 'rpm', 's', '%'], ['C-1', 1000, 30, 12.5]]

  test('names each column by its group, its field and its unit', async () => {
    const { rows: [header, first] } = await read(oneSheet(rows, { merged: ['B2:C2', 'A2:A3', 'D2:D3'] }), { skip: 1, header_rows: 3, units_row: 3 })
    assert.deepEqual(header, { line: 2, cells: ['Sample', '3: Spin Coating / Speed (rpm)', '3: Spin Coating / Time (s)', 'Yield (%)'] })
    assert.deepEqual(first, { line: 5, cells: ['C-1', '1000', '30', '12.5'] })
  })

  test('is filled from the left only where cells are merged, or between two of the same group', async () => {
    assert.deepEqual((await read(oneSheet(rows), { skip: 1, header_rows: 2 })).rows[0]!.cells, ['Sample', '3: Spin Coating / Speed', 'Time', 'Yield'])
    const repeated = [['A', null, 'A', 'B'], ['x', 'y', 'z', 'w'], ['1', '2', '3', '4']]
    assert.deepEqual((await read(oneSheet(repeated), { header_rows: 2 })).rows[0]!.cells, ['A / x', 'A / y', 'A / z', 'B / w'])
  })

  test('of more rows than the sheet has is refused', async () => {
    assert.equal((await refusal(read(oneSheet([['a'], ['1']]), { header_rows: 3 }))).code, 'sheet.short_header')
  })
})

describe('a sheet whose fields are rows', () => {
  const rows = [['Device', 'Area [cm^2]', null, 'PCE'], ['D1', 0.16, null, 21], ['D2', 0.2, null, { xml: 't="e"><v>#N/A</v>' }]]
  const turned = Array.from({ length: 4 }, (_, row) => rows.map((cells) => cells[row] ?? null))

  test('is read as if it were turned; a line is then the number of the column', async () => {
    const { rows: read_ } = await read(oneSheet(turned), { transposed: true })
    assert.deepEqual(read_.map(({ line, cells }) => [line, ...cells]), [[1, 'Device', 'Area [cm^2]', 'PCE'], [2, 'D1', '0.16', '21'], [3, 'D2', '0.2', '#N/A']])
    assert.match(read_[2]!.faults!.get(2)!.text.en, /Cell C4 /)
  })

  test('may group its fields by merged cells', async () => {
    const grouped = [['Cell', 'Area', 0.1], [null, 'PCE', 20], ['Stack', 'Layers', 5]]
    const { rows: [header] } = await read(oneSheet(grouped, { merged: ['A1:A2'] }), { transposed: true, header_rows: 2 })
    assert.deepEqual(header!.cells, ['Cell / Area', 'Cell / PCE', 'Stack / Layers'])
  })
})
