import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { connectedComponents } from '#science/numerics/connected-components.ts'
import { givenFolds, groupedFolds, randomFolds } from './folds.ts'
import type { Fold } from './folds.ts'

function assertPartition(folds: readonly Fold[], n: number) {
  const held = folds.flatMap((fold) => [...fold.test]).sort((a, b) => a - b)
  assert.deepEqual(held, Array.from({ length: n }, (_, row) => row))
  for (const { train, test } of folds) {
    assert.equal(train.length + test.length, n)
    assert.ok(train.every((row) => !test.includes(row)))
  }
}

const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('random folds hold out every row once and differ in size by one at most', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 8 }), fc.nat(), (n, k, seed) => {
    if (k > n) return
    const folds = randomFolds(n, k, seed)
    assertPartition(folds, n)
    const sizes = folds.map((fold) => fold.test.length)
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1)
  }))
})

test('rows that share a formula or a paper, directly or through others, are never on both sides', () => {
  const key = fc.option(fc.integer({ min: 0, max: 14 }).map(String), { nil: null })
  fc.assert(fc.property(fc.array(fc.tuple(key, key), { minLength: 4, maxLength: 50 }), fc.nat(), (rows, seed) => {
    const groups = [
      { name: 'formula', values: rows.map(([formula]) => formula) },
      { name: 'doi', values: rows.map(([, doi]) => doi) },
    ]
    const components = new Set(connectedComponents(rows.length, groups)).size
    const make = () => groupedFolds(rows.length, groups, 3, seed)
    if (components < 3) return assert.throws(make, refuses('learning.too_few_groups'))
    const folds = make()
    assertPartition(folds, rows.length)
    for (const { train, test } of folds) {
      for (const { values } of groups) {
        const trained = new Set([...train].map((row) => values[row]).filter((value) => value !== null))
        assert.ok([...test].every((row) => !trained.has(values[row]!)))
      }
    }
  }))
})

test('a chain of shared keys joins its ends', () => {
  const component = connectedComponents(4, [
    { name: 'formula', values: ['A', 'A', 'B', 'C'] }, { name: 'doi', values: ['1', '2', '2', null] },
  ])
  assert.deepEqual([...component], [0, 0, 0, 3])
})

test('given folds keep their names, in the order of numbers', () => {
  const folds = givenFolds(['10', '2', '10', '2', '1'])
  assert.deepEqual(folds.map((fold) => fold.name), ['1', '2', '10'])
  assert.deepEqual([...folds[2]!.test], [0, 2])
  assert.throws(() => givenFolds(['1', '1']), refuses('learning.too_few_folds'))
})

test('more folds than rows are refused', () => {
  assert.throws(() => randomFolds(3, 4, 0), refuses('learning.too_many_folds'))
  assert.throws(() => randomFolds(3, 1, 0), refuses('learning.too_many_folds'))
})
