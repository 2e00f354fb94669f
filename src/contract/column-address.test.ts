import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { ColumnPath } from '#record/tables/table.ts'
import { columnAddress, readColumnAddress } from './column-address.ts'

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
// “own”, “amount” and “via” begin addresses, so that templates of these names could not be told from them.
const template = name.filter((text) => !['own', 'amount', 'via'].includes(text))
const path: fc.Arbitrary<ColumnPath> = fc.oneof(
  fc.constant<ColumnPath>({ from: 'source' }),
  name.map((field): ColumnPath => ({ from: 'own', field })),
  fc.tuple(template, name).map(([up, field]): ColumnPath => ({ from: 'up', template: up, field })),
  fc.tuple(template, name, fc.constantFrom('cathode', 'active material', '양극')).map(([up, field, role]): ColumnPath => (
    { from: 'up', template: up, field, role }
  )),
  fc.tuple(template, name).map(([process, of]): ColumnPath => ({ from: 'amount', template: process, of })),
  fc.tuple(template, fc.constantFrom('binder', 'active material', '바인더')).map(([process, role]): ColumnPath => (
    { from: 'amount', template: process, role }
  )),
)

test('every column comes back from its address', () => {
  fc.assert(fc.property(path, (column) => assert.deepEqual(readColumnAddress(columnAddress(column)), column)))
})

test('a field of the row, one up the lineage and an amount are told apart', () => {
  assert.deepEqual(readColumnAddress('yield_strength'), { from: 'own', field: 'yield_strength' })
  assert.deepEqual(readColumnAddress('melting.temperature'), { from: 'up', template: 'melting', field: 'temperature' })
  assert.deepEqual(readColumnAddress('via.cathode.slurry.solid_content'), { from: 'up', template: 'slurry', field: 'solid_content', role: 'cathode' })
  assert.deepEqual(readColumnAddress('amount.coating.binder'), { from: 'amount', template: 'coating', role: 'binder' })
})

for (const text of ['', 'Yield Strength', 'a.b.c', '.a']) {
  test(`“${text}” is no column, and is refused by name`, () => {
    assert.throws(() => readColumnAddress(text), (error) => error instanceof Refusal && error.code === 'column.unreadable')
  })
}
