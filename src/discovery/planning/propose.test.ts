import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { parseFormula } from '#science/chemistry/composition.ts'
import { createGeometry, distanceBetween, extentOf } from './geometry.ts'
import type { Known } from './known.ts'
import { readPoint, writePoint } from './point.ts'
import type { Input, Point } from './point.ts'
import type { Predictor } from './predictor.ts'
import { propose } from './propose.ts'
import type { ProposeRequest } from './propose.ts'
import { createSampler } from './sample.ts'
import type { DesignSpace, Dimension } from './space.ts'

const INPUTS: readonly Input[] = [
  { name: 'alloy', kind: 'composition' }, { name: 'route', kind: 'category' }, { name: 'T', kind: 'number' },
]
const dimensions: Dimension[] = [
  { kind: 'composition', column: 'alloy', at_most: 3,
    elements: { Al: [0, 0.5], Co: [0, 0.6], Cr: [0, 0.6], Ni: [0.1, 0.8] } },
  { kind: 'choice', column: 'route', choices: ['cast', 'wrought'] },
  { kind: 'continuous', column: 'T', low: 600, high: 1200 },
]
const space: DesignSpace = { dimensions }

/** A strength with one summit: Al0.2Cr0.3Ni0.5, wrought, 900 °C gives 1000. */
function truth(point: Point): number {
  const alloy = point['alloy'] as Record<string, number>
  const summit: Record<string, number> = { Al: 0.2, Cr: 0.3, Ni: 0.5 }
  const away = ['Al', 'Co', 'Cr', 'Ni'].reduce((sum, e) => sum + ((alloy[e] ?? 0) - (summit[e] ?? 0)) ** 2, 0)
  const heat = ((Number(point['T']) - 900) / 300) ** 2
  return 1000 - 1500 * away - 150 * heat - (point['route'] === 'cast' ? 100 : 0)
}

/** A model that knows the truth up to an uncertainty which grows with cobalt. */
function predictorOfTruth(sd = 40): Predictor {
  const sdOf = (point: Point) => sd * (1 + ((point['alloy'] as Record<string, number>)['Co'] ?? 0))
  return {
    inputs: INPUTS,
    logTarget: false,
    judge: (points) => ({ mean: Float64Array.from(points, truth), sd: Float64Array.from(points, sdOf) }),
    predict: (points) => points.map((point) => {
      const mean = truth(point)
      const interval = (z: number): [number, number] => [mean - z * sdOf(point), mean + z * sdOf(point)]
      return {
        mean, sd: sdOf(point), aleatoric: 0, epistemic: sdOf(point), distance: 0.4,
        intervals: { '50': interval(0.674), '80': interval(1.282), '90': interval(1.645), '95': interval(1.96) },
      }
    }),
  }
}

function knownAt(seed: number, n: number): Known[] {
  const random = createRandom(seed)
  const sample = createSampler(dimensions, INPUTS)
  return Array.from({ length: n }, (_, at) => {
    const point = sample(random)
    return { point, name: `alloy ${at}`, observed: truth(point) }
  })
}

function request(change: Partial<ProposeRequest> = {}): ProposeRequest {
  const known = knownAt(11, 20)
  const best = known.reduce((a, b) => (b.observed > a.observed ? b : a))
  return { predictor: predictorOfTruth(), space, goal: 'max', best, count: 5, seed: 1, known, unit: 'MPa', ...change }
}

test('a known summit is found in every one of ten seeds, and random points of equal number do not come as near', () => {
  let better = 0
  for (let seed = 1; seed <= 10; seed++) {
    let judged = 0
    const predictor = predictorOfTruth(1)
    const counting: Predictor = { ...predictor, judge(points) {
      judged += points.length
      return predictor.judge(points)
    } }
    const [first] = propose(request({ predictor: counting, seed, count: 1 }))
    assert.ok(first!.mean > 990, `seed ${seed}: ${first!.mean}`)
    const random = createRandom(seed)
    const sample = createSampler(dimensions, INPUTS)
    let bestRandom = -Infinity
    for (let draw = 0; draw < judged; draw++) bestRandom = Math.max(bestRandom, truth(sample(random)))
    if (first!.mean > bestRandom) better += 1
  }
  assert.equal(better, 10)
})

test('a minimum is found by the mirrored goal', () => {
  const mirrored = predictorOfTruth(1)
  const predictor: Predictor = {
    ...mirrored,
    judge(points) {
      const { mean, sd } = mirrored.judge(points)
      return { mean: mean.map((value) => -value), sd }
    },
    predict: (points) => mirrored.predict(points).map((prediction) => ({ ...prediction, mean: -prediction.mean })),
  }
  const known = knownAt(11, 20).map((row) => ({ ...row, observed: -row.observed }))
  const best = known.reduce((a, b) => (b.observed < a.observed ? b : a))
  const [first] = propose(request({ predictor, known, best, goal: 'min', count: 1 }))
  assert.ok(first!.mean < -990, String(first!.mean))
})

