import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field, Template } from '#record/templates/template.ts'
import type { TableColumn } from '#record/tables/table.ts'
import { targetBounds } from './target-bounds.ts'

const field = (name: string, more: Partial<Field>): Field => (
  { name, label: { en: name, ko: name }, type: 'quantity', role: 'result', obligation: 'optional', ...more }
)
const TENSION: Template = {
  template: 'tension', version: 1, kind: 'measurement', stage: 'property', label: { en: '', ko: '' },
  fields: [
    field('strength', { unit: 'MPa', bounds: [0, 20000] }), field('T', { unit: 'degC', bounds: [-273.15, null] }),
    field('strain', { bounds: [null, 1] }), field('phase', { unit: 'MPa' }),
  ],
}
const bounds = (name: string, unit?: string) => {
  const column: TableColumn = { name, path: { from: 'own', field: name }, ...(unit && { unit }) }
  return targetBounds({ rows: { template: 'tension' }, columns: [column] }, name, [TENSION])
}

test('bounds come in the column’s unit: 20,000 MPa is 20 GPa, absolute zero is 0 K, 1 is 100 %', () => {
  assert.deepEqual(bounds('strength'), [0, 20000])
  assert.deepEqual(bounds('strength', 'GPa'), [0, 20])
  assert.deepEqual(bounds('T', 'K'), [0, null])
  assert.deepEqual(bounds('strain', '%'), [null, 100])
})

test('a field without bounds, a source and a name that is not in the table bound nothing', () => {
  const source: TableColumn = { name: 'doi', path: { from: 'source' } }
  const table = { rows: { template: 'tension' }, columns: [source] }
  assert.equal(bounds('phase'), null)
  assert.equal(targetBounds(table, 'doi', [TENSION]), null)
  assert.equal(targetBounds(table, 'other', [TENSION]), null)
})
