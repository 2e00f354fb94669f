import { createRandom } from '#science/numerics/random.ts'
import type { Random } from '#science/numerics/random.ts'
import { median } from '#science/numerics/summary.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Prediction } from '../learning/model.ts'
import type { OnProgress } from '../learning/progress.ts'
import { expectedImprovement, logExpectedImprovement, probabilityOfImprovement } from './expected-improvement.ts'
import type { Goal } from './expected-improvement.ts'
import { createGeometry, distanceBetween, extentOf } from './geometry.ts'
import type { Geometry } from './geometry.ts'
import type { Known } from './known.ts'
import { logNormalImprovement } from './log-normal-improvement.ts'
import { createNeighbour, pointWithin } from './neighbours.ts'
import type { Neighbour } from './neighbours.ts'
import { createPending } from './pending.ts'
import type { Pending } from './pending.ts'
import { pointKey, readPoint, writePoint } from './point.ts'
import type { Point, WrittenPoint } from './point.ts'
import { climb, createPool } from './pool.ts'
import type { Judged, Pool, Score } from './pool.ts'
import type { Predictor } from './predictor.ts'
import { explain } from './reason.ts'
import type { ColumnWords } from './reason.ts'
import { createSampler } from './sample.ts'
import { checkSpace } from './space.ts'
import type { DesignSpace } from './space.ts'

export type ProposeRequest = {
  readonly predictor: Predictor
  readonly space: DesignSpace
  readonly goal: Goal
  /** The result to improve on; `bestKnown` finds it. */
  readonly best: Pick<Known, 'name' | 'observed'>
  readonly count: number
  readonly seed: number
  readonly known: readonly Known[]
  /** Points that were accepted and whose results are not known yet. */
  readonly pending?: readonly WrittenPoint[]
  /** Points that were declined. */
  readonly declined?: readonly WrittenPoint[]
  /** How people call the columns and their terms, for the reasons. */
  readonly words?: ColumnWords
  /** The target's unit, for the reasons; null where it has none. */
  readonly unit: string | null
}

/** An experiment to do next. What it will give is predicted, in the target's unit. */
export type Proposed = Prediction & {
  readonly point: WrittenPoint
  /** Over the best known, in the target's unit; never negative. */
  readonly expectedImprovement: number
  /** Probability that the result is better than the best known. */
  readonly chance: number
  /** The three nearest known rows, nearest first, as indices into `known`. */
  readonly nearest: readonly number[]
  readonly reason: Text
}

const RANDOM_POINTS = 3000
/** The best known rows are started from too: improvements often lie beside them. */
const WARM_STARTS = 20
const MOVES_OF_WARM_STARTS = 10
const CLIMBERS = 6
/**
 * Proposals are at least so far apart, and from what was accepted or declined, in the sense of `Geometry`: 10 at.%
 * exchanged, or a tenth of a range. With half of it people were offered again, with other decimals, what they had
 * declined.
 */
const APART = 0.1
/** A known experiment may be approached to a fifth of that: 2 at.%, within what a charge and its analysis differ. */
const APART_FROM_KNOWN = 0.2
/** Nearer than this a proposal repeats another experiment: half an atomic per cent, or half a per cent of a range. */
const SAME = 0.005
/** Distances of exchanged steps come out of sums of squares. */
const ROUNDING = 1e-9
/** Sampled points that stand for the space where its typical distance and uncertainty are wanted. */
const TYPICAL_POINTS = 200

/**
 * Proposes the next experiments: those of the largest expected improvement, chosen one by one so that they differ.
 *
 * Dimensions are searched by random points and climbs from the best of them; a list of candidates is judged as a whole.
 * After each choice the uncertainty around it is taken as spent (`createPending`), so that the next one teaches
 * something else; so it is around the points that are pending. None repeats a known row or comes near a pending or
 * declined one. Fewer than `count` come back where the space holds no more. The same request gives the same proposals. Refuses what `checkSpace` refuses, and `space.exhausted`.
 */
