import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecordContent } from '#record/records/record.ts'
import type { Template } from '#record/templates/template.ts'
import { csvCells, csvTitles, fieldColumns } from './record-csv.ts'

const template = (version: number, fields: readonly object[]) => ({ template: 'tension', version, fields } as unknown as Template)
const newest = template(2, [{ name: 'strength', type: 'quantity', unit: 'MPa' }, { name: 'phases', type: 'terms' }])
const columns = fieldColumns([template(1, [{ name: 'strength', type: 'quantity', unit: 'ksi' }, { name: 'note_of_old', type: 'text' }]), newest])
const content = (values: object): RecordContent => ({
  kind: 'measurement', template: 'tension@2', name: 'bar, 1', origin: 'measured', state: 'done', of: 'material-1',
  source: { kind: 'literature', doi: '10.1000/1' }, values,
} as RecordContent)
const cells = (values: object) => Object.fromEntries(csvCells({ id: 'r', revision: 3, content: content(values) }, columns).map((cell, k) => [csvTitles(columns)[k]!, cell]))

test('every number has its unit in the header, and every record says its id, revision and source', () => {
  assert.deepEqual(csvTitles(columns), [
    'id', 'revision', 'name', 'template', 'kind', 'state', 'origin', 'source', 'of',
    'strength (MPa)', 'strength bound', 'strength high (MPa)', 'strength uncertainty (MPa)', 'phases', 'note_of_old',
  ])
  const row = cells({ strength: { type: 'quantity', value: 1, unit: 'GPa', uncertainty: { kind: 'standard', value: 0.02 } } })
  assert.deepEqual([row['id'], row['revision'], row['source'], row['of']], ['r', '3', '10.1000/1', 'material-1'])
  assert.deepEqual([row['strength (MPa)'], row['strength uncertainty (MPa)']], ['1000', '20'])
})

test('a bound and a range keep what they are in columns of their own, and what is not known is empty, never zero', () => {
  const bound = cells({ strength: { type: 'quantity', value: 5, unit: 'MPa', bound: '<' } })
  assert.deepEqual([bound['strength (MPa)'], bound['strength bound'], bound['phases']], ['5', '<', ''])
  const range = cells({ strength: { type: 'quantity', value: 5, high: 9, unit: 'MPa' } })
  assert.deepEqual([range['strength (MPa)'], range['strength high (MPa)']], ['5', '9'])
  assert.equal(cells({})['strength (MPa)'], '')
})

test('a number of another dimension never stands under the unit of the column without its own', () => {
  assert.equal(cells({ strength: { type: 'quantity', value: 5, unit: 'V' } })['strength (MPa)'], '5 V')
})

test('of a small table a line says how large it is; its cells are in the export as JSON lines', () => {
  const withTable = fieldColumns([template(2, [{ name: 'lines', type: 'table' }])])
  const value = { type: 'table', columns: [{ name: 'd', unit: 'Å' }, { name: 'hkl' }], rows: [[3.1, '111'], [null, '220'], [1.6, null]] }
  assert.equal(csvCells({ id: 'r', revision: 1, content: content({ lines: value }) }, withTable).at(-1), '2 columns × 3 rows')
})
