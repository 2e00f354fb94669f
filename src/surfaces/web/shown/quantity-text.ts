import { decimalsShown, printDecimals } from '#science/quantities/format-quantity.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import { THIN, numberText, percentText, unitText } from './number-text.ts'

const BOUNDS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

/**
 * The number of a quantity with its bound, range and uncertainty, without its unit: `< 1 × 10⁻¹⁰`, `12.3 ± 0.4`,
 * `10–20`.
 */
export function quantityNumberText(quantity: Quantity): string {
  const decimals = decimalsShown(quantity)
  const bound = quantity.bound ? `${BOUNDS[quantity.bound]}${THIN}` : ''
  const value = bound + valueText(quantity, decimals.value)
  if (quantity.high !== undefined) return `${value}–${numberText(quantity.high, 6)}`
  const spread = quantity.uncertainty
  if (spread?.kind === 'standard') return `${value}${THIN}±${THIN}${spreadText(spread.value, decimals.spread)}`
  if (spread?.kind === 'interval') {
    return `${value} (${percentText(spread.level)}: ${numberText(spread.low)}…${numberText(spread.high)})`
  }
  return value
}

/** A quantity with its unit, kept on one line. */
export function quantityText(quantity: Quantity): string {
  const unit = unitText(quantity.unit)
  return unit === '' ? quantityNumberText(quantity) : `${quantityNumberText(quantity)}${THIN}${unit}`
}

function spreadText(spread: number, decimals: number | null): string {
  return decimals !== null && spread >= 1e-3 && spread < 1e5 ? printDecimals(spread, decimals) : numberText(spread, 2)
}

/** The digits that were written; else as many as the uncertainty lets stand. */
function valueText({ value }: Quantity, decimals: number | null): string {
  if (decimals === null || (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7))) return numberText(value, 6)
  return printDecimals(value, decimals).replace('-', '\u2212')
}
