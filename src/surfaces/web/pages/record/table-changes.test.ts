import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TableValue } from '../../shown/table-text.ts'
import { tableChanges } from './table-changes.ts'

const table = (rows: TableValue['rows'], columns: TableValue['columns'] = [{ name: 'd', unit: 'Å' }, { name: 'hkl' }]): TableValue => ({ type: 'table', columns, rows })
const three = table([[3.1, '111'], [1.9, '220'], [1.6, '311']])

test('a cell that was corrected is told with its row and column', () => {
  assert.deepEqual(tableChanges(three, table([[3.1, '111'], [1.92, '220'], [1.6, null]])), [
    { kind: 'cell', row: 2, column: 'd', before: 1.9, after: 1.92 }, { kind: 'cell', row: 3, column: 'hkl', before: '311', after: null },
  ])
})

test('a row put between two others changes neither of them', () => {
  assert.deepEqual(tableChanges(three, table([[3.1, '111'], [2.7, '200'], [1.9, '220'], [1.6, '311']])), [{ kind: 'rows', row: 2, before: 0, after: 1 }])
  assert.deepEqual(tableChanges(three, table([[1.6, '311']])), [{ kind: 'rows', row: 1, before: 2, after: 0 }])
  assert.deepEqual(tableChanges(table([[1, 'a'], [1, 'a']]), table([[1, 'a']])), [{ kind: 'rows', row: 2, before: 1, after: 0 }])
})

test('a column that came or went and another unit are told once, not in every row', () => {
  assert.deepEqual(tableChanges(three, table([['111'], ['220'], ['311']], [{ name: 'hkl' }])), [{ kind: 'column_removed', column: 'd' }])
  assert.deepEqual(tableChanges(three, table(three.rows, [{ name: 'd', unit: 'nm' }, { name: 'hkl' }])), [{ kind: 'unit', column: 'd', before: 'Å', after: 'nm' }])
  assert.deepEqual(tableChanges(three, three), [])
})
