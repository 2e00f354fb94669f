import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Goal } from '#discovery/planning/expected-improvement.ts'
import { replayFigures } from '#discovery/planning/replay/figures.ts'
import type { ReplayFigures } from '#discovery/planning/replay/figures.ts'
import { poolOf } from '#discovery/planning/replay/pool.ts'
import { drawStarts, replay } from '#discovery/planning/replay/replay.ts'
import { readCsvTable } from './read-csv-table.ts'
import { readTextFile } from './read-text-file.ts'

export type SimulateOptions = {
  readonly target: string
  readonly formula: readonly string[]
  readonly ignore: readonly string[]
  readonly goal: Goal
  readonly method: 'ours' | 'random'
  readonly runs: number | undefined
  readonly initial: number
  readonly budget: number
  readonly seed: number
  /** A JSON file with the experiments that each run begins with, by their place in the pool. */
  readonly starts: string | undefined
}

export type Simulated = ReplayFigures & { readonly seconds: number; readonly notes: readonly Text[] }

const RUNS = 50

/**
 * Replays the planning of experiments on a CSV file of experiments that were all made, without hub or database.
 *
 * Refuses as `readCsvTable` and `poolOf`, a pool with nothing to choose (`campaign.pool_too_small`) and starts that are not of the
 * pool (`campaign.starts`).
 */
export async function simulateCsv(path: string, options: SimulateOptions, onProgress: (fraction: number, step: Text) => void): Promise<Simulated> {
  const { target, formula, ignore, goal, method, initial, seed } = options
  const { table, notes } = await readCsvTable(path, { target, formula, ignore, smiles: [], group: [], split: null, task: undefined })
  const pool = poolOf(table)
  const budget = Math.min(options.budget, pool.n)
  if (pool.n <= initial) throw tooSmall(pool.n, initial)
  const starts = options.starts === undefined
    ? drawStarts(pool.n, options.runs ?? RUNS, initial, seed) : (await readStarts(options.starts, pool.n)).slice(0, options.runs)
  const begun = performance.now()
  const runs = replay(pool, { goal, method, budget, starts, seed }, (run) => {
    onProgress(run / starts.length, { en: `${run} of ${starts.length} runs`, ko: `${starts.length}회 중 ${run}회` })
  })
  return { ...replayFigures(pool, runs, goal), seconds: (performance.now() - begun) / 1000, notes }
}

async function readStarts(path: string, n: number): Promise<number[][]> {
  let read: unknown
  try {
    read = JSON.parse(await readTextFile(path))
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
  const isStart = (start: unknown) => Array.isArray(start) && start.length > 0 && new Set(start).size === start.length
    && start.every((at) => Number.isInteger(at) && at >= 0 && at < n)
  if (Array.isArray(read) && read.length > 0 && read.every(isStart)) return read as number[][]
  throw new Refusal('campaign.starts', {
    en: `${path} is no list of starts such as [[111, 134], [92, 136]]: whole numbers from 0 to ${n - 1}, each the place of an experiment among the ${n} `
      + 'in ascending order of their inputs, different within a start.',
    ko: `${path}은(는) [[111, 134], [92, 136]] 같은 시작점 목록이 아닙니다. 입력 오름차순으로 늘어놓은 실험 ${n}건의 순번(0부터 ${n - 1}까지, 한 시작점 안에서 서로 다름)을 적으십시오.`,
  }, { file: path, n })
}

function tooSmall(n: number, initial: number): Refusal {
  return new Refusal('campaign.pool_too_small', {
    en: `The file holds ${n === 1 ? '1 different experiment' : `${n} different experiments`}; with ${initial} to begin with nothing is left to choose.`,
    ko: `서로 다른 실험이 ${n}건뿐이므로 처음 ${initial}건을 빼면 고를 것이 없습니다.`,
  }, { n, initial })
}
