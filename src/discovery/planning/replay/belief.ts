import { normalQuantile } from '#science/numerics/normal.ts'
import { mean as meanOf } from '#science/numerics/summary.ts'
import { growForest, predictForest } from '#discovery/learning/learners/forest.ts'
import type { ForestSettings } from '#discovery/learning/learners/forest.ts'
import { fitGaussianProcess, predictGaussianProcess } from '#discovery/learning/learners/gaussian-process.ts'
import type { Pool } from './pool.ts'

/** What is thought of each experiment of a pool (n), on a scale on which more is better and results have an sd near 1. */
export type Belief = { readonly mean: Float64Array; readonly sd: Float64Array }

const TREES: Pick<ForestSettings, 'splits' | 'trees' | 'minLeaf' | 'bootstrap'> = { splits: 'random', trees: 60, minLeaf: 1, bootstrap: true }
/** Shares of the features that two forests look at for each split: one follows what matters most, the other looks around. */
const FEATURE_SHARES = [1, 0.3]
const PROCESS = { maxFitRows: 1000, starts: 1, maxIterations: 30 }
/** What those that are asked count: the two forests, a process with one length scale, and one with a scale for each input. */
const WEIGHTS = [0.2, 0.2, 0.4, 0.2]

/**
 * What results of a few experiments (m, more is better) say of all of the pool.
 *
 * No single model is good on every set (Liang et al. 2021): two forests of bagged extremely randomised trees and two Gaussian
 * processes are asked; the sd holds what each is unsure of and what they disagree about. They learn the mean of the standardised
 * results and of their normal scores, so that one result far from all others does not hide the rest.
 */
export function believe({ X, d, n, inputOf }: Pool, done: readonly number[], results: Float64Array, seed: number): Belief {
  const m = done.length
  const known = new Float64Array(m * d)
  done.forEach((experiment, at) => known.set(X.subarray(experiment * d, (experiment + 1) * d), at * d))
  const y = standing(results)
  const forests = FEATURE_SHARES.map((featureShare, at) => (
    predictForest(growForest(known, y, m, { ...TREES, featureShare }, seed + at), X)
  ))
  const processes = [new Uint16Array(d), inputOf].map((lengths) => {
    const process = fitGaussianProcess(known, y, lengths, null, PROCESS, seed)
    const noise = Math.exp(process.theta[1]!)
    const { mean, variance } = predictGaussianProcess(process, X)
    return { mean, variance: variance.map((value) => Math.max(value - noise, 0)) }
  })
  const said = [...forests, ...processes]
  const weighed = (of: (one: (typeof said)[number]) => number) => said.reduce((sum, one, at) => sum + WEIGHTS[at]! * of(one), 0)
  const mean = Float64Array.from({ length: n }, (_, at) => weighed((one) => one.mean[at]!))
  return { mean, sd: mean.map((centre, at) => Math.sqrt(weighed((one) => one.variance[at]! + (one.mean[at]! - centre) ** 2))) }
}

/** Halfway between the standardised results and their normal scores (equal results have equal ones). */
function standing(results: Float64Array): Float64Array {
  const m = results.length
  const centre = meanOf(results)
  const sd = Math.sqrt(meanOf(results.map((value) => (value - centre) ** 2))) || 1
  const ascending = results.toSorted()
  return results.map((value) => {
    const [first, last] = [ascending.indexOf(value), ascending.lastIndexOf(value)]
    return ((value - centre) / sd + normalQuantile(((first + last) / 2 + 0.5) / m)) / 2
  })
}
