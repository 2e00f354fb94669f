import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnNames } from './read-csv-table.ts'

test('names are parted at commas unless a column is called so', () => {
  const header = ['mbid', 'fold', 'hardness, HV']
  assert.deepEqual(columnNames(['mbid, fold', 'hardness, HV'], header), ['mbid', 'fold', 'hardness, HV'])
})
