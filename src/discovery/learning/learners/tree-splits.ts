import type { Random } from '#science/numerics/random.ts'

// Letters: m training rows, d features, c outputs. Columns: (d × m) feature-major; Y: (m × c) row-major.

/** A threshold on one feature: rows at or below it go left. `score` is Σ over sides and outputs of sum² / count. */
export type Split = { feature: number; threshold: number; score: number }

/** Training data in the order that splitting reads it, with room to work in; one for each forest. */
export type SplitData = {
  readonly columns: Float32Array
  readonly Y: Float64Array
  readonly m: number
  readonly d: number
  readonly c: number
  /** (d × m): the rank of each value among the distinct values of its feature. */
  readonly codes: Uint32Array
  /** The distinct values of each feature, ascending. */
  readonly distinct: readonly Float32Array[]
  readonly left: Float64Array
  readonly binCode: Uint32Array
  readonly binCount: Float64Array
  readonly binSum: Float64Array
  readonly keys: Float64Array
}

/** Lays out X: (m × d) and Y: (m × c), both row-major, for splitting. */
export function splitData(X: Float64Array, Y: Float64Array, m: number, d: number, c: number): SplitData {
  const columns = new Float32Array(d * m)
  const codes = new Uint32Array(d * m)
  const distinct: Float32Array[] = []
  for (let feature = 0; feature < d; feature++) {
    const column = columns.subarray(feature * m, (feature + 1) * m)
    for (let row = 0; row < m; row++) column[row] = X[row * d + feature]!
    const values = Float32Array.from(new Set(column)).sort()
    const rank = new Map<number, number>()
    values.forEach((value, index) => rank.set(value, index))
    for (let row = 0; row < m; row++) codes[feature * m + row] = rank.get(column[row]!)!
    distinct.push(values)
  }
  const bins = Math.max(1, ...distinct.map((values) => values.length))
  return {
    columns, Y, m, d, c, codes, distinct, left: new Float64Array(c), binCode: new Uint32Array(bins),
    binCount: new Float64Array(bins), binSum: new Float64Array(bins * c), keys: new Float64Array(m),
  }
}

/**
 * The split of one feature at a threshold drawn evenly between its extremes; false where it does not vary.
 *
 * Extremely randomised trees: Geurts, Ernst & Wehenkel (2006), doi 10.1007/s10994-006-6226-1, Table 1.
 * `best` is replaced where the split scores higher and leaves `minLeaf` rows on both sides.
 */
export function tryRandomSplit(
  data: SplitData, rows: Uint32Array, start: number, end: number, total: Float64Array, feature: number,
  minLeaf: number, random: Random, best: Split,
): boolean {
  const { columns, Y, m, c, left } = data
  const at = feature * m
  let low = Infinity, high = -Infinity
  for (let index = start; index < end; index++) {
    const value = columns[at + rows[index]!]!
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(low < high)) return false
  let threshold = Math.fround(low + random.uniform() * (high - low))
  // Rounding may reach the highest value, which would leave the right side empty.
  if (threshold >= high) threshold = low
  let count = 0
  if (c === 1) {
    let sum = 0
    for (let index = start; index < end; index++) {
      const row = rows[index]!
      if (columns[at + row]! <= threshold) {
        sum += Y[row]!
        count++
      }
    }
    left[0] = sum
  } else {
    left.fill(0)
    for (let index = start; index < end; index++) {
      const row = rows[index]!
      if (columns[at + row]! <= threshold) {
        for (let output = 0; output < c; output++) left[output]! += Y[row * c + output]!
        count++
      }
    }
  }
  if (count < minLeaf || end - start - count < minLeaf) return true
  keepBetter(best, feature, threshold, score(left, total, count, end - start - count, c))
  return true
}

/**
 * The best split of one feature over all thresholds midway between neighbouring values; false where it does not vary.
 *
 * CART: Breiman et al. (1984). For labels given as c columns of 0 and 1 the score orders splits as Gini's impurity.
 */
