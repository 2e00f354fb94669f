import { clip, clipInterval } from './bounds.ts'
import type { Bounds } from './bounds.ts'
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
  /** The mean before it was clipped: the centre of the distribution that the half-widths and the sd are of. */
  readonly centre: number
  readonly mean: number
  readonly sd: number
  readonly intervals: Intervals
  /** Half-widths of the central 1 % … 99 % intervals. */
  readonly halfWidths: readonly number[]
}

/**
 * The calibrated distribution of a prediction with mean µ and scale √v; its mean and intervals stop at `bounds`, which
 * stand on the same scale. The sd, the half-widths and the centre are those of the distribution as it is.
 */
export function spreadOf(
  calibration: Calibration, centre: number, scale: number, bounds: Bounds = [null, null],
): Spread {
  return {
    centre,
    mean: clip(centre, bounds),
    sd: calibration.sdFactor * scale,
    intervals: byLevel((level) => {
      const half = halfWidth(calibration, level, scale)
      return clipInterval([centre - half, centre + half], bounds)
    }),
    halfWidths: calibration.factors.map((factor) => factor * scale),
  }
}

/**
 * All errors of predicted distributions against what was observed; n of each.
 *
 * Errors, coverage and widths are those of what is shown, clipped to the bounds; the scores of the distribution (NLL,
 * CRPS, miscalibration) are those of the distribution before clipping, which is the one that planning reckons with.
 */
export function regressionErrors(observed: ArrayLike<number>, spreads: readonly Spread[]): RegressionErrors {
  const mu = spreads.map((spread) => spread.mean)
  const centres = spreads.map((spread) => spread.centre)
  const sigma = spreads.map((spread) => spread.sd)
  const intervals = spreads.map((spread) => spread.intervals)
  const nominal = spreads.map(({ centre, halfWidths }, row) => nominalCoverage(observed[row]! - centre, halfWidths))
  return {
    mae: meanAbsoluteError(observed, mu),
    rmse: rootMeanSquaredError(observed, mu),
    r2: rSquared(observed, mu),
    nll: gaussianNll(observed, centres, sigma),
    crps: gaussianCrps(observed, centres, sigma),
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
