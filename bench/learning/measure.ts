import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { evaluate } from '#discovery/learning/evaluate.ts'
import type { Evaluation } from '#discovery/learning/evaluate.ts'
import type { LearningTable } from '#discovery/learning/columns.ts'
import { machine } from '../machine.ts'

/** Evaluates a table with each seed, prints the figures and writes them to bench/results/<name>.json. */
export function measure(
  name: string, table: LearningTable, options: { seeds: readonly number[]; logTarget?: boolean; peers?: object },
): void {
  const { seeds, logTarget = false, peers = {} } = options
  const at = machine()
  console.log(`${name}: ${table.n} rows, ${table.inputs.length} inputs; ${at.cpu} × ${at.cores}, Node ${at.node}`)
  const runs = seeds.map((seed) => {
    const before = process.cpuUsage()
    const { notes: _, ...evaluation } = evaluate(table, { seed, logTarget, now: () => performance.now() })
    const { user, system } = process.cpuUsage(before)
    print(seed, evaluation)
    return { seed, cpuSeconds: Math.round((user + system) / 1e5) / 10, ...evaluation }
  })
  const file = new URL(`../results/${name}.json`, import.meta.url)
  const sizes = { rows: table.n, inputs: table.inputs.length }
  writeFileSync(file, `${JSON.stringify({ name, machine: at, sizes, logTarget, runs, peers }, rounded, 1)}\n`)
}

function print(seed: number, { model, overall, folds }: Omit<Evaluation, 'notes'>) {
  const text = (value: number | null) => (value === null ? '–' : value.toPrecision(4))
  console.log(`seed ${seed}: MAE ${text(overall.mae)} (folds ${folds.map((fold) => text(fold.mae)).join(', ')}), `
    + `RMSE ${text(overall.rmse)}, R² ${text(overall.r2)}, NLL ${text(overall.nll)}, CRPS ${text(overall.crps)}`)
  const covered = Object.entries(overall.coverage ?? {}).map(([level, share]) => `${level}: ${text(share)}`)
  console.log(`  covered ${covered.join(', ')}; `
    + `miscalibration ${text(overall.miscalibration_area)}; fit ${text(overall.fit_seconds)} s; ${model}`)
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value
}
