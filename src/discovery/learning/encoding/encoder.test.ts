import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Column } from '../columns.ts'
import { encode, encodedFeatures, fitEncoder } from './encoder.ts'
import type { ElementProperties } from './element-statistics.ts'

const properties: ElementProperties = { names: ['Z'], bySymbol: { Fe: [26], Ni: [28], C: [6], Tc: [null] } }

const rowOf = (columns: readonly Column[], row: number, training = columns) => {
  const encoder = fitEncoder(training, properties)
  const names = encodedFeatures(encoder, properties).map((feature) => feature.name)
  const X = encode(encoder, columns, properties)
  return Object.fromEntries(names.map((name, index) => [name, X[row * names.length + index]]))
}

test('a composition becomes shares of elements and statistics over their properties', () => {
  const row = rowOf([{ name: 'alloy', kind: 'composition', values: [{ Fe: 3, Ni: 1 }, { C: 1 }] }], 0)
  assert.deepEqual(['Fe', 'Ni', 'C', 'unseen elements'].map((name) => row[`alloy: ${name}`]), [0.75, 0.25, 0, 0])
  assert.deepEqual(['mean', 'min', 'max', 'range', 'deviation', 'mode'].map((name) => row[`alloy: ${name} Z`]),
    [26.5, 26, 28, 2, 0.75, 26])
  assert.equal(row['alloy: number of elements'], 2)
  assert.equal(row['alloy: mixing entropy'], Math.fround(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)))
})

test('an element that training never saw is counted as unseen, not as one of the known', () => {
  const training: Column[] = [{ name: 'alloy', kind: 'composition', values: [{ Fe: 1 }, { Ni: 1 }] }]
  const row = rowOf([{ name: 'alloy', kind: 'composition', values: [{ Fe: 0.9, C: 0.1 }] }], 0, training)
  assert.equal(row['alloy: unseen elements'], Math.fround(0.1))
  assert.equal(row['alloy: C'], undefined)
})

test('a property that is unknown for one element makes the statistic unknown, never zero', () => {
  const row = rowOf([{ name: 'alloy', kind: 'composition', values: [{ Fe: 1, Tc: 1 }, { Fe: 1 }, { Ni: 1 }] }], 0)
  assert.equal(row['alloy: mean Z'], 27)
  assert.equal(row['alloy is missing'], 1)
})

test('a missing number is the training median and says so; a new gap is the training median too', () => {
  const training: Column[] = [{ name: 'T', kind: 'number', values: [10, null, 30, 50] }]
  assert.deepEqual(rowOf(training, 1), { T: 30, 'T is missing': 1 })
  const complete: Column[] = [{ name: 'T', kind: 'number', values: [10, 20, 30] }]
  assert.deepEqual(rowOf([{ name: 'T', kind: 'number', values: [null] }], 0, complete), { T: 20 })
})

test('a rare category and one never seen are both "other"; a missing one is none', () => {
  const values = ['CAST', 'CAST', 'CAST', 'POWDER', null]
  const training: Column[] = [{ name: 'route', kind: 'category', values }]
  assert.deepEqual(rowOf(training, 3), { 'route = CAST': 0, 'route = other': 1, 'route is missing': 0 })
  const fresh: Column[] = [{ name: 'route', kind: 'category', values: ['PRINTED', null] }]
  assert.equal(rowOf(fresh, 0, training)['route = other'], 1)
  assert.deepEqual(rowOf(fresh, 1, training), { 'route = CAST': 0, 'route = other': 0, 'route is missing': 1 })
})

test('columns are found by name in any order, and a missing or changed one is refused', () => {
  const a: Column = { name: 'a', kind: 'number', values: [1, 2] }
  const b: Column = { name: 'b', kind: 'number', values: [3, 4] }
  const encoder = fitEncoder([a, b], properties)
  assert.deepEqual([...encode(encoder, [b, a], properties)], [1, 3, 2, 4])
  const code = (expected: string) => (error: unknown) => error instanceof Refusal && error.code === expected
  assert.throws(() => encode(encoder, [a], properties), code('learning.column_missing'))
  const changed: Column = { name: 'b', kind: 'category', values: ['x', 'y'] }
  assert.throws(() => encode(encoder, [a, changed], properties), code('learning.column_kind'))
})

test('encoding does not depend on the scale of a composition', () => {
  const amount = fc.double({ min: 0.01, max: 10, noNaN: true })
  fc.assert(fc.property(amount, amount, fc.constantFrom(0.5, 2, 8), (fe, ni, factor) => {
    const columns = (k: number): Column[] => [
      { name: 'alloy', kind: 'composition', values: [{ Fe: fe * k, Ni: ni * k }, { Fe: 1 }] }]
    assert.deepEqual(rowOf(columns(factor), 0), rowOf(columns(1), 0))
  }))
})

const described = (values: (readonly (number | null)[] | null)[], names = ['density', 'sites', 'noise']): Column => (
  { name: 'structure', kind: 'vector', names, main: 2, values })

test('a vector is the numbers of it that vary, their medians where unknown, and the share of them that is unknown', () => {
  const training = [described([[2, 8, 1], [4, 8, null], [null, 8, 3], null])]
  assert.deepEqual(rowOf(training, 0), { 'structure: density': 2, 'structure: noise': 1, 'structure is missing': 0 })
  assert.deepEqual(rowOf(training, 2), { 'structure: density': 3, 'structure: noise': 3, 'structure is missing': 0.5 })
  assert.deepEqual(rowOf(training, 3), { 'structure: density': 3, 'structure: noise': 2, 'structure is missing': 1 })
})

test('all features of a vector belong to its one column; those beyond the main ones are statistics', () => {
  const encoder = fitEncoder([described([[2, 8, 1], [4, 9, 2]])], properties)
  assert.deepEqual(encodedFeatures(encoder, properties).map(({ column, part }) => [column, part]),
    [['structure', 'plain'], ['structure', 'plain'], ['structure', 'statistic']])
})

test('vectors under other names than those learned from are refused; where nothing is known, names do not matter', () => {
  const encoder = fitEncoder([described([[2, 8, 1], [4, 9, 2]])], properties)
  assert.throws(() => encode(encoder, [described([[2, 8, 1]], ['sites', 'density', 'noise'])], properties),
    (error) => error instanceof Refusal && error.code === 'learning.vector_names')
  assert.deepEqual([...encode(encoder, [described([null], [])], properties)], [3, 8.5, 1.5])
})

test('an encoder reads the same rows the same after JSON', () => {
  const columns = [described([[2, 8, 1], [4, null, 2], null])]
  const encoder = fitEncoder(columns, properties)
  const again = JSON.parse(JSON.stringify({ encoder, columns })) as { encoder: typeof encoder; columns: typeof columns }
  assert.deepEqual(encode(again.encoder, again.columns, properties), encode(encoder, columns, properties))
})
