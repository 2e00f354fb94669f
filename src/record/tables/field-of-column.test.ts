import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field, Template } from '../templates/template.ts'
import { fieldOfColumn } from './field-of-column.ts'
import type { TableDefinition } from './table.ts'

const label = { en: 'x', ko: 'x' }
const field = (name: string, unit: string): Field => (
  { name, label, type: 'quantity', role: 'result', obligation: 'optional', unit }
)
const template = (name: string, version: number, ...fields: Field[]): Template => (
  { template: name, version, kind: 'measurement', stage: 'property', label, fields }
)
const TEMPLATES = [
  template('tension', 1, field('strength', 'MPa')), template('tension', 2, field('strength', 'GPa')),
  template('ageing', 1, field('strength', 'Pa')),
]
const TABLE: Pick<TableDefinition, 'rows' | 'columns'> = {
  rows: { template: 'tension' },
  columns: [
    { name: 'own', path: { from: 'own', field: 'strength' } },
    { name: 'above', path: { from: 'up', template: 'ageing', field: 'strength' } },
    { name: 'gone', path: { from: 'up', template: 'melting', field: 'strength' } },
    { name: 'doi', path: { from: 'source' } },
  ],
}
const unitOf = (column: string) => fieldOfColumn(TABLE, column, TEMPLATES)?.field.unit

test('a column of the rows themselves is read from the newest version of their template', () => {
  assert.equal(unitOf('own'), 'GPa')
})

test('a column drawn along the lineage is read from the template it names, though the rows have a field of that name', () => {
  assert.equal(unitOf('above'), 'Pa')
})

test('the unit is the one that the table asks for, else the template’s', () => {
  const asked = { ...TABLE, columns: TABLE.columns.map((column) => ({ ...column, unit: 'ksi' })) }
  assert.equal(fieldOfColumn(TABLE, 'above', TEMPLATES)?.unit, 'Pa')
  assert.equal(fieldOfColumn(asked, 'above', TEMPLATES)?.unit, 'ksi')
})

test('sources, columns of other tables and templates that are gone have no field', () => {
  for (const column of ['doi', 'elsewhere', 'gone']) assert.equal(fieldOfColumn(TABLE, column, TEMPLATES), null)
})
