// What people measure in, so that a slip in `MPa` is not answered with a rare unit of the same spelling distance.
export const COMMON = [
  'MPa', 'mPa', 'GPa', 'kPa', 'Pa', 'mm', 'cm', 'm', 'nm', 'µm', 'km', 'g', 'kg', 'mg', 's', 'ms', 'min', 'h',
  'd', 'yr', 'K', '°C', '°F', 'degC', 'mol', 'mmol', 'A', 'mA', 'V', 'mV', 'W', 'mW', 'J', 'kJ', 'eV', 'meV',
  'Hz', 'kHz', 'MHz', 'S', 'mS', 'Ω', 'ohm', 'N', 'kN', 'L', 'mL', 'T', 'bar', 'atm', 'HV', 'HRC', 'wt%',
  'at%', 'mol%', 'vol%', '%', 'ppm', 'wppm', 'Å', 'rpm', 'mAh', 'F', 'C', 'Torr', 'psi', 'ksi', 'kcal', 'kgf',
  'sccm',
]

/**
 * Up to three symbols that a slip of the keyboard may have meant, the likeliest first.
 *
 * Letter case counts least (mpa may be MPa or mPa), then the fewest changed letters; common units come before rare.
 */
export function nearestSymbols(token: string, symbols: readonly string[]): string[] {
  const lower = token.toLowerCase()
  const common = new Set(COMMON)
  return [...new Set([...COMMON, ...symbols])]
    .filter((symbol) => Math.abs(symbol.length - token.length) <= 2)
    .map((symbol) => ({ symbol, distance: editDistance(lower, symbol.toLowerCase()), isCommon: common.has(symbol) }))
    .filter(({ distance, isCommon }) => distance === 0 || distance <= (token.length > 4 ? 2 : isCommon ? 1 : 0))
    .sort((a, b) => a.distance - b.distance || Number(b.isCommon) - Number(a.isCommon))
    .slice(0, 3)
    .map(({ symbol }) => symbol)
}

/** Insertions, deletions and substitutions from one text to the other (Levenshtein 1966), row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let k = 1; k <= b.length; k += 1) {
      const change = row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1)
      next.push(Math.min(row[k]! + 1, next[k - 1]! + 1, change))
    }
    row = next
  }
  return row[b.length]!
}
