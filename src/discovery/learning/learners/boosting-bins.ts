import { createRandom } from '#science/numerics/random.ts'

// Letters: m training rows, d features. X: (m × d) row-major.

/** Most bins of a feature; one more code is for missing values, so that a code fills a byte. */
export const MOST_BINS = 255

/** Rows from which thresholds are taken at most, as in LightGBM and scikit-learn; quantiles of more rows hardly differ. */
const MOST_ROWS_FOR_THRESHOLDS = 200_000

/** Training rows as small whole numbers, feature after feature. */
export type BinnedRows = {
  readonly m: number
  readonly d: number
  /** (d × m): how many thresholds of the feature lie below the value; `missingCode` of the feature for NaN. */
  readonly codes: Uint8Array
  /** Each feature's thresholds, ascending: a value is at or below thresholds[k] where its code is at most k. */
  readonly thresholds: readonly Float32Array[]
  /** The code of a missing value of each feature, which is also its number of bins. */
  readonly missingCode: Uint8Array
  /** Where each feature's bins begin among the bins of all; the last stands for the number of all. */
  readonly firstBin: Int32Array
}

/**
 * Sorts X: (m × d) into at most 255 bins a feature, evenly filled; NaN counts as missing. X must be exact in single precision.
 *
 * A threshold lies midway between two neighbouring values in single precision, so that a stored tree sends each row the
 * way it was sent in training. Beyond 200,000 rows thresholds come from as many rows, drawn by the seed.
 */
export function binRows(X: Float64Array | Float32Array, m: number, seed: number): BinnedRows {
  const d = X.length / m
  const sample = m > MOST_ROWS_FOR_THRESHOLDS ? drawRows(m, MOST_ROWS_FOR_THRESHOLDS, seed) : drawRows(m, m, seed)
  const column = new Float32Array(sample.length)
  const thresholds: Float32Array[] = []
  for (let feature = 0; feature < d; feature++) {
    let n = 0
    for (let index = 0; index < sample.length; index++) {
      const value = X[sample[index]! * d + feature]!
      if (value === value) column[n++] = value
    }
    thresholds.push(findThresholds(column.subarray(0, n).sort(), MOST_BINS))
  }
  const missingCode = Uint8Array.from(thresholds, (own) => own.length + 1)
  const firstBin = new Int32Array(d + 1)
  for (let feature = 0; feature < d; feature++) firstBin[feature + 1] = firstBin[feature]! + missingCode[feature]! + 1
  return { m, d, codes: codeRows(X, m, thresholds), thresholds, missingCode, firstBin }
}

/** `count` of the rows 0 … m−1 in ascending order, each set as likely as another (Knuth, TAOCP 2, algorithm S). */
export function drawRows(m: number, count: number, seed: number): Uint32Array {
  const rows = new Uint32Array(count)
  if (count === m) {
    for (let row = 0; row < m; row++) rows[row] = row
    return rows
  }
  const random = createRandom(seed)
  for (let row = 0, drawn = 0; drawn < count; row++) {
    if (random.uniform() * (m - row) < count - drawn) rows[drawn++] = row
  }
  return rows
}

/**
 * Thresholds that part ascending values into at most `bins` bins of as even a size as their ties allow.
 *
 * As LightGBM does (Ke et al. 2017; `GreedyFindBin` of its source): a value that alone would fill a bin gets one of its own and the
 * others share the rest evenly, so that a column of mostly zeros keeps its bins for what is not zero.
 */
export function findThresholds(sorted: Float32Array, bins: number): Float32Array {
  const values: number[] = []
  const counts: number[] = []
  for (let index = 0; index < sorted.length; index++) {
    if (index && sorted[index] === sorted[index - 1]) counts[counts.length - 1]!++
    else {
      values.push(sorted[index]!)
      counts.push(1)
    }
  }
  const thresholds: number[] = []
  const cutAfter = (index: number) => {
    const middle = Math.fround(values[index]! / 2 + values[index + 1]! / 2)
    thresholds.push(middle < values[index + 1]! ? middle : values[index]!)
  }
  if (values.length <= bins) {
    for (let index = 0; index + 1 < values.length; index++) cutAfter(index)
    return Float32Array.from(thresholds)
  }
  const even = sorted.length / bins
  let restRows = 0, restBins = bins
  for (const count of counts) if (count >= even) restBins--; else restRows += count
  let filled = 0, fair = restRows / restBins
  for (let index = 0; index + 1 < values.length && thresholds.length < bins - 1; index++) {
    const large = counts[index]! >= even
    if (!large) restRows -= counts[index]!
    filled += counts[index]!
    if (!large && filled < fair && !(counts[index + 1]! >= even && filled >= fair / 2)) continue
    cutAfter(index)
    filled = 0
    if (!large) fair = restRows / Math.max(1, --restBins)
  }
  return Float32Array.from(thresholds)
}

function codeRows(X: Float64Array | Float32Array, m: number, thresholds: readonly Float32Array[]): Uint8Array {
  const d = thresholds.length
  const codes = new Uint8Array(d * m)
  const padded = new Float32Array(256)
  // Blocks of rows that stay in the cache while each feature is read from them.
  const block = Math.max(1, Math.floor(65_536 / Math.max(1, d)))
  for (let start = 0; start < m; start += block) {
    const end = Math.min(m, start + block)
    for (let feature = 0; feature < d; feature++) {
      const own = thresholds[feature]!
      padded.fill(Infinity).set(own)
      const missing = own.length + 1
      const at = feature * m
      for (let row = start; row < end; row++) {
        const value = X[row * d + feature]!
        let code = 0
        // Without a branch, which nobody could foresee.
        for (let step = 128; step; step >>= 1) code += step * Number(padded[code + step - 1]! < value)
        codes[at + row] = value === value ? code : missing
      }
    }
  }
  return codes
}
