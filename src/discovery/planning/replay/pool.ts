import { mean } from '#science/numerics/summary.ts'
import { Refusal } from '#science/refusal.ts'
import type { Column, LearningTable } from '#discovery/learning/columns.ts'

// Letters in this folder: n experiments of a pool, d features, m experiments done. X: (n × d), row-major.

/** Experiments that were all made, each with inputs of its own; what a planner may choose from when it is replayed. */
export type Pool = {
  readonly n: number
  readonly d: number
  /** (n × d): shares, numbers and one column a level, each with mean 0 and sd 1 over the pool, exact in single precision. */
  readonly X: Float64Array
  /** Of each feature the input that it stands for, from 0: levels of one category stand for the same. */
  readonly inputOf: Uint16Array
  /** (n): the mean result of the rows that have these inputs, in the target's unit. */
  readonly results: Float64Array
  /** The rows of the table behind each experiment, from 0. */
  readonly rows: readonly (readonly number[])[]
}

/**
 * The experiments of a table: rows of equal inputs are repeats of one and their results are averaged; they stand in ascending order
 * of the inputs, the first input first.
 *
 * Rows without a result are left out. Refuses a target that is not a number (`campaign.not_a_number`), an input that is missing
 * (`campaign.input_missing`), and a table without inputs that vary (`campaign.no_inputs`).
 */
export function poolOf({ inputs, target }: LearningTable): Pool {
  if (target.kind !== 'number') throw notANumber(target.name)
  const known = [...target.values.keys()].filter((row) => target.values[row] !== null && !target.limits?.[row])
  for (const column of inputs) {
    const missing = known.find((row) => column.values[row] === null)
    if (missing !== undefined) throw inputMissing(column.name, missing)
  }
  const groups = Map.groupBy(known, (row) => JSON.stringify(inputs.map((column) => keyOf(column, row))))
  const rows = [...groups.values()].sort(([a], [b]) => inputs.reduce((order, column) => order || compare(column, a!, b!), 0))
  const first = rows.map(([row]) => row!)
  const features = inputs.flatMap((column, input) => featuresOf(column, first).flatMap((values) => {
    const standardised = standardise(values)
    return standardised ? [{ input, values: standardised }] : []
  }))
  if (features.length === 0) throw noInputs()
  const [n, d] = [rows.length, features.length]
  const X = new Float64Array(n * d)
  features.forEach(({ values }, at) => values.forEach((value, row) => { X[row * d + at] = value }))
  return {
    n, d, X, rows, inputOf: Uint16Array.from(features, ({ input }) => input),
    results: Float64Array.from(rows, (own) => mean(own.map((row) => target.values[row] as number))),
  }
}

/** What makes two rows the same experiment in a column. */
function keyOf(column: Column, row: number): unknown {
  const value = column.values[row]
  return column.kind === 'composition' ? Object.entries(value as object).filter(([, share]) => share > 0).sort(([a], [b]) => (a < b ? -1 : 1)) : value
}

function compare(column: Column, a: number, b: number): number {
  const [one, other] = [a, b].map((row) => (column.kind === 'number' ? column.values[row]! : JSON.stringify(keyOf(column, row))))
  return one! < other! ? -1 : one! > other! ? 1 : 0
}

function featuresOf(column: Column, rows: readonly number[]): number[][] {
  if (column.kind === 'number') return [rows.map((row) => column.values[row]!)]
  if (column.kind === 'composition') {
    const shares = rows.map((row) => column.values[row]!)
    const totals = shares.map((one) => Object.values(one).reduce((sum, share) => sum + share, 0))
    return [...new Set(shares.flatMap((one) => Object.keys(one)))].sort().map((element) => (
      shares.map((one, at) => (one[element] ?? 0) / totals[at]!)
    ))
  }
  if (column.kind === 'vector') return column.names.map((_, at) => rows.map((row) => column.values[row]![at] ?? 0))
  return [...new Set(rows.map((row) => column.values[row]!))].sort().map((level) => rows.map((row) => (column.values[row] === level ? 1 : 0)))
}

/** Values with mean 0 and sd 1, in single precision; null where they do not vary. */
function standardise(values: readonly number[]): number[] | null {
  const centre = mean(values)
  const sd = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))
  return sd > 0 ? values.map((value) => Math.fround((value - centre) / sd)) : null
}

function notANumber(target: string): Refusal {
  return new Refusal('campaign.not_a_number', {
    en: `“${target}” holds words, so nothing is highest or lowest in it; name a column of numbers with --target.`,
    ko: `“${target}” 열은 숫자가 아니어서 최대·최소를 정할 수 없습니다. --target에 숫자 열을 지정하십시오.`,
  }, { target })
}

function inputMissing(column: string, row: number): Refusal {
  return new Refusal('campaign.input_missing', {
    en: `Line ${row + 2} has no “${column}”: an experiment is told apart by all of its inputs. Fill the cell, or leave the column out with --ignore.`,
    ko: `${row + 2}행에 “${column}” 값이 없습니다. 모든 입력이 있어야 실험을 구별할 수 있습니다. 셀을 채우거나 --ignore로 열을 제외하십시오.`,
  }, { column, line: row + 2 })
}

function noInputs(): Refusal {
  return new Refusal('campaign.no_inputs', {
    en: 'No input varies, so there is nothing to choose from. Give more columns, or ignore fewer.',
    ko: '변하는 입력 열이 없어 고를 것이 없습니다. 열을 더 두거나 제외를 줄이십시오.',
  })
}
