import { normalCdf, normalPdf } from '#science/numerics/normal.ts'
import { mean } from '#science/numerics/summary.ts'
import { LEVELS } from './model.ts'
import type { Intervals, Level } from './model.ts'

// Letters: n rows, y observed, µ predicted mean, σ predicted sd.

/** Mean absolute error. */
export function meanAbsoluteError(observed: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return mean(Float64Array.from(observed, (y, row) => Math.abs(y - predicted[row]!)))
}

/** Root of the mean squared error. */
export function rootMeanSquaredError(observed: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return Math.sqrt(mean(Float64Array.from(observed, (y, row) => (y - predicted[row]!) ** 2)))
}

/** 1 − Σ(y − µ)² / Σ(y − ȳ)²; NaN where the observed values do not vary. */
export function rSquared(observed: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const centre = mean(observed)
  let left = 0, total = 0
  for (let row = 0; row < observed.length; row++) {
    left += (observed[row]! - predicted[row]!) ** 2
    total += (observed[row]! - centre) ** 2
  }
  return total > 0 ? 1 - left / total : NaN
}

/** Mean negative log density of the observations under N(µ, σ²), in nats and the unit of y. */
export function gaussianNll(y: ArrayLike<number>, mu: ArrayLike<number>, sigma: ArrayLike<number>): number {
  return mean(Float64Array.from(y, (value, row) => {
    const z = (value - mu[row]!) / sigma[row]!
    return 0.5 * Math.log(2 * Math.PI) + Math.log(sigma[row]!) + 0.5 * z * z
  }))
}

/** Mean continuous ranked probability score of N(µ, σ²), in the unit of y; Gneiting & Raftery (2007), eq. 21. */
export function gaussianCrps(y: ArrayLike<number>, mu: ArrayLike<number>, sigma: ArrayLike<number>): number {
  return mean(Float64Array.from(y, (value, row) => {
    const s = sigma[row]!
    const z = (value - mu[row]!) / s
    return s * (z * (2 * normalCdf(z) - 1) + 2 * normalPdf(z) - 1 / Math.sqrt(Math.PI))
  }))
}

/**
 * The area between nominal and observed coverage of the central intervals, 0 when calibrated and 0.5 at worst.
 *
 * `nominal[row]` is the smallest nominal coverage (0…1) at which the row's interval holds its observation; Kuleshov et
 * al. (2018) arXiv:1807.00263. The integral is exact: the observed coverage is a step function.
 */
export function miscalibrationArea(nominal: ArrayLike<number>): number {
  const steps = [...Float64Array.from(nominal).sort(), 1]
  const n = nominal.length
  let area = 0
  let from = 0
  for (const [index, to] of steps.entries()) {
    // Between two steps |p − index/n| is integrated in closed form; the crossing splits it.
    const observed = index / n
    const primitive = (p: number) => 0.5 * (p - observed) * Math.abs(p - observed)
    area += primitive(to) - primitive(from)
    from = to
  }
  return area
}

/** The share of observations inside their intervals, for each level. */
export function coverage(observed: ArrayLike<number>, intervals: readonly Intervals[]): Record<Level, number> {
  return byLevel((level) => mean(intervals.map((interval, row) =>
    observed[row]! >= interval[level][0] && observed[row]! <= interval[level][1] ? 1 : 0)))
}

/** The mean width of the intervals, for each level, in the unit of the target. */
export function meanWidth(intervals: readonly Intervals[]): Record<Level, number> {
  return byLevel((level) => mean(intervals.map((interval) => interval[level][1] - interval[level][0])))
}

/** Calls a function for each level of `LEVELS`. */
export function byLevel<T>(value: (level: Level) => T): Record<Level, T> {
  return Object.fromEntries(LEVELS.map((level) => [level, value(level)])) as Record<Level, T>
}

/**
 * Area under the receiver operating curve; NaN unless both classes occur. Ties count one half (Mann–Whitney).
 *
 * `positive[row]` is 1 for the positive class and 0 otherwise.
 */
export function rocAuc(positive: ArrayLike<number>, score: ArrayLike<number>): number {
  const order = Array.from(score, (_, row) => row).sort((a, b) => score[a]! - score[b]!)
  let rankSum = 0, nPositive = 0
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && score[order[to]!] === score[order[from]!]) to++
    for (let index = from; index < to; index++) {
      if (positive[order[index]!]) {
        nPositive++
        rankSum += (from + 1 + to) / 2
      }
    }
    from = to
  }
  const nNegative = order.length - nPositive
  return (rankSum - (nPositive * (nPositive + 1)) / 2) / (nPositive * nNegative || NaN)
}

/** Mean over classes of one-against-the-rest ROC-AUC, over the classes that occur; plain ROC-AUC for two classes. */
export function macroRocAuc(labels: readonly string[], P: Float64Array, classes: readonly string[]): number {
  const c = classes.length
  const areas = classes.map((name, index) => rocAuc(
    labels.map((label) => (label === name ? 1 : 0)), labels.map((_, row) => P[row * c + index]!)))
  return mean(areas.filter((area) => !Number.isNaN(area)))
}

/** Mean over the classes that occur of the share of their rows that is labelled right. */
export function balancedAccuracy(labels: readonly string[], predicted: readonly string[]): number {
  return mean([...new Set(labels)].map((name) => {
    const rows = [...labels.keys()].filter((row) => labels[row] === name)
    return rows.filter((row) => predicted[row] === name).length / rows.length
  }))
}

/** Mean negative log probability of the observed class; P: (n × c) row-major, probabilities floored at 1e-6. */
export function logLoss(labels: readonly string[], P: Float64Array, classes: readonly string[]): number {
  const c = classes.length
  return mean(labels.map((label, row) => -Math.log(Math.max(1e-6, P[row * c + classes.indexOf(label)] ?? 0))))
}
