import type { Quantity } from '#science/quantities/quantity.ts'
import { THIN, numberText, percentText, unitText } from './number-text.ts'

const BOUNDS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

/**
 * The number of a quantity with its bound, range and uncertainty, without its unit: `< 1 × 10⁻¹⁰`, `12.3 ± 0.4`,
 * `10–20`.
 */
export function quantityNumberText(quantity: Quantity): string {
  const decimals = uncertaintyDecimals(quantity)
  const bound = quantity.bound ? `${BOUNDS[quantity.bound]}${THIN}` : ''
  const value = bound + valueText(quantity, decimals)
  if (quantity.high !== undefined) return `${value}–${numberText(quantity.high, 6)}`
  const spread = quantity.uncertainty
  if (spread?.kind === 'standard') return `${value}${THIN}±${THIN}${spreadText(spread.value, decimals)}`
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

/** Two significant figures, the second also where it is a nought: `9.0`. */
function spreadText(spread: number, decimals: number | null): string {
  return decimals !== null && spread >= 1e-3 && spread < 1e5 ? spread.toFixed(decimals) : numberText(spread, 2)
}

/** The author's digits where they wrote a plain number; else as many as the uncertainty lets stand. */
function valueText(quantity: Quantity, decimals: number | null): string {
  const written = quantity.written?.trim()
  if (written && /^[+-]?\d{1,7}(\.\d{1,8})?$/.test(written) && Number(written) === quantity.value) {
    return written.replace('-', '\u2212').replace('+', '')
  }
  if (decimals !== null && Math.abs(quantity.value) >= 1e-3 && Math.abs(quantity.value) < 1e7) {
    return quantity.value.toFixed(decimals).replace('-', '\u2212')
  }
  return numberText(quantity.value, 6)
}

function uncertaintyDecimals(quantity: Quantity): number | null {
  if (quantity.uncertainty?.kind !== 'standard' || quantity.uncertainty.value <= 0) return null
  return Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(quantity.uncertainty.value))))
}
