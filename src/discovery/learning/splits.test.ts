import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { tableRows } from './columns.ts'
import type { LearningTable } from './columns.ts'
import { evaluate } from './evaluate.ts'
import { familyKey, forwardFolds, keysOf, separateGroups, splitOf } from './splits.ts'
import { train } from './train.ts'

test('forward in time, every row learned from is earlier than every row held out, and no row is held out twice', () => {
  const times = fc.array(fc.option(fc.integer({ min: 2000, max: 2020 })), { minLength: 6, maxLength: 60 })
  fc.assert(fc.property(times, fc.integer({ min: 1, max: 6 }), (years, k) => {
    const folds = forwardFolds(years, k)
    const held = folds.flatMap(({ test: rows }) => [...rows])
    assert.equal(new Set(held).size, held.length)
    for (const { train: before, test: after } of folds) {
      assert.ok(Math.max(...[...before].map((row) => years[row]!)) < Math.min(...[...after].map((row) => years[row]!)))
      assert.ok([...before, ...after].every((row) => years[row] !== null))
    }
    assert.ok(folds.length <= k)
  }))
})

test('alloys of the same elements are one family whatever their amounts and their order', () => {
  const { values } = familyKey({ name: 'alloy', kind: 'composition', values: [{ Ni: 1, Al: 1 }, { Al: 3, Ni: 1 }, { Al: 1, Ni: 1, Fe: 0 }, { Ni: 1 }, null] })
  assert.deepEqual(values, ['Al-Ni', 'Al-Ni', 'Al-Ni', 'Ni', null])
})

/** 30 papers with four alike alloys each, and a bias of its own: what holds in a paper does not hold in the next. */
function papers(): LearningTable {
  const random = createRandom(2)
  const rows = Array.from({ length: 30 }, () => ({ x: random.uniform(), bias: 50 * random.normal() }))
    .flatMap((paper, index) => Array.from({ length: 4 }, () => ({ ...paper, index, x: paper.x + 0.001 * random.normal() })))
  return {
    n: 120,
    inputs: [{ name: 'x', kind: 'number', values: rows.map(({ x }) => x) }],
    target: { name: 'y', kind: 'number', unit: 'MPa', values: rows.map(({ x, bias }) => 100 * x + bias + random.normal()) },
    groups: [{ name: 'paper', values: rows.map(({ index }) => String(index)) }],
  }
}

test('where papers differ by biases of their own, the card says with numbers how much a random split would flatter', () => {
  const { card } = train(papers(), { seed: 1, family: 'et' })
  const note = card.notes.find(({ en }) => en.startsWith('A random split would flatter'))!.en
  const [, random, grouped] = /err by ([\d.]+) MPa .* by ([\d.]+) MPa/.exec(note)!.map(Number)
  assert.ok(random! < 25 && grouped! > 2 * random!, note)
})

test('a table whose rows share nothing has no such note, and its folds are drawn at random', () => {
  const { groups: _, ...plain } = papers()
  assert.equal(separateGroups(plain.n, keysOf(plain)), null)
  assert.equal(splitOf(plain, 5, 1).groups, null)
  assert.ok(!train(plain, { seed: 1, family: 'et' }).card.notes.some(({ en }) => en.includes('flatter')))
})

test('a model judged forward in time is judged on later rows only, and its card says so', () => {
  const table = { ...papers(), times: Array.from({ length: 120 }, (_, row) => 2000 + Math.floor(row / 6)) }
  const { card } = train(table, { seed: 1, importance: false, family: 'et' })
  assert.ok(card.folds.forward)
  assert.ok(card.outOfFold.length < 120 && card.outOfFold.every(({ row }) => row >= 18))
})

test('60 rows of 12 years can be evaluated forward in time with every family; rows of one year cannot, and that is said', () => {
  const { groups: _, ...plain } = papers()
  const table = tableRows({ ...plain, times: Array.from({ length: 120 }, (_, row) => 2000 + Math.floor(row / 5)) }, Array.from({ length: 60 }, (_, row) => row))
  for (const family of ['linear', 'et', 'gp', 'gb'] as const) {
    assert.ok(Number.isFinite(evaluate(table, { seed: 1, family, now: () => 0 }).overall.mae), family)
  }
  assert.throws(() => evaluate({ ...table, times: table.times!.map(() => 2000) }, { now: () => 0 }), { code: 'learning.too_few_times' })
})
