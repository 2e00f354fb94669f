import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { sheetFileOf, writeXlsx } from './fixtures/write-xlsx.ts'
import type { WrittenSheet } from './fixtures/write-xlsx.ts'
import { guessReading } from './guess-reading.ts'
import { readRows } from './read-rows.ts'

type Guess = { reading: Record<string, unknown>; remarks: string; header: readonly string[] }

/** The guess without what texts stand for nothing, and the header that it leads to. */
async function guess(bytes: Uint8Array, sheet?: string): Promise<Guess> {
  const file = sheetFileOf(bytes)
  const { reading, remarks } = await guessReading(file, sheet)
  const { missing: _, ...rest } = reading
  for (const { ko } of remarks) assert.match(ko, /[가-힣]/)
  for await (const { cells } of readRows(file, reading)) return { reading: rest, remarks: remarks.map(({ en }) => en).join('\n'), header: cells }
  throw new Error('no header')
}

const text = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'))
const book = (rows: WrittenSheet['rows'], more: Partial<WrittenSheet> = {}): Buffer => writeXlsx({ sheets: [{ name: 'Sheet1', rows, ...more }] })
const CSV = { kind: 'csv', delimiter: ',', encoding: 'utf-8' }

describe('of a text file one guesses', () => {
  test('nothing but its sign where it is tidy', async () => {
    assert.deepEqual((await guess(text(['a,b', '1,2', '3,4']))).reading, CSV)
    assert.deepEqual((await guess(text(['a\tb', '1,5\t2,5 x', '3\t4']))).reading, { ...CSV, delimiter: '\t', decimal: ',' })
  })

  test('decimal commas where no number has a point, and only tells of them where both may be meant', async () => {
    const semicolon = { ...CSV, delimiter: ';' }
    const clear = await guess(text(['Probe;Härte', 'a;1,5', 'b;0,25']))
    assert.deepEqual(clear.reading, { ...semicolon, decimal: ',' })
    assert.match(clear.remarks, /Decimal comma: 2 numbers such as 1,5/)
    for (const [rows, reason] of [[['a;1,5', 'b;1.5'], /with a point/], [['a;1,500', 'b;2,250'], /thousands or decimals/]] as const) {
      const doubtful = await guess(text(['x;y', ...rows]))
      assert.deepEqual(doubtful.reading, semicolon)
      assert.match(doubtful.remarks, reason)
    }
  })

  test('decimal commas also where commas part the columns, from cells in quotes', async () => {
    const { reading, remarks } = await guess(text(['Sample,Hardness (HV)', 'a,"120,5"', 'b,"98,25"']))
    assert.deepEqual(reading, { ...CSV, decimal: ',' })
    assert.match(remarks, /Decimal comma: 2 numbers such as 120,5/)
    assert.deepEqual((await guess(text(['Sample,Load (N)', 'a,"1,500"', 'b,"2,250"']))).reading, CSV)
  })

  test('its encoding: the mark of UTF-16, Hangul for CP949, else Windows-1252; and says what that rests on', async () => {
    const utf16 = await guess(Buffer.from('\uFEFF시료,값\n가,1\n', 'utf16le'))
    assert.deepEqual([utf16.reading.encoding, utf16.header], ['utf-16', ['시료', '값']])
    const korean = await guess(Buffer.from('bdc3b7e12cb0e6b5b50ab0a12d312c3130370a', 'hex'))
    assert.deepEqual([korean.reading.encoding, korean.header], ['cp949', ['시료', '경도']])
    assert.match(korean.remarks, /5 of 5 pairs/)
    const western = await guess(Buffer.from('T in °C,µm\n1,2\n', 'latin1'))
    assert.deepEqual([western.reading.encoding, western.header], ['windows-1252', ['T in °C', 'µm']])
    assert.match(western.remarks, /µ and °/)
  })

  test('lines to pass over, several header rows and one of units', async () => {
    const { reading, header, remarks } = await guess(text([
      'Instrument: XRD "A"', 'Operator: Kim', '', 'Angle\tCounts\tError', 'deg\ts-1\ts-1', '10.0\t100\t10', '10.1\t110\t11', '10.2\t90\t9', '10.3\t95\t9',
    ]))
    assert.deepEqual(reading, { ...CSV, delimiter: '\t', skip: 2, header_rows: 2, units_row: 2 })
    assert.deepEqual(header, ['Angle (deg)', 'Counts (s-1)', 'Error (s-1)'])
    assert.match(remarks, /Lines up to 2 .*\n.*2 rows.*\n.*Line 5 holds units/)
  })

  test('groups over the columns behind them, where the row below names parts or gives units in brackets', async () => {
    const shape = async (lines: string[]) => {
      const { reading: { kind: _, delimiter: __, encoding: ___, ...rest }, header } = await guess(text(lines))
      return [rest, header]
    }
    assert.deepEqual(await shape(['Sample,Annealing,,Hardness', ',(°C),(h),(HV)', 'a,900,2,205', 'b,950,4,190', 'c,990,1,170']), [
      { header_rows: 2, units_row: 2, groups: 'to_next' }, ['Sample', 'Annealing (°C)', 'Annealing (h)', 'Hardness (HV)'],
    ])
    assert.deepEqual(await shape(['Sample,Tensile properties,,', ',YS (MPa),UTS (MPa),El. (%)', 'a,400,600,12', 'b,410,640,13', 'c,300,500,20']), [
      { header_rows: 2, groups: 'to_next' }, ['Sample', 'Tensile properties / YS (MPa)', 'Tensile properties / UTS (MPa)', 'Tensile properties / El. (%)'],
    ])
    // `T` and `t` are tesla and tonne, yet their row names columns; the one below it holds units.
    assert.deepEqual(await shape(['Alloy,Heat treatment,,Test', ',T,t,YS', ',(°C),(h),(MPa)', 'a,900,2,205', 'b,950,4,190', 'c,990,1,170']), [
      { header_rows: 3, units_row: 3, groups: 'to_next' }, ['Alloy', 'Heat treatment / T (°C)', 'Heat treatment / t (h)', 'Test / YS (MPa)'],
    ])
    // As a laboratory's spectrometer writes it (eugbe_0008 of DTU).
    assert.deepEqual(await shape(['Collect1,,Collect2,,', 'Wavelength (nm),%T,Wavelength (nm),%R,', '2500,74.5,2500,23.9,', '2496,74.4,2496,23.9,', '2492,74.4,2492,23.9,']), [
      { header_rows: 2, groups: 'to_next' }, ['Collect1 / Wavelength (nm)', 'Collect1 / %T', 'Collect2 / Wavelength (nm)', 'Collect2 / %R'],
    ])
  })

  test('no groups from notes above a table', async () => {
    for (const note of ['Operator:,Kim', 'Results of March', 'Project = A,,x = y']) {
      const { header } = await guess(text([note, 'Sample,T (°C),t (h),HV', 'a,900,2,205', 'b,950,4,190', 'c,990,1,170']))
      assert.deepEqual(header, ['Sample', 'T (°C)', 't (h)', 'HV'], note)
    }
  })

  test('that a sheet of words has a header of one row', async () => {
    assert.deepEqual((await guess(text(['name,colour', 'a,red', 'b,blue', 'c,green']))).reading, CSV)
  })

  test('that a file which begins with numbers may have no header, and says so', async () => {
    assert.match((await guess(text(['1.5\t2', '2.5\t3', '3.5\t4']))).remarks, /may have no header/)
  })
})

