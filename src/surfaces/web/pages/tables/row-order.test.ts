import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderRows } from './row-order.ts'
import type { TableRow } from './row-order.ts'

const row = (name: string, value: number | string | null): TableRow => ({
  record: name, name, cells: [value === null ? null : { value, record: name, steps: 0 }],
})

test('rows without a value come last whichever way the column is sorted', () => {
  const rows = [row('a', null), row('b', 2), row('c', 10), row('d', 1)]
  assert.deepEqual(orderRows(rows, { column: 0, descending: false }, 'en'), [3, 1, 2, 0])
  assert.deepEqual(orderRows(rows, { column: 0, descending: true }, 'en'), [2, 1, 3, 0])
})

test('numbers inside names count as numbers', () => {
  assert.deepEqual(orderRows([row('Al10', 1), row('Al2', 1)], { column: -1, descending: false }, 'en'), [1, 0])
})

test('without an order the rows stay as the hub gave them', () => {
  assert.deepEqual(orderRows([row('b', 1), row('a', 1)], null, 'en'), [0, 1])
})