test('five proposals lie 10 at.% or 10 % of a range from each other and from those decided on, 2 from known ones', () => {
  const [accepted, declined] = propose(request({ count: 2 })).map(({ point }) => point)
  const { known } = request()
  const proposals = propose(request({ pending: [accepted!], declined: [declined!] }))
    .map(({ point }) => readPoint(point, INPUTS))
  assert.equal(proposals.length, 5)
  const columns = dimensions.map(({ column }) => column)
  const { place } = createGeometry(columns, extentOf(dimensions, {}), known.map(({ point }) => point))
  const decided = [accepted!, declined!].map((point) => place(readPoint(point, INPUTS)))
  proposals.forEach((proposal, at) => {
    for (const other of proposals.slice(at + 1)) assert.ok(distanceBetween(place(proposal), place(other)) >= 0.0999)
    for (const other of decided) assert.ok(distanceBetween(place(proposal), other) >= 0.0999)
    for (const { point } of known) assert.ok(distanceBetween(place(proposal), place(point)) >= 0.0199)
  })
})

test('what is pending is taken as learned: around it the next round expects less than it did', () => {
  const [first] = propose(request({ count: 1 }))
  const [next] = propose(request({ count: 1, pending: [first!.point] }))
  assert.ok(next!.expectedImprovement < first!.expectedImprovement)
  assert.notDeepEqual(next!.point, first!.point)
})

test('proposals stay inside the space and are written as formulas that read back', () => {
  for (const { point } of propose(request({ count: 8 }))) {
    const { fractions } = parseFormula(String(point['alloy']))
    const sum = Object.values(fractions).reduce((total, fraction) => total + fraction, 0)
    assert.ok(Math.abs(sum - 1) < 1e-12)
    assert.ok(Object.keys(fractions).length <= 3 && (fractions['Ni'] ?? 0) >= 0.1 && (fractions['Al'] ?? 0) <= 0.5)
    assert.ok(Number(point['T']) >= 600 && Number(point['T']) <= 1200)
    assert.deepEqual(writePoint(readPoint(point, INPUTS)), point)
  }
})

test('expected improvement is never negative and the reason speaks of a prediction in both languages', () => {
  for (const proposal of propose(request())) {
    assert.ok(proposal.expectedImprovement >= 0)
    assert.ok(proposal.chance >= 0 && proposal.chance <= 1)
    assert.match(proposal.reason.en, /^Predicted .* MPa \(90 % interval .*\), .* the best known/)
    assert.match(proposal.reason.en, /Nearest known row: alloy/)
    assert.match(proposal.reason.ko, /^예측값은 .*확률은 .*추정됩니다\..*가장 가까운 기록: alloy/)
    assert.equal(proposal.nearest.length, 3)
  }
})

test('the same request gives the same proposals, another seed may not', () => {
  assert.deepEqual(propose(request()), propose(request()))
})

test('a list of candidates gives its best that differ, without what is known', () => {
  const candidates = ['Ni0.5Al0.2Cr0.3', 'Ni0.5Al0.201Cr0.299', 'Ni0.6Al0.1Cr0.3', 'Ni0.1Co0.5Al0.4']
    .map((alloy) => ({ alloy, route: 'wrought', T: 900 }))
  const taken = { point: readPoint(candidates[2]!, INPUTS), name: 'tried', observed: 900 }
  const proposals = propose(request({ space: { candidates }, known: [taken], best: taken, count: 2 }))
  assert.deepEqual(proposals.map(({ point }) => parseFormula(String(point['alloy'])).fractions), [
    parseFormula('Ni0.5Al0.2Cr0.3').fractions, parseFormula('Ni0.1Co0.5Al0.4').fractions,
  ])
})

test('a space with fewer points than asked for gives those it has; one that is used up is refused', () => {
  const small: DesignSpace = { dimensions: [
    { kind: 'fixed', column: 'alloy', value: 'NiAl' }, { kind: 'fixed', column: 'T', value: 900 },
    { kind: 'choice', column: 'route', choices: ['cast', 'wrought'] },
  ] }
  const tried = { point: readPoint({ alloy: 'NiAl', route: 'cast', T: 900 }, INPUTS), name: 'NiAl', observed: 700 }
  const proposals = propose(request({ space: small, known: [tried], best: tried }))
  assert.deepEqual(proposals.map(({ point }) => point['route']), ['wrought'])
  const both = [tried, { ...tried, point: { ...tried.point, route: 'wrought' } }]
  assert.throws(() => propose(request({ space: small, known: both, best: tried })), { code: 'space.exhausted' })
})

test('a column the model does not know is refused', () => {
  const unknown: DesignSpace = { dimensions: [{ kind: 'fixed', column: 'colour', value: 'red' }] }
  assert.throws(() => propose(request({ space: unknown })), { code: 'space.unknown_column' })
})