describe('of a workbook one guesses', () => {
  test('the first sheet that is shown and holds a table; another may be asked for', async () => {
    const bytes = writeXlsx({ sheets: [
      { name: 'Read me', rows: [['How to fill this in']] }, { name: 'Old', rows: [['a', 'b'], ['1', '2']], isHidden: true }, { name: '데이터', rows: [['c', 'd'], ['1', '2']] },
    ] })
    assert.deepEqual((await guess(bytes)).reading, { kind: 'xlsx', sheet: '데이터' })
    assert.deepEqual((await guess(bytes, 'Old')).header, ['a', 'b'])
    await assert.rejects(guess(bytes, 'New'), { code: 'xlsx.no_such_sheet' })
    assert.deepEqual((await guessReading(sheetFileOf(bytes))).sheets[1], { name: 'Old', rows: 2, columns: 2 })
  })

  test('two header rows where the first is merged over columns', async () => {
    const rows = [['Experiment', null, '1: Spin Coating', null], ['Date', 'Sample', 'Speed', 'Solvent'], ['2025-01-01', 'a', 1000, 'DMF'], ['2025-01-01', 'b', 2000, 'DMSO']]
    const { reading, header } = await guess(book(rows, { merged: ['A1:B1', 'C1:D1'] }))
    assert.deepEqual(reading, { kind: 'xlsx', sheet: 'Sheet1', header_rows: 2 })
    assert.deepEqual(header, ['Experiment / Date', 'Experiment / Sample', '1: Spin Coating / Speed', '1: Spin Coating / Solvent'])
  })

  test('that it is to be turned where fields are rows', async () => {
    const fields = Array.from({ length: 12 }, (_, row) => [`field ${row}`, ...[1, 2, 3].map((sample) => (row % 2 ? `word ${sample}` : sample / 10))])
    assert.deepEqual((await guess(book(fields))).reading, { kind: 'xlsx', sheet: 'Sheet1', transposed: true })
    const tidy = Array.from({ length: 12 }, (_, row) => [`sample ${row}`, `word ${row}`, row / 10])
    assert.deepEqual((await guess(book([['name', 'note', 'x'], ...tidy]))).reading, { kind: 'xlsx', sheet: 'Sheet1' })
  })

  test('that names are to be completed where one comes twice or a column has none', async () => {
    const { reading, header, remarks } = await guess(book([['T', 'std', 'E', 'std'], [1, 2, 3, 4], [5, 6, 7, 8]]))
    assert.deepEqual([reading.names, header], ['completed', ['T', 'std', 'E', 'std #2']])
    assert.match(remarks, /“std” comes again \(columns 2 and 4\)/)
    assert.deepEqual((await guess(book([[null, 'a', 'b'], ['x', 1, 2], ['y', 3, 4]]))).header, ['(A)', 'a', 'b'])
  })
})

test('what is neither text nor a workbook is refused, not guessed', async () => {
  for (const [hex, code] of [['d0cf11e0a1b11ae1', 'xlsx.other_format'], ['504b0304ffff', 'xlsx.damaged'], ['89504e470d0a1a0a0000', 'csv.encoding']] as const) {
    await assert.rejects(guess(Buffer.from(hex, 'hex')), (error: Error) => error instanceof Refusal && error.code === code, hex)
  }
  await assert.rejects(guess(Buffer.alloc(0)), { code: 'csv.empty' })
})