export function propose(request: ProposeRequest, onProgress: OnProgress = () => {}): Proposed[] {
  const { predictor, space, known, count } = request
  checkSpace(space)
  const random = createRandom(request.seed)
  onProgress({ fraction: 0, step: { en: 'Sampling the design space', ko: '설계 공간 표본 추출 중' } })
  const search = openSearch(request, random)
  const typical = typicalOf(search.pool, random)
  const pending = createPending(typical.distance)
  for (const place of search.pendingPlaces) pending.add(place)
  const chosen: Judged[] = []
  while (chosen.length < count) {
    onProgress({
      fraction: (chosen.length + 1) / (count + 1),
      step: { en: `Finding proposal ${chosen.length + 1} of ${count}`, ko: `제안 ${chosen.length + 1}/${count} 탐색 중` },
    })
    const next = chooseNext(request, search, pending, chosen, random)
    if (!next) break
    pending.add(next.trace.place)
    chosen.push(next)
  }
  if (chosen.length === 0) throw exhausted(known.length)
  const predictions = predictor.predict(chosen.map(({ point }) => point))
  return chosen.map((judged, index) => present(request, search, judged, predictions[index]!, typical.sd))
}

type Search = {
  readonly columns: readonly string[]
  readonly geometry: Geometry
  readonly pool: Pool
  readonly neighbour: Neighbour | null
  readonly knownPlaces: readonly Float64Array[]
  readonly pendingPlaces: readonly Float64Array[]
  readonly declinedPlaces: readonly Float64Array[]
  /** What the pending points are predicted to give, on the scale of `Predictor.judge`. */
  readonly pendingMeans: readonly number[]
  /** A candidate is shown as its list writes it. */
  readonly written: (point: Point) => WrittenPoint
}

/** Judges the first points: all candidates, or random points and moves from the best known rows. */
function openSearch(request: ProposeRequest, random: Random): Search {
  const { predictor, space, known } = request
  const { inputs } = predictor
  const pending = (request.pending ?? []).map((point) => readPoint(point, inputs))
  const declined = (request.declined ?? []).map((point) => readPoint(point, inputs))
  const knownPoints = known.map(({ point }) => point)
  const open = (
    columns: readonly string[], extent: readonly Point[], neighbour: Neighbour | null, written: Search['written'],
  ): Search => {
    const met = [...knownPoints, ...pending, ...declined]
    const geometry = createGeometry(columns, extent, met)
    const taken = new Set(met.map((point) => pointKey(point, columns)))
    return {
      columns, geometry, neighbour, written, pool: createPool(predictor, geometry, columns, taken),
      knownPlaces: knownPoints.map(geometry.place), declinedPlaces: declined.map(geometry.place),
      pendingPlaces: pending.map(geometry.place),
      pendingMeans: pending.length === 0 ? [] : Array.from(predictor.judge(pending).mean),
    }
  }
  if ('candidates' in space) {
    const candidates = space.candidates.map((candidate) => readPoint(candidate, inputs))
    const listed = new Map(candidates.map((point, at) => [point, space.candidates[at]!]))
    const columns = [...new Set(candidates.flatMap((point) => Object.keys(point)))]
    const search = open(columns, candidates, null, (point) => listed.get(point) ?? writePoint(point))
    search.pool.add(candidates)
    return search
  }
  const { dimensions } = space
  const fixed = readPoint(Object.fromEntries(dimensions.flatMap((dimension) =>
    (dimension.kind === 'fixed' ? [[dimension.column, dimension.value]] : []))), inputs)
  const neighbour = createNeighbour(dimensions)
  const search = open(dimensions.map(({ column }) => column), extentOf(dimensions, fixed), neighbour, writePoint)
  const sample = createSampler(dimensions, inputs)
  search.pool.add(Array.from({ length: RANDOM_POINTS }, () => sample(random)))
  const sign = request.goal === 'max' ? 1 : -1
  const warm = known.toSorted((a, b) => sign * (b.observed - a.observed))
    .map(({ point }) => pointWithin(dimensions, point, fixed)).filter((point) => point !== null).slice(0, WARM_STARTS)
  search.pool.add(warm.flatMap((point) =>
    [point, ...Array.from({ length: MOVES_OF_WARM_STARTS }, () => neighbour(point, random))]))
  return search
}

