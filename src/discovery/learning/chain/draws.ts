import { createRandom } from '#science/numerics/random.ts'
import type { Column } from '../columns.ts'
import { columnRows } from '../columns.ts'
import type { FittedModel, RegressionModel } from '../model.ts'

// Letters: n rows, s draws of each.

/** A model of one observed column, from the columns that are chosen and those observed before it. */
export type Link = { readonly column: Column; readonly model: FittedModel }

/** How many times each row is drawn; its mean is then uncertain by a sixth of what the draws spread. */
export const DRAWS = 32

/**
 * Mean and variance, arrays of n on the last model's own scale, when what was not observed is drawn from the links.
 *
 * Where a row has a value of an observed column it is used; where not, it is drawn s times from what the link predicts
 * (a normal distribution on the link's own scale, or its probabilities of the labels), given the draws of the links before.
 * The variance is the mean of the last model's variances and the variance of its means over the draws: the law of total
 * variance, so that what is unknown of a microstructure widens what is said of the strength.
 */
export function throughLinks(
  links: readonly Link[], last: RegressionModel, inputs: readonly Column[], seed: number, draws = DRAWS,
): { mean: Float64Array; variance: Float64Array } {
  const n = inputs[0]?.values.length ?? 0
  const unknown = links.some(({ column }) => valuesOf(inputs, column.name, n).some((value) => value === null))
  const s = unknown ? draws : 1
  const rows = Uint32Array.from({ length: n * s }, (_, at) => Math.floor(at / s))
  let drawn = inputs.filter(({ name }) => !links.some(({ column }) => column.name === name))
    .map((column) => columnRows(column, rows))
  const random = createRandom(seed)
  for (const { column, model } of links) {
    const given = valuesOf(inputs, column.name, n)
    // The same draws for every row, so that two rows are compared under the same luck.
    const luck = Float64Array.from({ length: s }, () => random.normal())
    const chance = Float64Array.from({ length: s }, () => random.uniform())
    const X = model.encode(drawn)
    drawn = [...drawn, {
      ...column, values: model.task === 'regression'
        ? drawNumbers(model, X, (at) => given[rows[at]!] as number | null, (at) => luck[at % s]!)
        : drawLabels(model.classes, model.predictEncoded(X), (at) => given[rows[at]!] as string | null, (at) => chance[at % s]!),
    } as Column]
  }
  const said = last.predictEncoded(last.encode(drawn))
  const mean = new Float64Array(n)
  const variance = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const means = said.mean.subarray(row * s, (row + 1) * s)
    const centre = means.reduce((sum, value) => sum + value, 0) / s
    let total = 0
    for (let at = 0; at < s; at++) total += said.sd[row * s + at]! ** 2 + (means[at]! - centre) ** 2
    mean[row] = centre
    variance[row] = total / s
  }
  return { mean, variance }
}

function drawNumbers(
  model: RegressionModel, X: Float64Array, given: (at: number) => number | null, luck: (at: number) => number,
): number[] {
  const { mean, sd } = model.predictEncoded(X)
  return Array.from(mean, (centre, at) => {
    const known = given(at)
    if (known !== null) return known
    const value = centre + sd[at]! * luck(at)
    return model.logTarget ? 10 ** value : value
  })
}

function drawLabels(
  classes: readonly string[], P: Float64Array, given: (at: number) => string | null, chance: (at: number) => number,
): string[] {
  const c = classes.length
  return Array.from({ length: P.length / c }, (_, at) => {
    const known = given(at)
    if (known !== null) return known
    let left = chance(at)
    let index = 0
    while (index < c - 1 && left >= P[at * c + index]!) left -= P[at * c + index++]!
    return classes[index]!
  })
}

function valuesOf(inputs: readonly Column[], name: string, n: number): readonly unknown[] {
  return inputs.find((column) => column.name === name)?.values ?? Array.from({ length: n }, () => null)
}
