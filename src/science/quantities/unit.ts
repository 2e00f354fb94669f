import type { Dimension } from './dimension.ts'
import type { Rational } from './rational.ts'

/**
 * A unit of measurement that was read from text: `SI value = value × factor + offset`.
 *
 * A unit lives in memory only (its fractions are bigint); store `symbol` or the text as written.
 */
export type Unit = {
  /** Canonical text to print: `mA/cm²`, `W/(m·K)`, `°C`. It reads back as the same unit. */
  readonly symbol: string
  readonly written: string
  readonly dimension: Dimension
  /** What the dimension does not tell: `mass fraction`, `Vickers hardness`, `angle`; null where there is nothing. */
  readonly kind: string | null
  /** Whether a unit of this kind refuses even units of the same dimension that have no kind. */
  readonly strict: boolean
  readonly factor: Rational
  /** Kelvin to add; zero but for points on the Celsius and Fahrenheit scales. */
  readonly offset: Rational
  /** Whether a value is a point on a temperature scale (`°C` alone) or a difference; null for all else, K included. */
  readonly temperature: 'point' | 'difference' | null
}
