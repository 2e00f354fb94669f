import { createRandom } from '#science/numerics/random.ts'
import { nearbyCandidate, pointOf, sampleCandidate } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import { checkSpace } from './check-space.ts'
import { chooseBatch } from './choose-batch.ts'
import { expectedImprovement, logExpectedImprovement, probabilityOfImprovement } from './expected-improvement.ts'
import type { Goal } from './expected-improvement.ts'
import { distances, pointKey } from './point-distance.ts'
import type { DesignSpace, Dimension, Point } from './space.ts'

/** What a model says of a point: the predicted mean and standard deviation, in units of the target. */
export type Judged = { readonly mean: number; readonly sd: number }

export type ProposeInput = {
  readonly space: DesignSpace
  readonly predict: (points: readonly Point[]) => readonly Judged[]
  readonly goal: Goal
  /** The best value known. */
  readonly best: number
  readonly count: number
  readonly seed: number
  /** Columns whose values are formulas. */
  readonly compositionColumns: ReadonlySet<string>
  /** Experiments done, planned or declined: none is proposed again. */
  readonly avoid: readonly Point[]
}

export type Proposed = {
  readonly point: Point
  readonly mean: number
  readonly sd: number
  readonly expectedImprovement: number
  readonly probabilityOfImprovement: number
  /** Whether its spread is above the median of what was looked at: it would teach more than most. */
  readonly teaches: boolean
}

export type Round = {
  /** The next experiments, best first; they differ from each other. */
  readonly proposals: readonly Proposed[]
  /** Every candidate of a listed space, best first; empty for a space of dimensions. */
  readonly ranking: readonly Proposed[]
  /** How many points were judged. */
  readonly judged: number
}

// Enough that doubling either changes the best EI of a 9-metal space by less than its noise between seeds.
const STARTS = 1_500
const ROUNDS = 8
const KEPT = 25
const NEIGHBOURS = 12

/**
 * The next experiments by expected improvement: random points, then a local search around the best of them, then a batch
 * that differs. A listed space is judged whole. Nothing else is enumerated, so 10⁹ mixtures are an ordinary space.
 */
export function propose(input: ProposeInput, onProgress: (fraction: number) => void = () => {}): Round {
  checkSpace(input.space)
  const taken = new Set(input.avoid.map((point) => pointKey(point, input.compositionColumns)))
  const listed = 'candidates' in input.space
  const points = 'candidates' in input.space ? distinct(input.space.candidates, input, taken) : search(input.space.dimensions, input, taken, onProgress)
  if (points.length === 0) return { proposals: [], ranking: [], judged: 0 }
  const judged = judge(points, input).sort((a, b) => b.logEI - a.logEI)
  const spread = judged.map(({ sd }) => sd).sort((a, b) => a - b)[Math.floor(judged.length / 2)]!
  const proposed = judged.map(({ point, mean, sd }): Proposed => ({
    point, mean, sd, teaches: sd > spread,
    expectedImprovement: expectedImprovement(mean, sd, input.best, input.goal),
    probabilityOfImprovement: probabilityOfImprovement(mean, sd, input.best, input.goal),
  }))
  // The batch is chosen among the front runners; further down EI is too small to win by being different.
  const front = judged.slice(0, 400)
  const apart = distances(front.map(({ point }) => point), input.compositionColumns)
  const chosen = chooseBatch(front, apart, input.best, input.goal === 'max' ? 1 : -1, input.count)
  onProgress(1)
  return { proposals: chosen.map((index) => proposed[index]!), ranking: listed ? proposed : [], judged: judged.length }
}

type Scored = { readonly point: Point; readonly mean: number; readonly sd: number; readonly logEI: number }

function judge(points: readonly Point[], { predict, best, goal }: ProposeInput): Scored[] {
  const judged = predict(points)
  return points.map((point, index) => {
    const { mean, sd } = judged[index]!
    return { point, mean, sd, logEI: logExpectedImprovement(mean, sd, best, goal) }
  })
}

/** Random points, then neighbours of the best, again and again; what was seen is returned whole. */
function search(dimensions: readonly Dimension[], input: ProposeInput, taken: ReadonlySet<string>, onProgress: (fraction: number) => void): Point[] {
  const random = createRandom(input.seed)
  const seen = new Map<string, { candidate: Candidate; scored: Scored }>()
  const look = (candidates: readonly Candidate[]) => {
    const fresh = new Map<string, Candidate>()
    for (const candidate of candidates) {
      const key = pointKey(pointOf(dimensions, candidate), input.compositionColumns)
      if (!seen.has(key) && !taken.has(key)) fresh.set(key, candidate)
    }
    const points = [...fresh.values()].map((candidate) => pointOf(dimensions, candidate))
    const scored = judge(points, input)
    ;[...fresh].forEach(([key, candidate], index) => seen.set(key, { candidate, scored: scored[index]! }))
  }
  look(Array.from({ length: STARTS }, () => sampleCandidate(dimensions, random)))
  for (let round = 0; round < ROUNDS && seen.size > 0; round++) {
    onProgress((round + 1) / (ROUNDS + 2))
    const best = [...seen.values()].sort((a, b) => b.scored.logEI - a.scored.logEI).slice(0, KEPT)
    look(best.flatMap(({ candidate }) => Array.from({ length: NEIGHBOURS }, () => nearbyCandidate(dimensions, candidate, random))))
  }
  return [...seen.values()].map(({ scored }) => scored.point)
}

function distinct(candidates: readonly Point[], { compositionColumns }: ProposeInput, taken: ReadonlySet<string>): Point[] {
  const unique = new Map(candidates.map((point) => [pointKey(point, compositionColumns), point]))
  return [...unique].filter(([key]) => !taken.has(key)).map(([, point]) => point)
}
