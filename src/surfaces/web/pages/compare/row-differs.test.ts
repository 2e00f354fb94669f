import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowDiffers } from './row-differs.ts'

const cells = (...values: (number | string | null)[]) => ({
  cells: values.map((value) => (value === null ? null : { value, record: 'r', steps: 0 })),
})

test('records differ where their values do, and where one has none', () => {
  assert.equal(rowDiffers(cells(5, 5, 5)), false)
  assert.equal(rowDiffers(cells(5, 6)), true)
  assert.equal(rowDiffers(cells('BCC', null)), true)
  assert.equal(rowDiffers(cells('5', 5)), true)
})

test('what a conversion left in the last digits is no difference', () => {
  assert.equal(rowDiffers(cells(100, 100.00000000001)), false)
})

test('“< 5” and 5 are different', () => {
  assert.equal(rowDiffers({ cells: [{ value: 5, record: 'a', steps: 0 }, { value: 5, bound: '<', record: 'b', steps: 0 }] }), true)
})
