import { slipsBetween } from '../nearest-words.ts'

// What people measure in, so that a slip in `MPa` is not answered with a rare unit of the same spelling slips.
const COMMON = [
  'MPa', 'mPa', 'GPa', 'kPa', 'Pa', 'mm', 'cm', 'm', 'nm', 'µm', 'km', 'g', 'kg', 'mg', 's', 'ms', 'min', 'h',
  'd', 'yr', 'K', '°C', '°F', 'degC', 'mol', 'mmol', 'A', 'mA', 'V', 'mV', 'W', 'mW', 'J', 'kJ', 'eV', 'meV',
  'Hz', 'kHz', 'MHz', 'S', 'mS', 'Ω', 'ohm', 'N', 'kN', 'L', 'mL', 'T', 'bar', 'atm', 'HV', 'HRC', 'wt%',
  'at%', 'mol%', 'vol%', '%', 'ppm', 'wppm', 'Å', 'rpm', 'mAh', 'F', 'C', 'Torr', 'psi', 'ksi', 'kcal', 'kgf',
  'sccm',
]

/**
 * Up to three symbols that a slip of the keyboard may have meant, the likeliest first.
 *
 * Letter case counts least (mpa may be MPa or mPa), then the fewest slips; common units come before rare.
 */
export function nearestSymbols(token: string, symbols: readonly string[]): string[] {
  const lower = token.toLowerCase()
  const common = new Set(COMMON)
  return [...new Set([...COMMON, ...symbols])]
    .filter((symbol) => Math.abs(symbol.length - token.length) <= 2)
    .map((symbol) => ({ symbol, slips: slipsBetween(lower, symbol.toLowerCase()), isCommon: common.has(symbol) }))
    .filter(({ slips, isCommon }) => slips === 0 || slips <= (token.length > 4 ? 2 : isCommon ? 1 : 0))
    .sort((a, b) => a.slips - b.slips || Number(b.isCommon) - Number(a.isCommon))
    .slice(0, 3)
    .map(({ symbol }) => symbol)
}
