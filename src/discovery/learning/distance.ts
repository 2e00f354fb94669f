import { createRandom } from '#science/numerics/random.ts'
import { mean, quantile, standardDeviation } from '#science/numerics/summary.ts'
import type { EncodedFeature } from './encoding/encoder.ts'

// Letters: n rows, m training rows, d encoded features, r reference rows. X: (n × d) row-major.

/** How far a row lies from the training rows, in units of how far they lie from each other. */
export type Range = {
  readonly d: number
  /** Features that count; statistics over element properties would only repeat the fractions. */
  readonly used: readonly number[]
  readonly scales: readonly number[]
  /** (r × used), row-major, divided by the scales. */
  readonly reference: Float32Array
  /** The nearest-neighbour distance that 95 % of training rows stay within. */
  readonly unit: number
}

const MAX_REFERENCE_ROWS = 1000
/** A feature that never varied in training has no spread; this much of its value (or of 1) then counts as one. */
const CONSTANT_SCALE = 0.05

/** Learns the range of validity from the training rows X: (m × d); at most 1000 of them, drawn at random, are kept. */
export function fitRange(features: readonly EncodedFeature[], X: Float64Array, m: number, seed: number): Range {
  const d = features.length
  const used = [...features.keys()].filter((feature) => features[feature]!.part !== 'statistic')
  const scales = used.map((feature) => {
    const values = Float64Array.from({ length: m }, (_, row) => X[row * d + feature]!)
    return standardDeviation(values) || CONSTANT_SCALE * Math.max(1, Math.abs(mean(values)))
  })
  const rows = createRandom(seed).permutation(m).slice(0, MAX_REFERENCE_ROWS)
  const reference = new Float32Array(rows.length * used.length)
  rows.forEach((row, at) => used.forEach((feature, index) => {
    reference[at * used.length + index] = X[row * d + feature]! / scales[index]!
  }))
  const range = { d, used, scales, reference, unit: 1 }
  const nearest = Array.from(rows, (_, at) =>
    nearestDistance(range, reference.subarray(at * used.length, (at + 1) * used.length), at))
  // Where nearly all rows are repeated, the next distance that is not zero stands in.
  const unit = quantile(nearest, 0.95) || Math.min(...nearest.filter((distance) => distance > 0), 1)
  return { ...range, unit }
}

/** Distance of each row of X: (n × d) to its nearest reference row, over `unit`; 0 is a row seen before. */
export function rangeDistance(range: Range, X: Float64Array): Float64Array {
  const { d, used, scales, unit } = range
  const row = new Float32Array(used.length)
  return Float64Array.from({ length: X.length / d }, (_, at) => {
    used.forEach((feature, index) => { row[index] = X[at * d + feature]! / scales[index]! })
    return nearestDistance(range, row, -1) / unit
  })
}

function nearestDistance({ reference, used }: Range, row: Float32Array, except: number): number {
  const width = used.length
  let nearest = Infinity
  for (let at = 0; at * width < reference.length; at++) {
    if (at === except) continue
    let sum = 0
    // Stops as soon as the row is farther than the nearest so far.
    for (let index = 0; index < width && sum < nearest; index++) {
      const difference = row[index]! - reference[at * width + index]!
      sum += difference * difference
    }
    if (sum < nearest) nearest = sum
  }
  return Math.sqrt(nearest)
}
