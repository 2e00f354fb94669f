import { clip, clipInterval } from './bounds.ts'
import type { Bounds } from './bounds.ts'
import type { RegressionCertainty } from './ensemble.ts'
import { byLevel } from './metrics.ts'
import type { Prediction } from './model.ts'
import { spreadOf } from './regression-errors.ts'

/**
 * A prediction in the target's unit from a centre and a scale √v on the model's own scale, which is log10 of the unit where
 * `log` says so; `bounds` stand in the unit.
 */
export function predictionOf(
  { calibration, noise = 0 }: Pick<RegressionCertainty, 'calibration' | 'noise'>, { log, bounds }: { readonly log: boolean; readonly bounds: Bounds },
  centre: number, scale: number, distance: number,
): Prediction {
  const { sd, intervals } = spreadOf(calibration, centre, scale)
  const inUnit = (value: number) => (log ? 10 ** value : value)
  const width = log ? (10 ** (centre + sd) - 10 ** (centre - sd)) / 2 : sd
  const noiseShare = Math.min(1, noise / sd)
  return {
    mean: clip(inUnit(centre), bounds),
    sd: width,
    aleatoric: width * noiseShare,
    epistemic: width * Math.sqrt(1 - noiseShare ** 2),
    // Clipped in the unit, not on the log scale: so an end is the bound itself, to the last digit.
    intervals: byLevel((level) => clipInterval([inUnit(intervals[level][0]), inUnit(intervals[level][1])], bounds)),
    distance,
  }
}