export function tryBestSplit(
  data: SplitData, rows: Uint32Array, start: number, end: number, total: Float64Array, feature: number,
  minLeaf: number, best: Split,
): boolean {
  const { codes, m, c } = data
  const at = feature * m
  let low = Infinity, high = -1
  for (let index = start; index < end; index++) {
    const code = codes[at + rows[index]!]!
    if (code < low) low = code
    if (code > high) high = code
  }
  if (low === high) return false
  // Rows are first added up by value, in ascending order: by bins where there are few distinct values, else by sorting.
  const nBins = high - low < 4 * (end - start)
    ? binByCode(data, rows, start, end, at, low, high)
    : binBySorting(data, rows, start, end, at)
  const { binCode, binCount, binSum, left } = data
  const values = data.distinct[feature]!
  const size = end - start
  left.fill(0)
  let count = 0
  let bestScore = best.score
  for (let bin = 0; bin < nBins - 1; bin++) {
    count += binCount[bin]!
    let value: number
    if (c === 1) {
      const sum = left[0]! + binSum[bin]!
      left[0] = sum
      const rest = total[0]! - sum
      value = (sum * sum) / count + (rest * rest) / (size - count)
    } else {
      for (let output = 0; output < c; output++) left[output]! += binSum[bin * c + output]!
      value = score(left, total, count, size - count, c)
    }
    if (value > bestScore && count >= minLeaf && size - count >= minLeaf) {
      const a = values[binCode[bin]!]!
      const b = values[binCode[bin + 1]!]!
      const middle = Math.fround(a / 2 + b / 2)
      bestScore = value
      best.feature = feature
      best.threshold = middle < b ? middle : a
      best.score = value
    }
  }
  binSum.fill(0, 0, nBins * c)
  return true
}

/** Counts and sums of Y by distinct value into the first bins, which are left in ascending order; their number. */
function binByCode(
  data: SplitData, rows: Uint32Array, start: number, end: number, at: number, low: number, high: number,
): number {
  const { codes, Y, c, binCode, binCount, binSum } = data
  binCount.fill(0, 0, high - low + 1)
  for (let index = start; index < end; index++) {
    const row = rows[index]!
    const bin = codes[at + row]! - low
    binCount[bin]!++
    if (c === 1) binSum[bin]! += Y[row]!
    else for (let output = 0; output < c; output++) binSum[bin * c + output]! += Y[row * c + output]!
  }
  let nBins = 0
  for (let bin = 0; bin <= high - low; bin++) {
    if (binCount[bin] === 0) continue
    binCode[nBins] = bin + low
    if (nBins < bin) {
      binCount[nBins] = binCount[bin]!
      for (let output = 0; output < c; output++) {
        binSum[nBins * c + output] = binSum[bin * c + output]!
        binSum[bin * c + output] = 0
      }
    }
    nBins++
  }
  return nBins
}

function binBySorting(data: SplitData, rows: Uint32Array, start: number, end: number, at: number): number {
  const { codes, Y, m, c, binCode, binCount, binSum, keys } = data
  const size = end - start
  // Code and row in one exactly representable number, so that the native sort needs no comparison function.
  const sorted = keys.subarray(0, size)
  for (let index = 0; index < size; index++) {
    const row = rows[start + index]!
    sorted[index] = codes[at + row]! * m + row
  }
  if (size > 30) sorted.sort()
  else insertionSort(sorted)
  let nBins = 0
  for (let index = 0; index < size; index++) {
    const code = Math.floor(sorted[index]! / m)
    const row = sorted[index]! - code * m
    if (nBins === 0 || binCode[nBins - 1] !== code) {
      binCode[nBins] = code
      binCount[nBins++] = 0
    }
    binCount[nBins - 1]!++
    for (let output = 0; output < c; output++) binSum[(nBins - 1) * c + output]! += Y[row * c + output]!
  }
  return nBins
}

function insertionSort(values: Float64Array) {
  for (let index = 1; index < values.length; index++) {
    const value = values[index]!
    let hole = index
    while (hole > 0 && values[hole - 1]! > value) {
      values[hole] = values[hole - 1]!
      hole--
    }
    values[hole] = value
  }
}

function score(left: Float64Array, total: Float64Array, nLeft: number, nRight: number, c: number): number {
  let leftSquares = 0, rightSquares = 0
  for (let output = 0; output < c; output++) {
    const l = left[output]!
    const r = total[output]! - l
    leftSquares += l * l
    rightSquares += r * r
  }
  return leftSquares / nLeft + rightSquares / nRight
}

function keepBetter(best: Split, feature: number, threshold: number, value: number) {
  if (value > best.score) {
    best.feature = feature
    best.threshold = threshold
    best.score = value
  }
}
