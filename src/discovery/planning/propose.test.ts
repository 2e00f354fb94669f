import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFormula } from '#science/chemistry/composition.ts'
import { createRandom } from '#science/numerics/random.ts'
import { pointOf, nearbyCandidate, sampleCandidate } from './candidate.ts'
import { distances, pointKey } from './point-distance.ts'
import { propose } from './propose.ts'
import type { ProposeInput } from './propose.ts'
import type { CompositionDimension, Dimension, Point } from './space.ts'

const columns = new Set(['composition'])
const alloy: CompositionDimension = {
  kind: 'composition', column: 'composition', at_most: 4, at_least: 2, step: 0.01,
  elements: { Al: [0, 0.3], Co: [0.05, 0.5], Cr: [0, 0.4], Fe: [0, 0.6], Ni: [0, 0.5], Ti: [0, 0.2] },
}
const dimensions: Dimension[] = [alloy, { kind: 'choice', column: 'route', choices: ['CAST', 'WROUGHT'] }, { kind: 'continuous', column: 'temperature', low: 20, high: 900 }]
const fractionsOf = (point: Point) => parseFormula(String(point['composition'])).fractions

test('every mixture drawn or moved keeps its bounds, its number of elements, and sums to one', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const random = createRandom(seed)
      let candidate = sampleCandidate(dimensions, random)
      for (let move = 0; move < 20; move++) {
        const fractions = fractionsOf(pointOf(dimensions, candidate))
        const present = Object.keys(fractions)
        assert.ok(present.length >= 2 && present.length <= 4, present.join())
        assert.ok(Math.abs(Object.values(fractions).reduce((sum, one) => sum + one, 0) - 1) < 1e-9)
        for (const [symbol, [low, high]] of Object.entries(alloy.elements)) {
          const fraction = fractions[symbol] ?? 0
          assert.ok(fraction >= low - 1e-9 && fraction <= high + 1e-9, `${symbol} ${fraction}`)
        }
        candidate = nearbyCandidate(dimensions, candidate, random)
      }
    }),
    { numRuns: 200 },
  )
})

/** A made-up property with its only maximum at Al 20, Co 40, Ni 40, wrought, 600 °C. */
function property(point: Point): number {
  const { Al = 0, Co = 0, Ni = 0 } = fractionsOf(point)
  const far = (Al - 0.2) ** 2 + (Co - 0.4) ** 2 + (Ni - 0.4) ** 2 + ((Number(point['temperature']) - 600) / 2000) ** 2
  return 100 * Math.exp(-5 * far) - (point['route'] === 'CAST' ? 5 : 0)
}

const input = (more: Partial<ProposeInput> = {}): ProposeInput => ({
  space: { dimensions }, goal: 'max', best: 60, count: 5, seed: 3, compositionColumns: columns, avoid: [],
  predict: (points) => points.map((point) => ({ mean: property(point), sd: 4 })), ...more,
})

test('five proposals differ from each other and all promise more than the best of as many random points', () => {
  const { proposals, judged } = propose(input())
  assert.equal(proposals.length, 5)
  const apart = distances(proposals.map(({ point }) => point), columns)
  for (let a = 0; a < 5; a++) for (let b = 0; b < a; b++) assert.ok(apart(a, b) >= 0.04, `${a} and ${b} are ${apart(a, b)} apart`)
  const random = createRandom(99)
  const byLuck = Math.max(...Array.from({ length: judged }, () => property(pointOf(dimensions, sampleCandidate(dimensions, random)))))
  assert.ok(proposals[0]!.mean > byLuck, `${proposals[0]!.mean} against ${byLuck}`)
  assert.ok(proposals.every(({ expectedImprovement }) => expectedImprovement > 0))
})

test('the same seed proposes the same experiments', () => {
  assert.deepEqual(propose(input()), propose(input()))
})

test('what was done or declined is not proposed again, however its formula is written', () => {
  const candidates = [{ composition: 'TiC' }, { composition: 'Ti2C' }, { composition: 'TiC2' }]
  const round = propose(input({ space: { candidates }, avoid: [{ composition: 'Ti2C2' }], count: 3, predict: (points) => points.map(() => ({ mean: 1, sd: 1 })) }))
  assert.deepEqual(round.proposals.map(({ point }) => point['composition']).sort(), ['Ti2C', 'TiC2'])
  assert.equal(round.ranking.length, 2)
})

test('seeking a minimum proposes small values', () => {
  const { proposals } = propose(input({ goal: 'min', best: 50, count: 1 }))
  assert.ok(proposals[0]!.mean < 15)
})

test('a list is ranked by expected improvement, not by mean: a sure loser stands behind an unsure one', () => {
  const candidates = [{ composition: 'TiC' }, { composition: 'VC' }]
  const round = propose(input({
    space: { candidates }, best: 60, count: 2,
    predict: (points) => points.map(({ composition }) => (composition === 'TiC' ? { mean: 55, sd: 0.1 } : { mean: 50, sd: 20 })),
  }))
  assert.deepEqual(round.ranking.map(({ point }) => point['composition']), ['VC', 'TiC'])
})

test('two ways to write one experiment have one key', () => {
  assert.equal(pointKey({ composition: 'CoNi', route: 'CAST' }, columns), pointKey({ route: 'CAST', composition: 'Ni50Co50' }, columns))
})
