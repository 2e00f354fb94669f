import { createRandom } from '#science/numerics/random.ts'
import { clip, clipInterval } from '../bounds.ts'
import type { Bounds } from '../bounds.ts'
import { columnRows } from '../columns.ts'
import type { Column } from '../columns.ts'
import type { RawPrediction } from '../learners/kind.ts'
import type { FittedModel, RegressionModel } from '../model.ts'

// Letters: n rows, s draws of each.

/** A model of one observed column, from the columns that are chosen and those observed before it. */
export type Link = {
  readonly column: Omit<Column, 'values'>
  readonly model: FittedModel
  /** What is physically possible of a number, in its unit; draws stop there. */
  readonly bounds?: Bounds
  /** Half of the 90 % interval in units of the sd; what residuals held out made it. */
  readonly half90: number
}

/** What a link says of one row: a number with its 90 % interval in the column's unit, or labels with their probabilities. */
export type Foretold =
  | { readonly column: string; readonly mean: number; readonly low: number; readonly high: number }
  | { readonly column: string; readonly probabilities: Readonly<Record<string, number>> }

/** How many times each row is drawn; its mean is then uncertain by a sixth of what the draws spread. */
export const DRAWS = 32

/** Rows with nothing missing of what is observed: each of n rows s times in turn, and what was foretold where a row had no value. */
export type Drawn = { readonly columns: readonly Column[]; readonly s: number; readonly foretold: readonly (readonly Foretold[])[] }

/**
 * Draws what was not observed from the links.
 *
 * Where a row has a value of an observed column it is used; where not, it is drawn s times from what the link predicts
 * (a normal distribution on the link's own scale, or its probabilities of the labels), given the draws of the links before.
 * So what is unknown of a grain size widens what is said of the hardness, and both what is said of the strength.
 */
export function drawThrough(links: readonly Link[], inputs: readonly Column[], seed: number, draws = DRAWS): Drawn {
  const n = inputs[0]?.values.length ?? 0
  const unknown = links.some(({ column }) => valuesOf(inputs, column.name, n).some((value) => value === null))
  const s = unknown ? draws : 1
  const rows = Uint32Array.from({ length: n * s }, (_, at) => Math.floor(at / s))
  let columns = inputs.filter(({ name }) => !links.some(({ column }) => column.name === name))
    .map((column) => columnRows(column, rows))
  const foretold: Foretold[][] = Array.from({ length: n }, () => [])
  const random = createRandom(seed)
  for (const link of links) {
    const { column, model } = link
    const given = valuesOf(inputs, column.name, n)
    // The same draws for every row, so that two rows are compared under the same luck.
    const luck = Float64Array.from({ length: s }, () => random.normal())
    const chance = Float64Array.from({ length: s }, () => random.uniform())
    if (given.every((value) => value !== null)) {
      columns = [...columns, { ...column, values: Array.from(rows, (row) => given[row]) } as unknown as Column]
      continue
    }
    const X = model.encode(columns)
    const values = model.task === 'regression'
      ? drawNumbers(link, model, model.predictEncoded(X), s, (at) => luck[at % s]!, foretold)
      : drawLabels(column.name, model.classes, model.predictEncoded(X), s, (at) => chance[at % s]!, foretold)
    columns = [...columns, { ...column, values: values.map((value, at) => given[rows[at]!] ?? value) } as unknown as Column]
    given.forEach((value, row) => { if (value !== null) foretold[row]!.pop() })
  }
  return { columns, s, foretold }
}

/**
 * Mean and variance of each of n rows from those of its s draws: the mean of the variances and the variance of the
 * means (the law of total variance).
 */
export function overDraws({ mean, variance }: RawPrediction, s: number): RawPrediction {
  const n = mean.length / s
  const centres = new Float64Array(n)
  const total = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let [sum, within, between] = [0, 0, 0]
    for (let at = row * s; at < (row + 1) * s; at++) sum += mean[at]!
    const centre = sum / s
    for (let at = row * s; at < (row + 1) * s; at++) {
      within += variance[at]!
      between += (mean[at]! - centre) ** 2
    }
    centres[row] = centre
    total[row] = (within + between) / s
  }
  return { mean: centres, variance: total }
}

function drawNumbers(
  { column, bounds = [null, null], half90 }: Link, model: RegressionModel, said: { mean: Float64Array; sd: Float64Array }, s: number,
  luck: (at: number) => number, foretold: Foretold[][],
): number[] {
  const inUnit = (value: number) => (model.logTarget ? 10 ** value : value)
  const whole = overDraws({ mean: said.mean, variance: said.sd.map((sd) => sd * sd) }, s)
  foretold.forEach((row, at) => {
    const half = half90 * Math.sqrt(whole.variance[at]!)
    const [low, high] = clipInterval([inUnit(whole.mean[at]! - half), inUnit(whole.mean[at]! + half)], bounds)
    row.push({ column: column.name, mean: clip(inUnit(whole.mean[at]!), bounds), low, high })
  })
  return Array.from(said.mean, (centre, at) => clip(inUnit(centre + said.sd[at]! * luck(at)), bounds))
}

function drawLabels(
  column: string, classes: readonly string[], P: Float64Array, s: number, chance: (at: number) => number, foretold: Foretold[][],
): string[] {
  const c = classes.length
  foretold.forEach((row, at) => row.push({
    column, probabilities: Object.fromEntries(classes.map((name, index) => {
      let sum = 0
      for (let draw = at * s; draw < (at + 1) * s; draw++) sum += P[draw * c + index]!
      return [name, sum / s]
    })),
  }))
  return Array.from({ length: P.length / c }, (_, at) => {
    let left = chance(at)
    let index = 0
    while (index < c - 1 && left >= P[at * c + index]!) left -= P[at * c + index++]!
    return classes[index]!
  })
}

function valuesOf(inputs: readonly Column[], name: string, n: number): readonly (unknown)[] {
  return inputs.find((column) => column.name === name)?.values ?? Array.from({ length: n }, () => null)
}
