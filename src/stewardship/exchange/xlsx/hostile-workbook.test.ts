import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { sheetFileOf, writeXlsx, writeZip, xlsxParts } from '../fixtures/write-xlsx.ts'
import type { WrittenCell } from '../fixtures/write-xlsx.ts'
import { readRows } from '../read-rows.ts'
import type { TableFile } from '../recipe.ts'

const XLSX: TableFile = { kind: 'xlsx', missing: [''] }
const CSV: TableFile = { kind: 'csv', delimiter: ',', encoding: 'utf-8', missing: [''] }

/** The rows of a file as one text, or the refusal; anything else that is thrown fails the test. */
async function outcome(bytes: Uint8Array, reading: TableFile = XLSX): Promise<string | Refusal> {
  const rows: unknown[] = []
  try {
    for await (const { line, cells } of readRows(sheetFileOf(bytes, 1000), reading)) rows.push([line, ...cells])
    return JSON.stringify(rows)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    assert.ok(!/[\r\n]/.test(error.text.en + error.text.ko), `one line: ${error.text.en}`)
    return error
  }
}

async function codeOf(bytes: Uint8Array, reading: TableFile = XLSX): Promise<string> {
  const found = await outcome(bytes, reading)
  return found instanceof Refusal ? found.code : `read: ${found.slice(0, 100)}`
}

const rows: WrittenCell[][] = [
  ['Sample', 'Date', 'Yield'],
  ...Array.from({ length: 60 }, (_, row): WrittenCell[] => [`시료 ${row}`, { xml: `s="1"><v>${45000 + row}</v>` }, Math.sqrt(row)]),
]
const good = writeXlsx({ sheets: [{ name: 'S', rows, merged: ['A3:A4'] }], formats: [14] })

/** The good workbook with the text of one part changed. */
function spoiled(part: string, change: (text: string) => string): Buffer {
  const parts = xlsxParts({ sheets: [{ name: 'S', rows }], formats: [14] })
  parts.set(part, change(parts.get(part)!))
  return writeZip(parts)
}

describe('a workbook that is cut or changed', () => {
  test('at every 97th byte is refused', async () => {
    for (let end = 0; end < good.length; end += 97) {
      assert.match(await codeOf(good.subarray(0, end)), /^xlsx\.(damaged|not_a_workbook)$/, `cut at ${end}`)
    }
  })

  test('in a few bits is refused, or read as it was', async () => {
    const right = await outcome(good)
    assert.equal(typeof right, 'string')
    // Lehmer's generator with the numbers of Park and Miller (1988).
    let state = 20240917
    const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
    let refused = 0
    for (let round = 0; round < 400; round++) {
      const bytes = Buffer.from(good)
      for (let flips = 1 + next(3); flips > 0; flips--) bytes[next(bytes.length)]! ^= 1 << next(8)
      const found = await outcome(bytes)
      if (found instanceof Refusal) refused++
      else assert.equal(found, right, `round ${round}`)
    }
    assert.ok(refused > 200, `${refused} of 400 were refused`)
  })
})

describe('a file that is not what it is called', () => {
  test('is told by its bytes', async () => {
    assert.equal(await codeOf(good, CSV), 'csv.is_workbook')
    assert.equal(await codeOf(Buffer.from('a,b\n1,2\n')), 'xlsx.not_a_workbook')
    assert.equal(await codeOf(Buffer.alloc(0)), 'xlsx.not_a_workbook')
    assert.equal(await codeOf(writeZip(new Map([['readme.txt', 'hello']]))), 'xlsx.not_a_workbook')
    assert.equal(await codeOf(writeZip(new Map([['mimetype', 'application/vnd.oasis'], ['content.xml', '<x/>']]))), 'xlsx.other_format')
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)])
    for (const reading of [XLSX, CSV]) assert.equal(await codeOf(compound, reading), 'xlsx.other_format')
    compound.write('EncryptedPackage', 1995, 'utf16le')
    for (const reading of [XLSX, CSV]) assert.equal(await codeOf(compound, reading), 'xlsx.password')
  })
})

describe('a workbook made to do harm', () => {
  test('that unpacks to hundreds of times its size is refused before it is unpacked', async () => {
    const bomb = spoiled('xl/worksheets/sheet1.xml', (text) => text.replace('<sheetData>', `<sheetData>${' '.repeat(30_000_000)}`))
    assert.ok(bomb.length < 100_000)
    assert.equal(await codeOf(bomb), 'xlsx.too_dense')
  })

  test('that says it is larger than any sheet is refused, and one that lies about its size as well', async () => {
    for (const [size, code] of [[4_100_000_000, 'xlsx.too_large'], [7_000_000, 'xlsx.damaged'], [100, 'xlsx.damaged']] as const) {
      const bytes = Buffer.from(good)
      const name = bytes.lastIndexOf('xl/worksheets/sheet1.xml')
      bytes.writeUInt32LE(size, name - 46 + 24)
      assert.equal(await codeOf(bytes), code)
    }
  })

  test('with a text without end is refused after two million characters', async () => {
    const noise = Array.from({ length: 300_000 }, (_, index) => (index * 2_654_435_761 % 1e10).toString(36)).join('')
    const long = spoiled('xl/worksheets/sheet1.xml', (text) => text.replace('<sheetData>', `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${noise}</t></is></c></row></sheetData><sheetData>`))
    assert.equal(await codeOf(long), 'xlsx.too_long')
  })

  test('that declares entities is refused, wherever they stand; none is ever expanded', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    for (const part of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml', 'xl/styles.xml', '_rels/.rels']) {
      assert.equal(await codeOf(spoiled(part, (text) => text.replace('?>\n', `?>${laughs}`))), 'xlsx.doctype', part)
    }
    assert.equal(await codeOf(spoiled('xl/sharedStrings.xml', (text) => text.replace('Sample', '&b;'))), 'xlsx.damaged')
  })

  test('whose rows or cells stand in no order is refused', async () => {
    const sheet = (data: string) => codeOf(spoiled('xl/worksheets/sheet1.xml', (text) => text.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${data}</sheetData>`)))
    for (const data of [
      '<row r="2"/><row r="1"/>', '<row r="0"/>', '<row r="1048577"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>', '<row r="1"><c r="A2"/></row>',
      '<row r="1"><c r="XFE1"/></row>', '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>', '<row r="1"><c r="A1"><v>twelve</v></c></row>', '<c r="A1"/>',
    ]) assert.equal(await sheet(data), 'xlsx.damaged', data)
    assert.equal(await sheet(''), 'csv.empty')
  })

  test('with merged areas that lie over each other by the hundred thousand is read in its time, turned or not', async () => {
    const merged = Array.from({ length: 150_000 }, (_, n) => `A1:XFD${1 + (n % 1000)}`)
    const bytes = writeXlsx({ sheets: [{ name: 'S', rows: [['a', 'b'], ['1', '2']], merged }] })
    for (const transposed of [false, true]) assert.match(await codeOf(bytes, { ...XLSX, transposed }), /^(read|sheet\.too_many_columns)/)
  })

  test('with more columns than anyone names is refused with the limit', async () => {
    const wide = Array.from({ length: 10_000 }, (_, column) => `c${column}`)
    assert.equal(await codeOf(writeXlsx({ sheets: [{ name: 'S', rows: [wide, wide] }] })), 'sheet.too_many_columns')
    assert.equal(await codeOf(Buffer.from(`${wide.join(',')}\n${wide.join(',')}\n`), CSV), 'sheet.too_many_columns')
  })
})
