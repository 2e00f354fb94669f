import { parseUnit } from './parse-unit.ts'

/**
 * A unit text in the one form that Sojae prints: `mA cm^-2` as `mA/cm²`. Refuses as `parseUnit` does.
 *
 * A dot multiplies, one stroke divides, brackets hold several factors below it, whole exponents are raised.
 */
export function formatUnit(text: string): string {
  return parseUnit(text).symbol
}
