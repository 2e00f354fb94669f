import { mean, standardDeviation } from '#science/numerics/summary.ts'
import { BOOSTING } from './boosting-kind.ts'
import type { SpreadBoosting, SpreadBoostingText } from './boosting-kind.ts'
import type { BoostingSettings } from './boosting.ts'
import { FOREST } from './forest-kind.ts'
import type { ForestText } from './forest-kind.ts'
import type { Forest, ForestSettings } from './forest.ts'
import { GAUSSIAN_PROCESS } from './gaussian-process-kind.ts'
import type { GaussianProcessText, ScaledProcess } from './gaussian-process-kind.ts'
import type { GaussianProcessSettings } from './gaussian-process.ts'
import type { LearnerKind, RawPrediction, Trees, ViewedLesson } from './kind.ts'
import { LINEAR } from './linear-kind.ts'
import type { LinearText, ScaledLinear } from './linear-kind.ts'
import type { LinearSettings } from './linear.ts'
import { SPARSE_GAUSSIAN_PROCESS } from './sparse-gaussian-process-kind.ts'
import type { ScaledSparseProcess, SparseProcessText } from './sparse-gaussian-process-kind.ts'
import type { SparseSettings } from './sparse-gaussian-process.ts'

// Letters: n rows, m training rows, d encoded features, c outputs. X: (n × d), Y: (m × c), row-major.

/** The settings, the fitted state and the JSON of each kind of learner. */
type Kinds = {
  readonly forest: { settings: ForestSettings; fitted: Forest; text: ForestText }
  readonly 'gaussian-process': { settings: GaussianProcessSettings; fitted: ScaledProcess; text: GaussianProcessText }
  readonly 'sparse-gaussian-process': { settings: SparseSettings; fitted: ScaledSparseProcess; text: SparseProcessText }
  readonly boosting: { settings: Omit<BoostingSettings, 'loss'>; fitted: SpreadBoosting; text: SpreadBoostingText }
  readonly linear: { settings: LinearSettings; fitted: ScaledLinear; text: LinearText }
}
type Kind = keyof Kinds

const KINDS: { readonly [K in Kind]: LearnerKind<Kinds[K]['settings'], Kinds[K]['fitted'], Kinds[K]['text']> } = {
  forest: FOREST,
  'gaussian-process': GAUSSIAN_PROCESS,
  'sparse-gaussian-process': SPARSE_GAUSSIAN_PROCESS,
  boosting: BOOSTING,
  linear: LINEAR,
}

/** A learner with its settings and the part of the encoded features that it is given. */
export type Candidate = {
  readonly name: string
  /** `plain` leaves out the statistics over element properties. */
  readonly view: 'plain' | 'all'
  readonly learner: { readonly [K in Kind]: { readonly kind: K; readonly settings: Kinds[K]['settings'] } }[Kind]
}

/**
 * What is kept of every learner, whatever its kind.
 *
 * `used` holds the positions of its features among the d encoded ones. It learned (y − centre) / scale, so that one
 * set of priors and single-precision leaves serve targets of any unit; for labels (c > 1) these are 0 and 1.
 */
type Known = {
  readonly name: string
  readonly d: number
  readonly used: readonly number[]
  readonly centre: number
  readonly scale: number
}

type LearnerOf<K extends Kind> = Known & { readonly kind: K; readonly fitted: Kinds[K]['fitted'] }
type LearnerTextOf<K extends Kind> = Known & { readonly kind: K } & Kinds[K]['text']

/** A candidate that has learned. */
export type Learner = { readonly [K in Kind]: LearnerOf<K> }[Kind]

/** A learner as plain JSON, its arrays as text. */
export type LearnerText = { readonly [K in Kind]: LearnerTextOf<K> }[Kind]

/** Rows to learn from: all encoded features, X: (m × d), and targets as they stand, Y: (m × c). */
export type Lesson = Omit<ViewedLesson, 'seed' | 'onShare'>

