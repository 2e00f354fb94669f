import assert from 'node:assert/strict'
import test from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { checkTable } from './check-table.ts'
import type { Column, LearningTable } from './columns.ts'

const numbers = Array.from({ length: 12 }, (_, row) => row * row - 3 * row)
const table = (target: (number | null)[], inputs: Column[] = [{ name: 'x', kind: 'number', values: numbers }]) =>
  ({ n: target.length, inputs, target: { name: 'y', kind: 'number', values: target } }) satisfies LearningTable
const y = numbers.map((value, row) => Math.sin(value) + row)

const refusal = (given: LearningTable, options = {}) => {
  try {
    checkTable(given, options)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

test('three rows, an empty target, a constant target and no inputs are each refused by name', () => {
  assert.equal(refusal(table([1, 2, 3])).code, 'learning.too_few_rows')
  assert.equal(refusal(table(y.map(() => null))).code, 'learning.target_empty')
  assert.equal(refusal(table(y.map(() => 4))).code, 'learning.target_constant')
  assert.equal(refusal(table(y, [])).code, 'learning.no_inputs')
})

test('an infinite value is refused with its column and row', () => {
  const { code, details } = refusal(table(y.with(4, Infinity)))
  assert.deepEqual([code, details.column, details.row], ['learning.not_finite', 'y', 5])
  const inputs: Column[] = [{ name: 'x', kind: 'number', values: numbers.with(0, NaN) }]
  assert.equal(refusal(table(y, inputs)).code, 'learning.not_finite')
})

test('the logarithm of zero is refused', () => {
  assert.equal(refusal(table(y.map(Math.abs).with(2, 0)), { logTarget: true }).code, 'learning.log_of_non_positive')
})

test('empty, constant and repeated inputs are left out, and each is said', () => {
  const column = (name: string, values: (number | null)[]): Column => ({ name, kind: 'number', values })
  const checked = checkTable(table(y, [
    column('x', numbers), column('empty', numbers.map(() => null)), column('same', numbers.map(() => 1)),
    column('twin', numbers),
  ]))
  assert.deepEqual(checked.table.inputs.map((input) => input.name), ['x'])
  for (const name of ['empty', 'same', 'twin']) assert.ok(checked.notes.some((note) => note.en.includes(`"${name}"`)))
})

test('an input that repeats the target is kept with a warning', () => {
  const leaked: Column = { name: 'leak', kind: 'number', values: y.map((value) => 2 * value + 1) }
  const { table: kept, notes } = checkTable(table(y, [leaked]))
  assert.equal(kept.inputs.length, 1)
  assert.ok(notes.some((note) => note.en.includes('"leak" follows the target')))
})

test('rows without a target are left out and the others keep their place', () => {
  const { rows, table: kept } = checkTable(table((y as (number | null)[]).with(3, null)))
  assert.equal(kept.n, 11)
  assert.ok(!rows.includes(3) && rows.at(-1) === 11)
})
