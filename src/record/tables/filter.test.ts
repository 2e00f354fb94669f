import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Cell } from './cell.ts'
import { passesFilter } from './filter.ts'
import type { TableFilter } from './table.ts'

const columns = [{ name: 'other' }, { name: 'hv' }]
const passes = (filter: TableFilter, cell: Partial<Cell> | null) => (
  passesFilter(filter, columns, [null, cell && { value: 0, record: 'r', steps: 0, ...cell }])
)
const number = fc.integer({ min: -50, max: 50 })
const limit = fc.option(number, { nil: undefined })
const range = fc.record({ min: limit, max: limit }).map(({ min, max }): TableFilter => (
  { column: 'hv', ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
))
const filter = fc.oneof(
  range, fc.constant<TableFilter>({ column: 'hv', present: true }),
  fc.array(fc.string(), { minLength: 1 }).map((oneOf): TableFilter => ({ column: 'hv', oneOf })),
)

test('a missing cell passes no filter', () => {
  fc.assert(fc.property(filter, (any) => assert.equal(passes(any, null), false)))
})

test('both ends of a range belong to it', () => {
  for (const value of [10, 15, 20]) assert.ok(passes({ column: 'hv', min: 10, max: 20 }, { value }))
  for (const value of [9.99, 20.01]) assert.ok(!passes({ column: 'hv', min: 10, max: 20 }, { value }))
})

test('a value below 5 is surely below 5 and below 9, not surely below 4, and never surely above anything', () => {
  const cell = { value: 5, bound: '<' }
  assert.deepEqual([5, 9, 4].map((max) => passes({ column: 'hv', max }, cell)), [true, true, false])
  assert.ok(!passes({ column: 'hv', min: -50 }, cell))
  assert.ok(!passes({ column: 'hv', max: 50 }, { value: 5, bound: '>=' }))
})

test('what passes would pass with any true value that its bound or range allows', () => {
  const cell = fc.record({ value: number, bound: fc.constantFrom(undefined, '<', '<=', '>', '>='), width: fc.nat(20) })
  fc.assert(fc.property(range, cell, fc.nat(100), ({ ...asked }, { value, bound, width }, off) => {
    const isRange = bound === undefined && width > 0
    const written = { value, ...(bound && { bound }), ...(isRange && { high: value + width }) }
    if (!passes(asked, written)) return
    const above = isRange ? off % (width + 1) : bound ? off : 0
    const truth = bound?.startsWith('<') ? value - off : value + above
    assert.ok(passes(asked, { value: truth }))
  }))
})

test('words are not in a range of numbers, and a category is one of its terms only as a whole', () => {
  assert.ok(!passes({ column: 'hv', min: 0 }, { value: '5' }))
  assert.ok(passes({ column: 'hv', oneOf: ['BCC', 'FCC'] }, { value: 'FCC' }))
  assert.ok(!passes({ column: 'hv', oneOf: ['FCC'] }, { value: 'BCC+FCC' }))
})

test('a column that is not in the table is refused with those that are', () => {
  assert.throws(() => passes({ column: 'HV', present: true }, null), (error) => (
    error instanceof Refusal && error.code === 'table.unknown_column' && /other, hv/.test(error.text.en)
  ))
})
