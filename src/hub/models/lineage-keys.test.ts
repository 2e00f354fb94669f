import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectedComponents } from '#science/numerics/connected-components.ts'
import type { BuiltColumn, BuiltRow } from '#record/tables/build-table.ts'
import { lineageKeys } from './lineage-keys.ts'

const column = (name: string, from: 'own' | 'up'): BuiltColumn => ({
  name, kind: 'number', unit: null, label: { en: `The ${name}`, ko: name }, stage: 'design', template: 't', filled: 0,
  path: from === 'own' ? { from, field: name } : { from, template: 't', field: name },
})
/** Rows whose melts and powders are the records named; each row's own strength is a record of its own. */
const rowsOf = (melts: readonly (string | null)[], powders: readonly string[]): BuiltRow[] => melts.map((melt, row) => ({
  record: `test ${row}`, name: `row ${row}`,
  cells: [melt === null ? null : { value: 1, record: melt, steps: 2 }, melt === null ? null : { value: 2, record: melt, steps: 2 },
    { value: 3, record: powders[row]!, steps: 4 }, { value: 4, record: `test ${row}`, steps: 0 }],
}))
const COLUMNS = [column('nickel', 'up'), column('carbon', 'up'), column('powder', 'up'), column('strength', 'own')]
const forty = Array.from({ length: 40 }, (_, row) => row)

test('rows of one melt are kept together by one key, however many of its columns are read', () => {
  const rows = rowsOf(forty.map((row) => `melt ${Math.floor(row / 2)}`), forty.map((row) => `powder ${row}`))
  const { keys, labels } = lineageKeys(COLUMNS, rows, [])
  assert.deepEqual(keys.map(({ name }) => name), ['lineage of nickel'])
  assert.equal(labels.get('lineage of nickel')!.en, 'the record behind The nickel')
  assert.equal(new Set(connectedComponents(40, keys)).size, 20)
})

test('one lot of powder for the whole campaign cannot be kept together, and that is said', () => {
  const rows = rowsOf(forty.map((row) => `melt ${Math.floor(row / 2)}`), forty.map((row) => `lot ${Math.floor(row / 30)}`))
  const { keys, notes } = lineageKeys(COLUMNS, rows, [])
  assert.deepEqual(keys.map(({ name }) => name), ['lineage of nickel'])
  assert.match(notes[0]!.en, /“The powder” \(2 of them\) stand on both sides/)
})

test('rows that share no record, and rows whose melt is not known, are not tied together', () => {
  const { keys, notes } = lineageKeys(COLUMNS, rowsOf(forty.map((row) => (row < 5 ? null : `melt ${row}`)), forty.map((row) => `powder ${row}`)), [])
  assert.deepEqual([keys, notes], [[], []])
})
