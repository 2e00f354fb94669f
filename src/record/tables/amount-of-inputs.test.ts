import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { ALLOY, ROLLING, SPECIMEN, material, process, quantity } from '../fixtures/lineages.ts'
import type { WholeRecord } from '../fixtures/lineages.ts'
import { lineageGraph } from '../lineage/graph.ts'
import type { Participation } from '../records/record.ts'
import type { QuantityValue } from '../records/value.ts'
import type { Template } from '../templates/template.ts'
import { buildTable } from './build-table.ts'
import { reachableColumns } from './reachable-columns.ts'
import type { AmountPath, TableColumn } from './table.ts'

const SLURRY: Template = { ...SPECIMEN, template: 'slurry' }
const MIXING: Template = { ...ROLLING, template: 'mixing', event: 'merge' }
const TEMPLATES = [ALLOY, SPECIMEN, SLURRY, MIXING]

/** A slurry mixed of such inputs: an alloy powder in the role `active`, whatever else in the role given. */
function mixed(inputs: readonly (readonly [role: string, amount?: QuantityValue])[]): WholeRecord[] {
  const parts = inputs.map(([role, amount], n): Participation => ({ material: `i${n}`, role, ...(amount && { amount }) }))
  const mixing = process('mix', [], ['slurry'], { of: MIXING })
  return [
    ...inputs.map(([role], n) => material(`i${n}`, role === 'active' ? ALLOY : SPECIMEN)),
    { ...mixing, content: { ...mixing.content, inputs: parts } as WholeRecord['content'] }, material('slurry', SLURRY),
  ]
}
const column = (path: Omit<AmountPath, 'from' | 'template'>, unit?: string): TableColumn => (
  { name: 'amount', path: { from: 'amount', template: 'mixing', ...path }, ...(unit !== undefined && { unit }) }
)
function amountOf(records: readonly WholeRecord[], drawn: TableColumn, rows = 'slurry') {
  const definition = { name: 't', title: { en: '', ko: '' }, rows: { template: rows }, columns: [drawn] }
  return buildTable(lineageGraph(records), TEMPLATES, definition).rows[0]!.cells[0]
}

test('a slurry’s binder is what was weighed in, in the unit of the column, read from its mixing', () => {
  const slurry = mixed([['active', quantity(90, 'g')], ['binder', quantity(4000, 'mg')]])
  assert.deepEqual(amountOf(slurry, column({ role: 'binder' }, 'g')), { value: 4, record: 'mix', steps: 0 })
  assert.deepEqual(amountOf(slurry, column({ of: 'alloy' }, 'g')), { value: 90, record: 'mix', steps: 0 })
  assert.deepEqual(amountOf(slurry, column({ role: 'binder' }, 'g'), 'mixing'), { value: 4, record: 'mix', steps: 0 })
})

test('two portions in one role are added up; one of unknown amount makes the whole unknown', () => {
  const portions = (second?: QuantityValue) => mixed([['binder', quantity(3, 'g')], ['binder', second]])
  const binder = (second?: QuantityValue) => amountOf(portions(second), column({ role: 'binder' }, 'g'))
  assert.equal(binder(quantity(2, 'g'))?.value, 5)
  assert.equal(binder(), null)
  assert.equal(binder(quantity(2, 'g', { bound: '<' })), null)
  assert.equal(binder(quantity(2, 'mL')), null)
})

test('an ingredient that is not on record is unknown, not zero', () => {
  assert.equal(amountOf(mixed([['active', quantity(90, 'g')]]), column({ role: 'binder' }, 'g')), null)
})

test('a single amount keeps its bound, its range and its uncertainty', () => {
  const only = (amount: QuantityValue) => amountOf(mixed([['binder', amount]]), column({ role: 'binder' }, 'g'))
  assert.deepEqual(only(quantity(5, 'g', { bound: '<' })), { value: 5, bound: '<', record: 'mix', steps: 0 })
  assert.deepEqual(only(quantity(1000, 'mg', { high: 2000 })), { value: 1, high: 2, record: 'mix', steps: 0 })
  assert.deepEqual(only(quantity(1000, 'mg', { uncertainty: { kind: 'standard', value: 50 } })), {
    value: 1, uncertainty: { kind: 'standard', value: 0.05 }, record: 'mix', steps: 0,
  })
})

test('an amount without a unit is refused: grams and litres would stand in one column', () => {
  assert.throws(() => amountOf(mixed([]), column({ role: 'binder' })), (error) => (
    error instanceof Refusal && error.code === 'table.amount_without_unit'
  ))
})

test('amounts that were recorded are offered as columns, by role, in the unit they are written in', () => {
  const slurry = mixed([['active', quantity(90, 'g')], ['binder', quantity(4, 'mL')], ['solvent']])
  const { columns } = reachableColumns(lineageGraph(slurry), TEMPLATES, 'slurry')
  assert.deepEqual(columns.map(({ name, unit, filled }) => [name, unit, filled]), [
    ['amount.mixing.active', 'g', 1], ['amount.mixing.binder', 'mL', 1],
  ])
})
