import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Field, TableValue } from './entry.ts'
import { shipped } from './fixtures/shipped-template.ts'
import { readBox } from './read-entry.ts'
import { readTableText, tableBox } from './table-text.ts'

const field = shipped('powder_diffraction').fields.find(({ type }) => type === 'table')!
const columns = field.columns!
const told = (text: string) => readTableText(columns, text).faults.map(({ code, row, place }) => `${code} ${row} ${place}`)
const units = { two_theta: '°', d_spacing: 'Å', relative_intensity: '%' }
const read = (text: string, given: Record<string, string> = units) => {
  try {
    return readBox(field, { type: 'table', text, units: given }) as TableValue
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test('a table that is written for the form and read again is the same', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value))
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('hkl', 'd', '"', ' 1', '1,5', 'a\tb', 'a\nb', '""', '\r\n', '3½', '{111}'),
  ).filter((cell) => cell.trim() !== '')
  const value = fc.subarray([...columns], { minLength: 1 }).chain((chosen) => {
    const cells = chosen.map(({ unit }) => fc.option<number | string>(unit === undefined ? text : number))
    const row = fc.tuple(...cells).filter((given) => given.some((cell) => cell !== null))
    return fc.array(row, { minLength: 1, maxLength: 6 }).map((rows): TableValue => ({
      type: 'table', columns: chosen.map(({ name, unit }) => (unit === undefined ? { name } : { name, unit })), rows,
    }))
  })
  fc.assert(fc.property(value, (table) => assert.deepEqual(readBox(field as Field, tableBox(table)), table)))
})

test('what a spreadsheet copies is read by its headings, in any order, with their units and its missing cells', () => {
  const pasted = 'hkl\tRelative intensity (%)\t2θ (rad)\r\n111\t100\t0.4964\r\n220\t\t0.8256\r\n'
  assert.deepEqual(read(pasted, {}), {
    type: 'table', columns: [{ name: 'two_theta', unit: 'rad' }, { name: 'relative_intensity', unit: '%' }, { name: 'hkl' }],
    rows: [[0.4964, 100, '111'], [0.8256, null, '220']],
  })
})

test('without headings the columns are the template’s, and none gets a unit that nobody has said', () => {
  const text = '28.443,3.1355,100,111\n47.303,1.9201,55,"220, 2-20"'
  assert.deepEqual((read(text) as TableValue).rows, [[28.443, 3.1355, 100, '111'], [47.303, 1.9201, 55, '220, 2-20']])
  const error = read(text, { two_theta: '°', d_spacing: ' ' })
  assert.ok(error instanceof Refusal)
  assert.deepEqual([error.code, error.details['column']], ['table.no_unit', 'd_spacing'])
})

test('a unit that a heading says and nobody knows is kept for the hub to refuse, not dropped', () => {
  assert.deepEqual((read('d_spacing (zorks)\n3.1', {}) as TableValue).columns, [{ name: 'd_spacing', unit: 'zorks' }])
})

test('only 1234.5 is a number: no decimal comma, no word, no dash; each is told by its row and column', () => {
  assert.deepEqual(told('1\t2\t3\t111\n1,5\tn.d.\t−3e-2\t220\n\n1e999\t0x10\t\t331'), ['table.cell 2 0', 'table.cell 2 1', 'table.cell 3 0', 'table.cell 3 1'])
  assert.deepEqual(told('1,5,2,3,111'), ['table.row 1 null'])
  const [one, three] = [read('a\t\t\t111'), read('a\tb\tc\t111')]
  assert.ok(one instanceof Refusal && three instanceof Refusal)
  assert.match(one.text.en, /^Row 1, 2θ: “a” is no number /)
  assert.match(three.text.en, /^3 cells or rows cannot be read/)
})

test('a first line that names some columns and something else is told, and taken for neither silently', () => {
  assert.deepEqual(told('2θ\td\tFWHM\thkl\n1\t2\t3\t111')[0], 'table.headings null null')
  assert.deepEqual(told('d\td\n1\t2'), ['table.headings null null'])
  assert.deepEqual(told('hkl\n"111'), ['table.quotes null null'])
})
