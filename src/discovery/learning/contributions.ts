import { createRandom } from '#science/numerics/random.ts'
import { mean, standardDeviation } from '#science/numerics/summary.ts'
import type { Text } from '#science/refusal.ts'
import type { Column } from './columns.ts'
import type { RegressionModel } from './model.ts'

// Letters: g background rows, p columns, d encoded features, s orders sampled.

/** How single predictions are split, for the card. */
export const CONTRIBUTIONS_METHOD: Text = {
  en: 'Contributions are Shapley values over columns against training rows: exact for trees, sampled over orders of the columns for other learners.',
  ko: '기여도는 학습 행을 배경으로 한 열 단위 샤플리 값입니다. 트리는 정확한 값이고, 그 밖의 학습기는 열 순서를 표본 추출합니다.',
}

/** The part of a prediction that one column, template or stage explains, in the target's unit (or its log10). */
export type Contribution = {
  readonly by: 'column' | 'template' | 'stage'
  readonly name: string
  readonly value: number
  /** Standard error of the sampling; 0 where nothing was sampled. */
  readonly error: number
}

/** The mean prediction over the background, the prediction itself, and what leads from one to the other. */
export type Explanation = {
  readonly base: number
  readonly prediction: number
  readonly contributions: readonly Contribution[]
}

/** Nodes times background rows times rows up to which trees are split exactly: some 1.5 s of work (10⁶ nodes take 0.3 s a row against 100). */
const EXACT_WORK = 5e8

/**
 * Splits predictions over the columns they were made from; the parts add up to prediction − base exactly.
 *
 * Of trees the values are exact (Lundberg et al. 2020, see `tree-shap.ts`), of other learners, and where exact values would take
 * seconds, sampled (Štrumbelj & Kononenko 2014, doi 10.1007/s10115-013-0679-x, algorithm 1): in a random
 * order, columns of a background row are replaced by those of the row explained, each order also backwards. A stack is a weighted
 * sum, and so are its values. The parts of a template or stage are sums of its columns' parts. Columns that depend on each other
 * share their effect. `background` are rows of the training table (some 50 to 200); `orders` (default 100) sets the error.
 */
export function explainPredictions(
  model: RegressionModel, rows: readonly Column[], background: readonly Column[],
  options: { readonly orders?: number; readonly seed?: number } = {},
): Explanation[] {
  const { orders = 100, seed = 0 } = options
  const d = model.features.length
  const [Z, X] = [model.encode(background), model.encode(rows)]
  const n = X.length / d
  const columns = columnsOf(model)
  const p = columns.names.length
  const { trees, rest } = partsWithin(model, Z.length / d, n)

  const exact = new Float64Array(n * p)
  for (const { weight, trees: one } of trees) one.shapley(X, Z, columns.playerOf).forEach((value, at) => { exact[at]! += weight * value })
  const samples = rest ? sampleParts(rest, X, Z, columns.playerOf, p, orders, seed) : null
  const base = mean(model.meanEncoded(Z))
  const predictions = model.meanEncoded(X)
  return Array.from({ length: n }, (_, row) => {
    const contribution = (by: Contribution['by'], name: string, players: readonly number[]): Contribution => {
      const sure = players.reduce((sum, player) => sum + exact[row * p + player]!, 0)
      if (!samples) return { by, name, value: sure, error: 0 }
      const sums = samples[row]![0]!.map((_, walk) => players.reduce((sum, player) => sum + samples[row]![player]![walk]!, 0))
      return { by, name, value: sure + mean(sums), error: standardDeviation(sums) / Math.sqrt(sums.length) }
    }
    return {
      base,
      prediction: predictions[row]!,
      contributions: [
        ...columns.names.map((name, player) => contribution('column', name, [player])),
        ...(['template', 'stage'] as const).flatMap((by) =>
          [...new Set(columns.places.flatMap((place) => place[by] ?? []))].map((name) =>
            contribution(by, name, columns.places.flatMap((place, player) => (place[by] === name ? [player] : []))))),
      ],
    }
  })
}

/** The columns that features came from, which of them each feature came from, and where each stands in the life of a material. */
function columnsOf({ features }: RegressionModel) {
  const names = [...new Set(features.map((feature) => feature.column))]
  return {
    names, playerOf: Int32Array.from(features, (feature) => names.indexOf(feature.column)),
    places: names.map((name) => features.find((feature) => feature.column === name)!),
  }
}

/** What is split exactly of n rows against g background rows, and what is sampled. */
function partsWithin({ parts: { trees, rest }, meanEncoded }: RegressionModel, g: number, n: number): RegressionModel['parts'] {
  const work = n * g * trees.reduce((sum, { trees: { nodes } }) => sum + nodes, 0)
  return work <= EXACT_WORK ? { trees, rest } : { trees: [], rest: meanEncoded }
}

/** Of each row of X and each of p columns, what it adds in each of the orders that are sampled. */
function sampleParts(
  meanOf: (X: Float64Array) => Float64Array, X: Float64Array, Z: Float64Array, playerOf: Int32Array, p: number, orders: number, seed: number,
): Float64Array[][] {
  const d = playerOf.length
  const featuresOf = Array.from({ length: p }, (_, player) => [...playerOf.keys()].filter((feature) => playerOf[feature] === player))
  const random = createRandom(seed)
  const g = Z.length / d
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
    const values = meanOf(steps)
    const samples = featuresOf.map(() => new Float64Array(walks.length))
    walks.forEach(({ order }, walk) => order.forEach((column, step) => {
      samples[column]![walk] = values[walk * (p + 1) + step + 1]! - values[walk * (p + 1) + step]!
    }))
    return samples
  })
}
