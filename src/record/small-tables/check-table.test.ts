import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TableCell, TableColumn, TableValue } from '../records/value.ts'
import type { Field } from '../templates/template.ts'
import { checkTable } from './check-table.ts'

const label = { en: 'Reflections', ko: '회절선' }
const field: Field = {
  name: 'reflections', label, type: 'table', role: 'result', obligation: 'optional',
  columns: [{ name: 'd', label: { en: 'd', ko: 'd' }, unit: 'Å' }, { name: 'intensity', label: { en: 'I', ko: 'I' }, unit: '%' }, { name: 'hkl', label: { en: 'hkl', ko: 'hkl' } }],
}
const [d, intensity, hkl] = [{ name: 'd', unit: 'nm' }, { name: 'intensity', unit: '1' }, { name: 'hkl' }]
const table = (columns: readonly TableColumn[], ...rows: (readonly TableCell[])[]): TableValue => ({ type: 'table', columns, rows })
const told = (value: TableValue) => checkTable(field, value).map(({ code, details }) => (
  [code, ...['row', 'column'].flatMap((key) => (details[key] === undefined ? [] : [details[key]]))].join(' ')
))

test('a column takes any unit of its dimension, and no other; one of text takes none', () => {
  assert.deepEqual(told(table([d, intensity, hkl], [0.314, 1, '111'])), [])
  assert.deepEqual(told(table([{ name: 'd', unit: 's' }], [1])), ['table.unit d'])
  assert.deepEqual(told(table([{ name: 'd', unit: 'zorks' }], [1])), ['unit.unknown d'])
  assert.deepEqual(told(table([{ name: 'd' }], [1])), ['table.kind d'])
  assert.deepEqual(told(table([{ name: 'hkl', unit: '1' }], ['111'])), ['table.kind hkl'])
})

test('columns are some of the template’s, each once and in its order', () => {
  assert.deepEqual(told(table([d, hkl], [0.3, '111'])), [])
  for (const columns of [[hkl, d], [d, d], [d, { name: 'other' }], []]) assert.deepEqual(told(table(columns, [0.3, 'a'])), ['table.columns'])
})

test('a missing cell is null: neither empty text, nor a row that ends early or says nothing', () => {
  assert.deepEqual(told(table([d, hkl], [0.3, null], [null, '220'])), [])
  assert.deepEqual(told(table([d, hkl], [0.3, ' '], [0.2], [null, null])), ['table.cell 1 hkl', 'table.row 2', 'table.row 3'])
  assert.deepEqual(told(table([d, hkl])), ['table.no_rows'])
})

test('a cell of numbers holds a finite number, a cell of text a text, and whoever does not is named by row and column', () => {
  assert.deepEqual(told(table([d, hkl], ['0.3', 111], [Infinity, '111'], [NaN, 'x'.repeat(501)])), [
    'table.cell 1 d', 'table.cell 1 hkl', 'table.cell 2 d', 'table.cell 3 d', 'table.cell 3 hkl',
  ])
})

test('of many wrong cells the first twenty are told, and how many there are besides', () => {
  const problems = checkTable(field, table([d], ...Array.from({ length: 50 }, () => ['?'])))
  assert.deepEqual([problems.length, problems.at(-1)!.details['more']], [21, 30])
})

test('a table of 10,000 cells is taken; a larger one is refused with the way out', () => {
  const rows = (n: number) => Array.from({ length: n }, () => [0.3, '111'])
  assert.deepEqual(told(table([d, hkl], ...rows(5000))), [])
  const [problem] = checkTable(field, table([d, hkl], ...rows(5001)))
  assert.equal(problem!.code, 'table.too_large')
  assert.match(problem!.text.en, /file or, .* curve/)
})
