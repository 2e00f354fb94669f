import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { replayFigures } from './figures.ts'
import { drawStarts, replay } from './replay.ts'
import type { Pool } from './pool.ts'

const poolOfResults = (results: readonly number[]): Pool => ({
  n: results.length, d: 1, X: Float64Array.from(results, (_, at) => Math.fround(at / results.length)), inputOf: new Uint16Array(1),
  results: Float64Array.from(results), rows: results.map((_, at) => [at]),
})
const hundred = poolOfResults(Array.from({ length: 100 }, (_, at) => at))

test('of 100 experiments five are the best; who finds them first is twenty times as good as chance at once', () => {
  const best = [99, 98, 97, 96, 95, 0, 1, 2, 3, 4]
  const { n_top, top_fraction, ef, af } = replayFigures(hundred, [best, best], 'max')
  assert.equal(n_top, 5)
  assert.deepEqual(top_fraction.mean.map((share) => Number(share.toFixed(10))), [0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 1, 1])
  assert.equal(ef.mean[0], 20)
  // 80 % at random takes 80 experiments; here four.
  assert.deepEqual(af['0.8'], { median: 20, p5: 20, p95: 20 })
})

test('where less is better, the lowest are the best', () => {
  assert.equal(replayFigures(hundred, [[0, 1, 2, 3, 4]], 'min').top_fraction.mean.at(-1), 1)
  assert.equal(replayFigures(hundred, [[0, 1, 2, 3, 4]], 'max').top_fraction.mean.at(-1), 0)
})

test('a share that half of the runs do not reach has no median acceleration, not one of zero', () => {
  const { af } = replayFigures(hundred, [[99, 98, 0], [0, 1, 2], [3, 4, 5], [99, 0, 1]], 'max')
  assert.equal(af['0.25'].p5, null)
  assert.deepEqual(af['0.8'], { median: null, p5: null, p95: null })
})

test('what is drawn at random finds as much as is to be expected', () => {
  const starts = drawStarts(100, 400, 2, 7)
  const { top_fraction, random, ef } = replayFigures(hundred, replay(hundred, { goal: 'max', method: 'random', budget: 40, starts, seed: 1 }), 'max')
  top_fraction.mean.forEach((share, k) => assert.ok(Math.abs(share - random[k]!) < 0.04, `${share} after ${k + 1}`))
  assert.ok(Math.abs(ef.mean.at(-1)! - 1) < 0.1)
})

test('in any run nothing is found twice and shares never fall', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 60 }), fc.integer({ min: 0, max: 99 }), (results, seed) => {
    const pool = poolOfResults(results)
    const runs = replay(pool, { goal: 'max', method: 'random', budget: results.length, starts: drawStarts(results.length, 3, 1, seed), seed })
    for (const run of runs) assert.equal(new Set(run).size, results.length)
    const { top_fraction: { mean } } = replayFigures(pool, runs, 'max')
    mean.forEach((share, k) => assert.ok(k === 0 || share >= mean[k - 1]!))
    assert.equal(mean.at(-1), 1)
  }))
})
