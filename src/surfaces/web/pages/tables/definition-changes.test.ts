import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definitionChanges } from './definition-changes.ts'
import type { TableDefinition } from './definition-words.ts'

const title = { en: 'T', ko: 'T' }
const column = (name: string, unit?: string, template = 'anneal'): TableDefinition['columns'][number] => (
  { name, path: { from: 'up', template, field: name }, ...(unit !== undefined && { unit }) }
)
const table = (columns: TableDefinition['columns'], where?: TableDefinition['rows']['where'], template = 'test'): TableDefinition => (
  { name: 't', title, rows: { template, ...(where && { where }) }, columns }
)
const said = (before: TableDefinition, after: TableDefinition) => definitionChanges(before, after).map((change) => (
  'column' in change ? [change.what, change.column.name] : [change.what]
))

test('a title in other words is no change of what a table holds', () => {
  const one = table([column('a', 'K')], [{ column: 'a', min: 1, max: 2 }])
  assert.deepEqual(said(one, { ...one, title: { en: 'U', ko: 'U' }, rows: { ...one.rows, where: [{ max: 2, min: 1, column: 'a' }] } }), [])
})

test('columns that came, went, changed their unit or where they are read are told apart', () => {
  const before = table([column('a', 'K'), column('b'), column('c'), column('d')])
  const after = table([column('a', 'K'), column('b', 'MPa'), column('c', undefined, 'cast'), column('e')])
  assert.deepEqual(said(before, after), [['column_unit', 'b'], ['column_path', 'c'], ['column_added', 'e'], ['column_removed', 'd']])
})

test('a filter with another limit is one filter more and one less', () => {
  const limit = (min: number) => table([column('a')], [{ column: 'a', min }])
  assert.deepEqual(said(limit(1), limit(2)), [['filter_added'], ['filter_removed']])
  assert.deepEqual(said(table([column('a')]), table([column('a')], undefined, 'cast')), [['rows']])
})
