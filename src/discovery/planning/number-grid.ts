import type { ContinuousDimension } from './space.ts'

/** The values of a continuous dimension that are worth telling apart: round ones, and both ends. */
export type NumberGrid = { readonly low: number; readonly high: number; readonly step: number }

/** Finer than a laboratory's settings are repeated; coarser would hide an optimum. */
const FEWEST_STEPS = 200

/** Lays round numbers (1, 2 or 5 times a power of ten apart) over a range, at least 200 of them. */
export function numberGrid({ low, high }: Pick<ContinuousDimension, 'low' | 'high'>): NumberGrid {
  const widest = (high - low) / FEWEST_STEPS
  if (!(widest > 0)) return { low, high, step: 0 }
  const power = 10 ** Math.floor(Math.log10(widest))
  return { low, high, step: ([5, 2].find((times) => times * power <= widest) ?? 1) * power }
}

/** The nearest round value within the range; 812.3347 °C becomes 812 °C. */
export function snapNumber({ low, high, step }: NumberGrid, value: number): number {
  if (step === 0 || value <= low) return low
  if (value >= high) return high
  // The product of a whole number and 0.02 has noise in its last bits; 12 digits are free of it.
  const round = Number((Math.round(value / step) * step).toPrecision(12))
  return Math.min(high, Math.max(low, round))
}
