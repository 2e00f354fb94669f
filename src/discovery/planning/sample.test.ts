import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { Fractions } from '../learning/columns.ts'
import { compositionGrid } from './composition-grid.ts'
import { createNeighbour, pointWithin } from './neighbours.ts'
import { createSampler, sampleSteps, stepsToFractions } from './sample.ts'
import type { CompositionDimension, Dimension } from './space.ts'

const SYMBOLS = ['Al', 'Co', 'Cr', 'Fe', 'Mn', 'Ni', 'Ti']

/** Mixtures with bounds on a grid of 1, 2, 5 or 10 at.%, most of them feasible. */
const mixtures = fc.record({
  step: fc.constantFrom(0.01, 0.02, 0.05, 0.1),
  bounds: fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 0.1, 0.2), fc.constantFrom(0.2, 0.3, 0.5, 1)), {
    minLength: 1, maxLength: SYMBOLS.length,
  }),
  at_most: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
  at_least: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  least: fc.option(fc.constantFrom(0.02, 0.05, 0.15), { nil: undefined }),
}).map(({ bounds, ...rest }): CompositionDimension => ({
  kind: 'composition',
  column: 'alloy',
  elements: Object.fromEntries(bounds.map(([low, high], at) => [SYMBOLS[at]!, [low, high]])),
  ...(rest.at_most !== undefined && { at_most: rest.at_most }),
  ...(rest.at_least !== undefined && { at_least: rest.at_least }),
  ...(rest.least !== undefined && { least: rest.least }),
  step: rest.step,
}))

/** The grid, or null where the bounds are impossible together. */
function gridOf(dimension: CompositionDimension) {
  try {
    return compositionGrid(dimension)
  } catch (error) {
    assert.ok(error instanceof Refusal)
    return null
  }
}

function assertFeasible(dimension: CompositionDimension, fractions: Fractions) {
  const { step = 0.001, at_least: atLeast = 1, at_most: atMost = Infinity } = dimension
  const steps = Object.entries(fractions).map(([symbol, fraction]) => {
    const [low, high] = dimension.elements[symbol]!
    assert.ok(low > 0 || fraction >= (dimension.least ?? 0) - 1e-9, `a trace of ${fraction} of ${symbol} under ${dimension.least}`)
    assert.ok(fraction >= low - 1e-9 && fraction <= high + 1e-9, `${symbol} ${fraction} in ${low}…${high}`)
    assert.ok(Math.abs(fraction / step - Math.round(fraction / step)) < 1e-6, `${fraction} is a multiple of ${step}`)
    return Math.round(fraction / step)
  })
  assert.equal(steps.reduce((sum, amount) => sum + amount, 0), Math.round(1 / step))
  assert.ok(steps.length >= atLeast && steps.length <= atMost, `${steps.length} elements`)
  for (const [symbol, [low]] of Object.entries(dimension.elements)) assert.ok(low === 0 || symbol in fractions)
}

test('every sampled mixture keeps its bounds, its counts and a sum of exactly one', () => {
  fc.assert(fc.property(mixtures, fc.integer(), (dimension, seed) => {
    const grid = gridOf(dimension)
    fc.pre(grid !== null)
    const random = createRandom(seed)
    for (let draw = 0; draw < 5; draw++) assertFeasible(dimension, stepsToFractions(grid, sampleSteps(grid, random)))
  }))
})

test('a walk of neighbours never leaves the feasible mixtures', () => {
  fc.assert(fc.property(mixtures, fc.integer(), (dimension, seed) => {
    fc.pre(gridOf(dimension) !== null)
    const random = createRandom(seed)
    const neighbour = createNeighbour([dimension])
    let point = createSampler([dimension], [])(random)
    for (let move = 0; move < 30; move++) {
      point = neighbour(point, random)
      assertFeasible(dimension, point['alloy'] as Fractions)
    }
  }))
})

test('a feasible mixture is inside its own space, unchanged', () => {
  fc.assert(fc.property(mixtures, fc.integer(), (dimension, seed) => {
    fc.pre(gridOf(dimension) !== null)
    const point = createSampler([dimension], [])(createRandom(seed))
    assert.deepEqual(pointWithin([dimension], point, {}), point)
  }))
})

test('all mixtures of three elements in tenths are drawn about equally often', () => {
  const bounds: [number, number] = [0, 1]
  const elements = { Al: bounds, Co: bounds, Cr: bounds }
  const grid = compositionGrid({ kind: 'composition', column: 'alloy', elements, step: 0.1, at_least: 3 })
  const random = createRandom(3)
  const counts = new Map<string, number>()
  const draws = 18_000
  for (let draw = 0; draw < draws; draw++) {
    const key = sampleSteps(grid, random).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  // 36 mixtures have one tenth of each at least; χ² with 35 degrees of freedom is below 66.6 in 999 of 1000 cases.
  assert.equal(counts.size, 36)
  const expected = draws / 36
  const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  assert.ok(chiSquared < 66.6, `χ² = ${chiSquared}`)
})

test('a furnace is set to a round temperature within its range', () => {
  const dimension: Dimension = { kind: 'continuous', column: 'T', low: 603.7, high: 1198 }
  const random = createRandom(1)
  const sample = createSampler([dimension], [])
  for (let draw = 0; draw < 200; draw++) {
    const value = Number(sample(random)['T'])
    assert.ok(value >= 603.7 && value <= 1198)
    assert.ok(value % 2 === 0 || value === 603.7 || value === 1198, String(value))
  }
})

test('the same seed draws the same points', () => {
  const dimensions: Dimension[] = [
    { kind: 'composition', column: 'alloy', elements: { Al: [0, 1], Ni: [0, 1] } },
    { kind: 'choice', column: 'route', choices: ['cast', 'wrought'] },
    { kind: 'fixed', column: 'T', value: 25 },
  ]
  const sample = createSampler(dimensions, [{ name: 'T', kind: 'number' }])
  assert.deepEqual(sample(createRandom(7)), sample(createRandom(7)))
})
