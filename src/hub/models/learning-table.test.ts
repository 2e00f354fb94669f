import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import type { Cell, CellKind } from '#record/tables/cell.ts'
import { STRUCTURE_DESCRIPTORS } from '#science/crystals/describe-structure.ts'
import { learningTable } from './learning-table.ts'

const column = (name: string, kind: CellKind, unit: string | null = null): BuiltColumn => ({
  name, kind, unit, label: { en: name, ko: name }, stage: 'property', template: 't', path: {
    from: 'own', field: name,
  }, filled: 0,
})
const COLUMNS = [
  column('alloy', 'composition'), column('route', 'text'), column('T', 'number', '°C'), column('hv', 'number', 'HV'),
]
type Written = Partial<Cell> | null
const built = (rows: readonly (readonly Written[])[]): BuiltTable => ({
  columns: COLUMNS,
  rows: rows.map((cells, n) => ({
    record: `r${n}`, name: `row ${n}`,
    cells: cells.map((cell) => cell && { value: 0, record: `r${n}`, steps: 0, ...cell }),
  })),
})
const request = { target: 'hv', inputs: ['alloy', 'route', 'T'], groups: ['alloy'] }
const nial: Written = { value: 'NiAl', fractions: { Ni: 0.5, Al: 0.5 } }
const refusal = (change: Partial<typeof request>) => {
  try {
    return learningTable(built([]), { ...request, ...change })
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return error.code
  }
}

test('columns keep their kind, unit and place in the life cycle; text is a category', () => {
  const { table } = learningTable(built([[nial, { value: 'cast' }, { value: 25 }, { value: 300 }]]), request)
  assert.deepEqual(table.inputs.map(({ kind, values }) => [kind, ...values]), [
    ['composition', { Ni: 0.5, Al: 0.5 }], ['category', 'cast'], ['number', 25],
  ])
  assert.deepEqual(
    table.inputs[2], { name: 'T', kind: 'number', unit: '°C', stage: 'property', template: 't', values: [25] },
  )
  assert.deepEqual(table.target, { name: 'hv', kind: 'number', unit: 'HV', values: [300] })
})

test('a missing input stays missing', () => {
  const { table, left } = learningTable(built([[null, null, null, { value: 1 }]]), request)
  assert.deepEqual(table.inputs.map(({ values }) => values[0]), [null, null, null])
  assert.deepEqual(left, { missing: 0, ranges: 0, inexact: 0 })
})

test('a row whose target is missing or a range is left out and counted; a bound is learned from as a limit', () => {
  const { table, records, left } = learningTable(built([
    [nial, null, null, null], [nial, null, null, { value: 5, bound: '<' }], [nial, null, null, { value: 5, high: 9 }],
    [nial, null, null, { value: 7 }],
  ]), request)
  assert.deepEqual(table.target.values, [5, 7])
  assert.deepEqual(table.target.kind === 'number' && table.target.limits, ['below', null])
  assert.deepEqual(records, [{ record: 'r1', name: 'row 1' }, { record: 'r3', name: 'row 3' }])
  assert.deepEqual(left, { missing: 1, ranges: 1, inexact: 0 })
})

test('an input known only as a bound or a range is missing, never its number, and that is counted', () => {
  const { table, left } = learningTable(built([
    [nial, null, { value: 20, bound: '>' }, { value: 1 }], [nial, null, { value: 20, high: 30 }, { value: 2 }],
    [nial, null, { value: 25 }, { value: 3 }],
  ]), request)
  assert.deepEqual(table.inputs[2]!.values, [null, null, 25])
  assert.equal(left.inexact, 2)
})

test('one alloy written in two ways is one group, so it cannot stand on both sides of a split', () => {
  const { table } = learningTable(built([
    [nial, null, null, { value: 1 }], [{ value: 'Al2Ni2', fractions: { Al: 0.5, Ni: 0.5 } }, null, null, { value: 2 }],
    [null, null, null, { value: 3 }],
  ]), request)
  const [first, second, none] = table.groups![0]!.values
  assert.equal(first, second)
  assert.equal(none, null)
})

test('a target that is text, or an input at once, and a column that is not there are refused', () => {
  assert.equal(refusal({ target: 'route', inputs: ['T'] }), 'model.target_not_number')
  assert.equal(refusal({ inputs: ['hv'] }), 'model.target_among_inputs')
  for (const change of [{ target: 'HV' }, { inputs: ['t'] }]) assert.equal(refusal(change), 'table.unknown_column')
})

test('every row is learned from or counted as left out, and all columns are as long as the rows', () => {
  const cell = fc.option(fc.record({
    value: fc.integer(), bound: fc.constantFrom(undefined, '<', '>'), high: fc.constantFrom(undefined, 99),
  }).map(({ value, bound, high }): Written => ({ value, ...(bound && { bound }), ...(high && !bound && { high }) })))
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (cells) => {
    const rows = cells.map(([T, hv]) => [nial, null, T, hv])
    const { table, records, left } = learningTable(built(rows), request)
    assert.equal(table.n + left.missing + left.ranges, rows.length)
    assert.equal(records.length, table.n)
    for (const { values } of [...table.inputs, ...table.groups!, table.target]) assert.equal(values.length, table.n)
    assert.ok(table.target.values.every((value) => typeof value === 'number'))
  }))
})

test('a structure is one vector; one that was not described and one that is not there are both unknown; yes and no are categories', () => {
  const columns = [column('crystal', 'structure'), column('annealed', 'category'), column('hv', 'number')]
  const numbers = STRUCTURE_DESCRIPTORS.map((_, at) => at)
  const rows = [{ sha256: 'ab', block: 'two' }, { sha256: 'ab' }, null].map((file, n) => ({
    record: `r${n}`, name: `row ${n}`, cells: [
      file && { value: 'a.cif', file, record: 'x', steps: 1 }, { value: String(n === 0), record: 'x', steps: 1 }, { value: n, record: `r${n}`, steps: 0 },
    ],
  }))
  const { table } = learningTable(
    { columns, rows }, { target: 'hv', inputs: ['crystal', 'annealed'], groups: [] }, null, new Map([['ab two', numbers]]))
  const [crystal, annealed] = table.inputs
  assert.equal(crystal!.kind, 'vector')
  assert.deepEqual(crystal!.values, [numbers, null, null])
  assert.deepEqual([annealed!.kind, annealed!.values], ['category', ['true', 'false', 'false']])
})

test('rows that stop half-way stay with their target missing, if they have something that comes out on the way; a range of it is nothing', () => {
  const rows = built([
    [nial, null, { value: 25 }, { value: 300 }], [nial, null, { value: 30 }, null], [nial, null, null, null],
    [nial, null, { value: 30, high: 40 }, null], [nial, null, { value: 35 }, { value: 5, high: 9 }],
  ])
  const { table, records, left } = learningTable(rows, { ...request, on_the_way: ['T'] })
  assert.deepEqual(table.target.values, [300, null, null])
  assert.deepEqual(records.map(({ record }) => record), ['r0', 'r1', 'r4'])
  assert.deepEqual([left.missing, left.ranges], [2, 1])
  assert.deepEqual(learningTable(rows, request).table.target.values, [300])
})
