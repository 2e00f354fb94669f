/** The arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]!
  return sum / values.length
}

/** The sample variance with divisor n − 1, by two passes; NaN below two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += (values[index]! - centre) ** 2
  return sum / (values.length - 1 || NaN)
}

/** The sample standard deviation with divisor n − 1; NaN below two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values))
}

/**
 * The p-quantile by linear interpolation between order statistics, p in 0…1; NaN of nothing.
 *
 * Hyndman & Fan (1996) definition 7, the default of R and NumPy.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), p)
}

/** `quantile` of values that are in ascending order already. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN
  const position = Math.min(1, Math.max(0, p)) * (sorted.length - 1)
  const low = Math.floor(position)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low]! + (position - low) * (sorted[high]! - sorted[low]!)
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** Pearson's correlation of two lists of equal length; NaN where either does not vary. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const xMean = mean(x)
  const yMean = mean(y)
  let xy = 0, xx = 0, yy = 0
  for (let index = 0; index < x.length; index++) {
    const dx = x[index]! - xMean
    const dy = y[index]! - yMean
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : NaN
}
