import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gridNames, numberedNames } from './piece-names.ts'

test('pieces are counted where the sign stands, with as many digits as signs', () => {
  assert.deepEqual(numberedNames('P#', 3), ['P1', 'P2', 'P3'])
  assert.deepEqual(numberedNames('bar ## (L)', 2), ['bar 01 (L)', 'bar 02 (L)'])
  assert.deepEqual(numberedNames('Cell ', 2), ['Cell 1', 'Cell 2'])
  assert.deepEqual(numberedNames('Cell', 1), ['Cell'])
})

test('positions go row by row, and no two are called alike on any plate', () => {
  assert.deepEqual(gridNames(2, 3), ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'])
  assert.equal(gridNames(28, 1).at(-1), 'AB1')
  assert.equal(new Set(gridNames(100, 10)).size, 1000)
})
