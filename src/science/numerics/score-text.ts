// How the figures that one judges a model by are printed, on the card, in the list and on the command line alike.

/** What stands where a figure does not apply. */
const NONE = '–'
const NO_BREAK = '\u00a0'

/**
 * An error in the target's unit with three figures: `80.4`, `1,283`, `0.0123`, `5.20×10⁻⁷`; whole figures always stand.
 *
 * Errors of held-out rows are themselves known to some per cent at best, so a fourth figure would say nothing.
 */
export function errorText(error: number | null | undefined): string {
  if (error === null || error === undefined || !Number.isFinite(error)) return NONE
  const size = Math.abs(error)
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa, power] = error.toExponential(2).split('e')
    return `${minus(mantissa!)}×10${[...String(Number(power))].map(raised).join('')}`
  }
  const exponent = size === 0 ? 0 : Number(error.toExponential(2).split('e')[1])
  const decimals = size === 0 ? 0 : Math.max(0, 2 - exponent)
  const [whole, part] = error.toFixed(decimals).split('.')
  return minus(whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : ''))
}

/** R² with two decimals: `0.87`, `−0.12`; what would print as minus nought is `0.00`. */
export function r2Text(r2: number | null | undefined): string {
  if (r2 === null || r2 === undefined || !Number.isFinite(r2)) return NONE
  const text = r2.toFixed(2)
  return minus(Number(text) === 0 ? '0.00' : text)
}

/** A measured coverage from 0 to 1 as per cent with one decimal: `90.4 %`. */
export function coverageText(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE
  return `${(share * 100).toFixed(1)}${NO_BREAK}%`
}

function minus(text: string): string {
  return text.replace('-', '−')
}

/** The sign or digit raised. */
function raised(sign: string): string {
  return sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]!
}
