import { halfWidth } from './calibration.ts'
import type { Calibration } from './calibration.ts'
import type { RegressionErrors } from './card.ts'
import {
  byLevel, coverage, gaussianCrps, gaussianNll, meanAbsoluteError, meanWidth, miscalibrationArea, rootMeanSquaredError,
  rSquared,
} from './metrics.ts'
import type { Intervals } from './model.ts'

/** A predicted distribution of one number on the model's own scale, before undoing a log target. */
export type Spread = {
  readonly mean: number
  readonly sd: number
  readonly intervals: Intervals
  /** Half-widths of the central 1 % … 99 % intervals. */
  readonly halfWidths: readonly number[]
}

/** The calibrated distribution of a prediction with mean µ and scale √v. */
export function spreadOf(calibration: Calibration, mean: number, scale: number): Spread {
  return {
    mean,
    sd: calibration.sdFactor * scale,
    intervals: byLevel((level) => {
      const half = halfWidth(calibration, level, scale)
      return [mean - half, mean + half] as const
    }),
    halfWidths: calibration.factors.map((factor) => factor * scale),
  }
}

/** All errors of predicted distributions against what was observed; n of each. */
export function regressionErrors(observed: ArrayLike<number>, spreads: readonly Spread[]): RegressionErrors {
  const mu = spreads.map((spread) => spread.mean)
  const sigma = spreads.map((spread) => spread.sd)
  const intervals = spreads.map((spread) => spread.intervals)
  const nominal = spreads.map(({ mean, halfWidths }, row) => nominalCoverage(observed[row]! - mean, halfWidths))
  return {
    mae: meanAbsoluteError(observed, mu),
    rmse: rootMeanSquaredError(observed, mu),
    r2: rSquared(observed, mu),
    nll: gaussianNll(observed, mu, sigma),
    crps: gaussianCrps(observed, mu, sigma),
    miscalibrationArea: miscalibrationArea(nominal),
    coverage: coverage(observed, intervals),
    meanWidth: meanWidth(intervals),
  }
}

/** The nominal coverage (0…1) of the interval that just reaches a residual, read between the whole percents. */
function nominalCoverage(residual: number, halfWidths: readonly number[]): number {
  const size = Math.abs(residual)
  let low = 0
  for (const [index, half] of halfWidths.entries()) {
    if (size <= half) return (index + (half > low ? (size - low) / (half - low) : 1)) / 100
    low = half
  }
  return 1
}
