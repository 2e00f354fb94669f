import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Fractions } from '../learning/columns.ts'
import { suggestSpace } from './space-from-table.ts'
import type { CompositionDimension } from './space.ts'

const n = 100
const rows = Array.from({ length: n }, (_, row) => row)
const inputs: Column[] = [
  // Every row has Ni; two rows of a hundred have Re.
  { name: 'alloy', kind: 'composition', values: rows.map((row): Fractions =>
    (row < 2 ? { Ni: 1, Re: 1 } : row < 50 ? { Ni: 3, Al: 1 } : { Ni: 1, Al: 1, Cr: 1 })) },
  { name: 'route', kind: 'category', values: rows.map((row) => (row % 2 ? 'cast' : 'wrought')) },
  { name: 'furnace', kind: 'category', values: rows.map(() => 'A') },
  { name: 'T', kind: 'number', unit: 'degC', values: rows.map((row) => 600 + row) },
  { name: 'phases', kind: 'category', values: rows.map((row) => (row % 3 ? 'FCC' : 'BCC')) },
  { name: 'unused', kind: 'number', values: rows.map(() => null) },
]

test('the space spans what the rows cover, and a rarity of two rows is left out', () => {
  const space = suggestSpace(inputs, { fixed: {}, exclude: ['phases'] })
  assert.ok('dimensions' in space)
  const [alloy, ...others] = space.dimensions
  const { elements, at_most, at_least, least } = alloy as CompositionDimension
  assert.deepEqual(Object.keys(elements), ['Al', 'Cr', 'Ni'])
  assert.deepEqual(elements['Al'], [0, 0.335])
  // Every row has nickel, so a third of it is the least; rounding goes outwards.
  assert.deepEqual(elements['Ni'], [0.33, 0.75])
  assert.deepEqual([at_least, at_most], [2, 3])
  // Nothing in these rows is present with less than a quarter.
  assert.equal(least, 0.25)
  assert.deepEqual(others, [
    { kind: 'choice', column: 'route', choices: ['cast', 'wrought'] },
    { kind: 'fixed', column: 'furnace', value: 'A' },
    { kind: 'continuous', column: 'T', low: 605, high: 694, unit: 'degC' },
  ])
})

test('a condition can be fixed', () => {
  const space = suggestSpace(inputs, { fixed: { T: 650 } })
  assert.ok('dimensions' in space)
  assert.deepEqual(space.dimensions.find(({ column }) => column === 'T'), { kind: 'fixed', column: 'T', value: 650 })
})

test('five-metal carbides that are half carbon suggest a space of such carbides', () => {
  const carbide: Column = { name: 'alloy', kind: 'composition', values: [
    { Hf: 1, Nb: 1, Ta: 1, Ti: 1, Zr: 1, C: 5 }, { Mo: 1, Nb: 1, Ta: 1, Ti: 1, Zr: 1, C: 5 },
    { Hf: 1, Mo: 1, Nb: 1, Ta: 1, W: 1, C: 5 },
  ] }
  const space = suggestSpace([carbide])
  assert.ok('dimensions' in space)
  const [dimension] = space.dimensions as [CompositionDimension]
  assert.deepEqual(dimension.elements['C'], [0.5, 0.5])
  assert.deepEqual([dimension.at_least, dimension.at_most], [6, 6])
})

test('a term that stands for anything else is not searched, since nobody could do “other”', () => {
  const route: Column = { name: 'route', kind: 'category', values: ['cast', 'other', 'wrought', 'other'] }
  const space = suggestSpace([route], { without: { route: ['other'] } })
  assert.deepEqual(space, { dimensions: [{ kind: 'choice', column: 'route', choices: ['cast', 'wrought'] }] })
})

test('a misspelt column is refused', () => {
  assert.throws(() => suggestSpace(inputs, { exclude: ['phase'] }), { code: 'space.unknown_column' })
})
