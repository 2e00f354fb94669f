import type { Range } from './distance.ts'

// Letters: n rows, m training rows, d encoded features. X: (n × d), T: (m × d), row-major.

/**
 * The `k` training rows T: (m × d) nearest to each row of X: (n × d), nearest first, as indices into T.
 *
 * Distance is that of the range of validity: Euclidean over the features that count, each divided by its spread in
 * training.
 */
export function nearestRows(
  { d, used, scales }: Pick<Range, 'd' | 'used' | 'scales'>, X: Float64Array, T: Float64Array, k: number,
): number[][] {
  const m = T.length / d
  return Array.from({ length: X.length / d }, (_, row) => {
    const distances = Float64Array.from({ length: m }, (_, at) => used.reduce((sum, feature, index) =>
      sum + ((X[row * d + feature]! - T[at * d + feature]!) / scales[index]!) ** 2, 0))
    return [...distances.keys()].sort((a, b) => distances[a]! - distances[b]!).slice(0, k)
  })
}
