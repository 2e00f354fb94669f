import { mean, quantile } from '#science/numerics/summary.ts'
import type { Goal } from '../expected-improvement.ts'
import type { Pool } from './pool.ts'

/** The share of a pool that counts as its best, and the shares of them at which acceleration is told. */
const TOP = 0.05
const REACHED = ['0.25', '0.5', '0.8'] as const

type Spread<T> = { readonly median: T; readonly p5: T; readonly p95: T }
type Curve = Spread<readonly number[]> & { readonly mean: readonly number[] }

/**
 * How fast runs found the best of a pool (Liang et al. 2021, npj Comput. Mater. 7, 188, doi 10.1038/s41524-021-00656-9).
 *
 * Lists are by experiment: position k is after k + 1 of them, the first ones included.
 */
export type ReplayFigures = {
  readonly n_pool: number
  /** How many experiments are the best 5 %, rounded up. */
  readonly n_top: number
  readonly runs: number
  readonly budget: number
  /** Top %: the share of them that was found. */
  readonly top_fraction: Curve
  /** The same for experiments drawn at random, as it is to be expected. */
  readonly random: readonly number[]
  /** Enhancement: how many times as many as at random. */
  readonly ef: Curve
  /** Acceleration: in how many times fewer experiments than at random a share of them was found; null where runs did not get there. */
  readonly af: Readonly<Record<(typeof REACHED)[number], Spread<number | null>>>
}

/** The figures of runs, each the experiments of a pool in the order in which they were made. */
export function replayFigures({ n, results }: Pick<Pool, 'n' | 'results'>, runs: readonly (readonly number[])[], goal: Goal): ReplayFigures {
  const n_top = Math.ceil(TOP * n)
  const order = [...results.keys()].sort((a, b) => (goal === 'max' ? results[b]! - results[a]! : results[a]! - results[b]!))
  const top = new Set(order.slice(0, n_top))
  const found = runs.map((run) => {
    let count = 0
    return run.map((at) => (count += top.has(at) ? 1 : 0) / n_top)
  })
  const random = (runs[0] ?? []).map((_, k) => (k + 1) / n)
  return {
    n_pool: n, n_top, runs: runs.length, budget: random.length, top_fraction: curveOf(found), random,
    ef: curveOf(found.map((run) => run.map((share, k) => share / random[k]!))),
    af: Object.fromEntries(REACHED.map((share) => [share, accelerationAt(Number(share), found, n)])) as ReplayFigures['af'],
  }
}

function curveOf(runs: readonly (readonly number[])[]): Curve {
  const at = (k: number) => runs.map((run) => run[k]!)
  const list = (figure: (values: number[]) => number) => (runs[0] ?? []).map((_, k) => figure(at(k)))
  return { mean: list(mean), median: list((values) => quantile(values, 0.5)), p5: list((values) => quantile(values, 0.05)), p95: list((values) => quantile(values, 0.95)) }
}

/** Runs that did not get there come before all others, and a figure that rests on one of them is unknown. */
function accelerationAt(share: number, found: readonly (readonly number[])[], n: number): Spread<number | null> {
  const atRandom = Math.ceil(share * n)
  const accelerations = found.map((run) => run.findIndex((reached) => reached >= share)).map((k) => (k < 0 ? -Infinity : atRandom / (k + 1)))
  const figure = (p: number) => {
    const value = quantile(accelerations, p)
    return Number.isFinite(value) ? value : null
  }
  return { median: figure(0.5), p5: figure(0.05), p95: figure(0.95) }
}