/** Fits a candidate to a lesson; features that do not vary in it are left out. */
export function fitLearner(
  candidate: Candidate, { features, X, Y, m, extraNoise }: Lesson, seed: number,
  onShare: (share: number) => void = () => {},
): Learner {
  const d = features.length
  const used = [...features.keys()].filter((feature) => {
    if (candidate.view === 'plain' && features[feature]!.part === 'statistic') return false
    for (let row = 1; row < m; row++) if (X[row * d + feature] !== X[feature]) return true
    return false
  })
  const number = Y.length === m
  const centre = number ? mean(Y) : 0
  const scale = number ? standardDeviation(Y) || 1 : 1
  const viewed: ViewedLesson = {
    features: used.map((feature) => features[feature]!), X: takeFeatures(X, m, d, used),
    Y: Y.map((y) => (y - centre) / scale), m,
    extraNoise: extraNoise && extraNoise.map((variance) => variance / scale ** 2), seed, onShare,
  }
  const known = { name: candidate.name, d, used, centre, scale }
  const fit = <K extends Kind>(kind: K, settings: Kinds[K]['settings']): LearnerOf<K> =>
    ({ ...known, kind, fitted: KINDS[kind].fit(viewed, settings) })
  return fit(candidate.learner.kind, candidate.learner.settings) as Learner
}

/** Predicts X: (n × d) with all encoded features, of which the learner takes its own. */
export function predictLearner<K extends Kind>(learner: LearnerOf<K>, X: Float64Array): RawPrediction {
  const { mean, variance } = KINDS[learner.kind].predict(learner.fitted, viewOf(learner, X))
  return {
    mean: mean.map((value) => learner.centre + learner.scale * value),
    variance: variance.map((value) => learner.scale ** 2 * value),
  }
}

/** The mean (n × c) alone of X: (n × d), which for a Gaussian process costs m per row instead of m². */
export function predictLearnerMean<K extends Kind>(learner: LearnerOf<K>, X: Float64Array): Float64Array {
  return KINDS[learner.kind].mean(learner.fitted, viewOf(learner, X))
    .map((value) => learner.centre + learner.scale * value)
}

/** The trees of a learner of numbers, in the target's unit and over all encoded features; null where it is none of trees. */
export function treesOf<K extends Kind>(learner: LearnerOf<K>): Trees | null {
  const trees = KINDS[learner.kind].trees?.(learner.fitted)
  if (!trees) return null
  const { used, scale } = learner
  return {
    nodes: trees.nodes,
    shapley(X, Z, playerOf) {
      // Players of features that the learner was not given are named too, so that all learners name them alike.
      const most = playerOf.reduce((last, player) => Math.max(last, player), -1)
      const own = Int32Array.from(used, (feature) => playerOf[feature]!)
      const values = trees.shapley(viewOf(learner, X), viewOf(learner, Z), own)
      const [all, p] = [new Float64Array((X.length / learner.d) * (most + 1)), own.reduce((last, player) => Math.max(last, player), -1) + 1]
      values.forEach((value, at) => { all[Math.floor(at / p) * (most + 1) + (at % p)] = scale * value })
      return all
    },
  }
}

/** Writes a learner as plain JSON; the learner read back predicts the same numbers. */
export function writeLearner<K extends Kind>(learner: LearnerOf<K>): LearnerText {
  const { name, kind, d, used, centre, scale } = learner
  return { name, kind, d, used, centre, scale, ...KINDS[kind].write(learner.fitted) } as unknown as LearnerText
}

/** Reads what `writeLearner` wrote. */
export function readLearner<K extends Kind>(text: LearnerTextOf<K>): Learner {
  const { name, kind, d, used, centre, scale } = text
  const fitted = KINDS[kind].read(text, used.length)
  return { name, kind, d, used, centre, scale, fitted } as unknown as Learner
}

function viewOf({ d, used }: Known, X: Float64Array): Float64Array {
  return takeFeatures(X, X.length / d, d, used)
}

function takeFeatures(X: Float64Array, n: number, d: number, used: readonly number[]): Float64Array {
  const width = used.length
  const view = new Float64Array(n * width)
  for (let row = 0; row < n; row++) {
    for (let index = 0; index < width; index++) view[row * width + index] = X[row * d + used[index]!]!
  }
  return view
}
