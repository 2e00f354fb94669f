import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import { replayFigures } from './figures.ts'
import { poolOf } from './pool.ts'
import { drawStarts, replay } from './replay.ts'

/** A hill over two numbers, on a grid of 12 × 12, with a route that does nothing. */
const grid = Array.from({ length: 144 }, (_, at) => ({ x: at % 12, y: Math.floor(at / 12), route: at % 2 ? 'cast' : 'annealed' }))
const table: LearningTable = {
  n: 144,
  inputs: [
    { name: 'x', kind: 'number', values: grid.map(({ x }) => x) }, { name: 'y', kind: 'number', values: grid.map(({ y }) => y) },
    { name: 'route', kind: 'category', values: grid.map(({ route }) => route) },
  ],
  target: { name: 'strength', kind: 'number', values: grid.map(({ x, y }) => -((x - 7) ** 2) - (y - 3) ** 2) },
}
const pool = poolOf(table)

test('on a hill 30 of 144 experiments find most of the best twentieth, where chance finds a fifth', () => {
  const starts = drawStarts(pool.n, 5, 2, 1)
  const { top_fraction } = replayFigures(pool, replay(pool, { goal: 'max', method: 'ours', budget: 30, starts, seed: 1 }), 'max')
  assert.ok(top_fraction.mean.at(-1)! > 0.8, String(top_fraction.mean.at(-1)))
})

test('the lowest is found as the highest is when all results change their sign', () => {
  const starts = drawStarts(pool.n, 2, 2, 3)
  const deep = { ...pool, results: pool.results.map((result) => -result) }
  const settings = { method: 'ours', budget: 12, starts, seed: 4 } as const
  assert.deepEqual(replay(pool, { ...settings, goal: 'max' }), replay(deep, { ...settings, goal: 'min' }))
})

test('a run begins with its start, makes no experiment twice, and is the same for the same seed', () => {
  const starts = [[5, 9, 100]]
  const runs = () => replay(pool, { goal: 'max', method: 'ours', budget: 20, starts, seed: 11 })
  const [run] = runs()
  assert.deepEqual(run!.slice(0, 3), [5, 9, 100])
  assert.equal(new Set(run).size, 20)
  assert.deepEqual(runs(), [run])
})

test('rows of equal inputs are repeats of one experiment: their results are averaged, and they stand in ascending order', () => {
  const { n, rows, results } = poolOf({
    n: 4, inputs: [{ name: 'x', kind: 'number', values: [10, 2, 10, 5] }], target: { name: 'y', kind: 'number', values: [1, 7, 3, null] },
  })
  assert.equal(n, 2)
  assert.deepEqual(rows, [[1], [0, 2]])
  assert.deepEqual([...results], [7, 2])
})

test('a missing input is refused with its line, labels have no highest, and a column of one value leaves nothing to choose', () => {
  const of = (change: Partial<LearningTable>) => () => poolOf({ ...table, ...change })
  assert.throws(of({ inputs: [{ name: 'x', kind: 'number', values: grid.map(({ x }, at) => (at === 3 ? null : x)) }] }), (refusal: Refusal) => /Line 5 has no “x”/.test(refusal.text.en))
  assert.throws(of({ target: { name: 'route', kind: 'category', values: grid.map(({ route }) => route) } }), { code: 'campaign.not_a_number' })
  assert.throws(of({ inputs: [{ name: 'x', kind: 'number', values: grid.map(() => 1) }] }), { code: 'campaign.no_inputs' })
})
