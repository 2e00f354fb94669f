// Planning replayed on sets of experiments that were all made, as Liang et al. (2021) do; three seeds, the published starts.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { tableFromCsv } from '#discovery/learning/from-csv.ts'
import { replayFigures } from '#discovery/planning/replay/figures.ts'
import { poolOf } from '#discovery/planning/replay/pool.ts'
import { replay } from '#discovery/planning/replay/replay.ts'
import { machine } from '../machine.ts'

const FOLDER = process.env.SOJAE_TEST_DATA ?? '../shared/data'
/** Budgets, and the mean Top % to be reached at their end. */
const SETS = [
  { name: 'P3HT', target: 'Conductivity (measured) (S/cm)', budget: 50, asked: 0.85 },
  { name: 'AutoAM', target: 'Score', budget: 30, asked: 0.8 },
  { name: 'Crossed_barrel', target: 'toughness', budget: 50, asked: 0.4 },
]
const SEEDS = [0, 1, 2]
const starts = (JSON.parse(readFileSync(`${FOLDER}/pvlab/protocol_seeds.json`, 'utf8')) as { initial_index_pairs: Record<string, number[][]> }).initial_index_pairs
const rounded = (value: number) => Number(value.toFixed(3))

const sets = SETS.map(({ name, target, budget, asked }) => {
  const [header, ...rows] = parse(readFileSync(`${FOLDER}/pvlab/${name}_dataset.csv`, 'utf8'), { bom: true }) as string[][]
  const pool = poolOf(tableFromCsv(header!, rows, { target }).table)
  const begun = performance.now()
  const figures = SEEDS.map((seed) => replayFigures(pool, replay(pool, { goal: 'max', method: 'ours', budget, starts: starts[name]!, seed }), 'max'))
  const seconds = (performance.now() - begun) / 1000 / SEEDS.length
  const last = ({ mean, median, p5, p95 }: { mean: readonly number[]; median: readonly number[]; p5: readonly number[]; p95: readonly number[] }) => (
    { mean: rounded(mean.at(-1)!), median: rounded(median.at(-1)!), p5: rounded(p5.at(-1)!), p95: rounded(p95.at(-1)!) }
  )
  const result = {
    set: name, n_pool: pool.n, n_top: figures[0]!.n_top, budget, asked, random: rounded(figures[0]!.random.at(-1)!),
    seeds: figures.map(({ top_fraction, ef, af }, at) => ({ seed: SEEDS[at], top_fraction: last(top_fraction), ef: last(ef), af })), seconds: rounded(seconds),
  }
  console.log(name, result.seeds.map(({ top_fraction: { mean } }) => mean).join(' '), `asked ${asked}, at random ${result.random}; ${seconds.toFixed(0)} s for 50 runs`)
  return result
})
writeFileSync(join(import.meta.dirname, '../results/replay.json'), `${JSON.stringify({ name: 'replay', machine: machine(), sets }, null, 1)}\n`)
