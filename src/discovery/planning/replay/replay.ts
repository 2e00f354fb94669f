import { createRandom } from '#science/numerics/random.ts'
import type { Goal } from '../expected-improvement.ts'
import { believe } from './belief.ts'
import { chooseNext } from './choose-next.ts'
import type { Pool } from './pool.ts'

export type ReplaySettings = {
  readonly goal: Goal
  /** `ours` plans; `random` draws. */
  readonly method: 'ours' | 'random'
  /** Experiments in a run, the first ones included. */
  readonly budget: number
  /** The experiments that each run begins with, by their place in the pool. */
  readonly starts: readonly (readonly number[])[]
  readonly seed: number
}

/**
 * Plays runs of one experiment after the other on a pool, each from its start, and answers the experiments in their order.
 *
 * Same seed, same runs; `onRun` hears of each run that is done.
 */
export function replay(pool: Pool, { goal, method, budget, starts, seed }: ReplaySettings, onRun: (run: number) => void = () => {}): number[][] {
  const seeds = createRandom(seed)
  const worth = goal === 'max' ? pool.results : pool.results.map((result) => -result)
  return starts.map((start, run) => {
    const random = createRandom(seeds.seed())
    const made = start.slice(0, budget)
    if (method === 'random') made.push(...[...random.permutation(pool.n)].filter((at) => !made.includes(at)))
    while (made.length < budget) {
      const belief = believe(pool, made, Float64Array.from(made, (at) => worth[at]!), random.seed())
      made.push(chooseNext(belief, new Set(made), made.length, random))
    }
    onRun(run + 1)
    return made.slice(0, budget)
  })
}

/** Starts of runs drawn at random: each `initial` different experiments of a pool of n. */
export function drawStarts(n: number, runs: number, initial: number, seed: number): number[][] {
  const random = createRandom(seed)
  return Array.from({ length: runs }, () => Array.from(random.permutation(n).subarray(0, initial)))
}