/** The median distance and uncertainty of points of the space. */
function typicalOf({ all }: Pool, random: Random): { distance: number; sd: number } {
  const some = Array.from(random.permutation(all.length).subarray(0, TYPICAL_POINTS), (at) => all[at]!)
  const distances = some.slice(1).map((judged, at) => distanceBetween(judged.trace.place, some[at]!.trace.place))
  // A space of one point, or of points in one place, has no distance; any length will do there.
  return { distance: median(distances) || 1, sd: median(some.map(({ sd }) => sd)) }
}

/** The best point that is still allowed once the chosen ones are done, or null where there is none. */
function chooseNext(
  request: ProposeRequest, search: Search, pending: Pending, chosen: readonly Judged[], random: Random,
): Judged | null {
  const { pool, neighbour, knownPlaces, pendingPlaces, pendingMeans, declinedPlaces } = search
  const { goal, best, predictor } = request
  // What is pending is believed to give its mean, so the next one has to beat that too.
  const bestMark = predictor.logTarget ? Math.log10(best.observed) : best.observed
  const marks = [bestMark, ...pendingMeans, ...chosen.map(({ mean }) => mean)]
  const mark = goal === 'max' ? Math.max(...marks) : Math.min(...marks)
  const score: Score = ({ mean, sd, trace }) => logExpectedImprovement(mean, sd * pending.remaining(trace), mark, goal)
  const chosenPlaces = chosen.map(({ trace }) => trace.place)
  const isFar = ({ trace }: Judged, places: readonly Float64Array[], distance: number) =>
    places.every((place) => distanceBetween(trace.place, place) >= distance - ROUNDING)

  if (neighbour) {
    const starts: Judged[] = []
    for (const judged of inOrder(pool.all, score)) {
      if (starts.length === CLIMBERS) break
      if (isFar(judged, [...chosenPlaces, ...starts.map(({ trace }) => trace.place)], APART)) starts.push(judged)
    }
    climb(pool, starts, score, neighbour, random)
  }
  const order = inOrder(pool.all, score)
  const others = [...chosenPlaces, ...pendingPlaces, ...declinedPlaces]
  // In a space too small for the wanted distance, half of it will do, and so on.
  for (let apart = APART; apart >= SAME; apart /= 2) {
    const found = order.find((judged) =>
      isFar(judged, others, apart) && isFar(judged, knownPlaces, Math.max(SAME, APART_FROM_KNOWN * apart)))
    if (found) return found
  }
  return null
}

function inOrder(all: readonly Judged[], score: Score): Judged[] {
  const scored = all.map((judged) => ({ judged, value: score(judged) }))
  return scored.sort((a, b) => compare(b.value, a.value)).map(({ judged }) => judged)
}

function present(
  request: ProposeRequest, { columns, knownPlaces, written }: Search, judged: Judged, prediction: Prediction, typicalSd: number,
): Proposed {
  const { best, goal, known, predictor, unit } = request
  const { mean, sd, point } = judged
  const mark = predictor.logTarget ? Math.log10(best.observed) : best.observed
  const chance = probabilityOfImprovement(mean, sd, mark, goal)
  const improvement = predictor.logTarget ? logNormalImprovement : expectedImprovement
  const distances = knownPlaces.map((place) => distanceBetween(place, judged.trace.place))
  const nearest = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]!).slice(0, 3)
  return {
    ...prediction,
    point: written(point),
    expectedImprovement: improvement(mean, sd, best.observed, goal),
    chance,
    nearest,
    reason: explain({
      words: request.words ?? {}, point, columns, prediction, chance, best, known, unit, logTarget: predictor.logTarget,
      nearest: known[nearest[0] ?? -1] ?? null, nearestDistance: distances[nearest[0] ?? -1] ?? Infinity,
      certainty: sd / typicalSd,
    }),
  }
}

/** Two scores of −Infinity are equal; their difference would be NaN and spoil the order. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

function exhausted(nKnown: number): Refusal {
  return new Refusal('space.exhausted', {
    en: `Every point found in this space is known, declined or being done (${nKnown} known rows). Widen the space.`,
    ko: `이 공간에서 찾은 모든 점이 이미 알려졌거나 거절되었거나 진행 중입니다(기존 기록 ${nKnown}개). 공간을 넓히십시오.`,
  }, { known: nKnown })
}
