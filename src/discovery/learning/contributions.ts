import { createRandom } from '#science/numerics/random.ts'
import { mean, standardDeviation } from '#science/numerics/summary.ts'
import type { Text } from '#science/refusal.ts'
import type { Column } from './columns.ts'
import type { RegressionModel } from './model.ts'

// Letters: g background rows, p columns, d encoded features, s orders sampled.

/** How single predictions are split, for the card. */
export const CONTRIBUTIONS_METHOD: Text = {
  en: 'Contributions are Shapley values over columns, sampled over orders of the columns and against training rows.',
  ko: '기여도는 열 순서를 표본 추출하고 학습 행을 배경으로 하여 구한 열 단위 샤플리 값입니다.',
}

/** The part of a prediction that one column, template or stage explains, in the target's unit (or its log10). */
export type Contribution = {
  readonly by: 'column' | 'template' | 'stage'
  readonly name: string
  readonly value: number
  /** Standard error of the sampling. */
  readonly error: number
}

/** The mean prediction over the background, the prediction itself, and what leads from one to the other. */
export type Explanation = {
  readonly base: number
  readonly prediction: number
  readonly contributions: readonly Contribution[]
}

/**
 * Splits predictions over the columns they were made from; the parts add up to prediction − base exactly.
 *
 * Sampled Shapley values (Štrumbelj & Kononenko 2014, doi 10.1007/s10115-013-0679-x, algorithm 1): in a random
 * order, columns of a background row are replaced by those of the row explained, each order also backwards. The parts
 * of a template or stage are sums of its columns' parts. Columns that depend on each other share their effect.
 * `background` are rows of the training table (some 50 to 200); `orders` (default 100) sets the error.
 */
export function explainPredictions(
  model: RegressionModel, rows: readonly Column[], background: readonly Column[],
  options: { readonly orders?: number; readonly seed?: number } = {},
): Explanation[] {
  const { orders = 100, seed = 0 } = options
  const d = model.features.length
  const Z = model.encode(background)
  const X = model.encode(rows)
  const names = [...new Set(model.features.map((feature) => feature.column))]
  const featuresOf = names.map((name) => [...model.features.keys()].filter((f) => model.features[f]!.column === name))
  const placeOf = names.map((name) => model.features.find((feature) => feature.column === name)!)
  const random = createRandom(seed)
  const g = Z.length / d
  const p = names.length
  const base = mean(model.meanEncoded(Z))
  // An order and its reverse share a background row, taken in turn, so that every background row counts equally.
  const s = Math.max(1, Math.ceil(orders / 2 / g)) * g
  const walks = Array.from({ length: s }, (_, index) => ({ row: index % g, order: [...random.permutation(p)] }))
    .flatMap(({ row, order }) => [{ row, order }, { row, order: order.toReversed() }])

  return Array.from({ length: X.length / d }, (_, at) => {
    const x = X.subarray(at * d, (at + 1) * d)
    const steps = new Float64Array(walks.length * (p + 1) * d)
    walks.forEach(({ row, order }, walk) => {
      const current = Z.slice(row * d, (row + 1) * d)
      steps.set(current, walk * (p + 1) * d)
      order.forEach((column, step) => {
        for (const feature of featuresOf[column]!) current[feature] = x[feature]!
        steps.set(current, (walk * (p + 1) + step + 1) * d)
      })
    })
    const values = model.meanEncoded(steps)
    const samples = names.map(() => new Float64Array(walks.length))
    walks.forEach(({ order }, walk) => order.forEach((column, step) => {
      samples[column]![walk] = values[walk * (p + 1) + step + 1]! - values[walk * (p + 1) + step]!
    }))
    return {
      base,
      prediction: values[p]!,
      contributions: [
        ...names.map((name, index) => contribution('column', name, [samples[index]!])),
        ...(['template', 'stage'] as const).flatMap((by) =>
          [...new Set(placeOf.flatMap((place) => place[by] ?? []))].map((name) =>
            contribution(by, name, samples.filter((_, index) => placeOf[index]![by] === name)))),
      ],
    }
  })
}

function contribution(by: Contribution['by'], name: string, samples: readonly Float64Array[]): Contribution {
  const sums = samples[0]!.map((_, walk) => samples.reduce((sum, sample) => sum + sample[walk]!, 0))
  return { by, name, value: mean(sums), error: standardDeviation(sums) / Math.sqrt(sums.length) }
}
