import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { ALLOY, HARDNESS, TEMPLATES } from '../fixtures/lineages.ts'
import { lineageGraph } from '../lineage/graph.ts'
import type { Template } from '../templates/template.ts'
import { buildTable } from './build-table.ts'
import { fieldOfColumn } from './field-of-column.ts'
import type { ColumnPath } from './table.ts'

const perHardness = { rows: { template: 'hardness' } }
const own = (field: string): { path: ColumnPath } => ({ path: { from: 'own', field } })
const up = (template: string, field: string): { path: ColumnPath } => ({ path: { from: 'up', template, field } })

test('a column of the row’s own record is a field of the rows’ template, one drawn along the lineage of its own', () => {
  assert.equal(fieldOfColumn(perHardness, own('load'), TEMPLATES), HARDNESS.fields[1])
  assert.equal(fieldOfColumn(perHardness, up('alloy', 'composition'), TEMPLATES), ALLOY.fields[0])
})

test('no field stands behind the source of a row', () => {
  assert.equal(fieldOfColumn(perHardness, { path: { from: 'source' } }, TEMPLATES), null)
})

test('bounds are those of the newest version, in whichever order the versions come', () => {
  const older: Template = { ...HARDNESS, fields: [{ ...HARDNESS.fields[0]!, bounds: [0, 100] }] }
  const newer: Template = { ...older, version: 2, fields: [{ ...HARDNESS.fields[0]!, bounds: [0, null] }] }
  for (const versions of [[older, newer], [newer, older]]) {
    assert.deepEqual(fieldOfColumn(perHardness, own('hardness'), versions)?.bounds, [0, null])
  }
})

test('a template or field that is not there is refused, as the table itself is', () => {
  const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
  assert.throws(() => fieldOfColumn(perHardness, own('hv'), TEMPLATES), refused('table.unknown_field'))
  assert.throws(() => fieldOfColumn(perHardness, up('alloys', 'density'), TEMPLATES), refused('table.unknown_template'))
})

test('a table shows each column as the field behind it says: label, and unit where the column names none', () => {
  const paths = TEMPLATES.flatMap(({ template, fields }) => fields.map(({ name }) => up(template, name).path))
  fc.assert(fc.property(fc.constantFrom<ColumnPath>(...paths), (path) => {
    const column = { name: 'c', path }
    const definition = { name: 't', title: { en: '', ko: '' }, ...perHardness, columns: [column] }
    const [built] = buildTable(lineageGraph([]), TEMPLATES, definition).columns
    const field = fieldOfColumn(definition, column, TEMPLATES)!
    assert.deepEqual([built!.label, built!.unit], [field.label, field.unit ?? null])
  }))
})
