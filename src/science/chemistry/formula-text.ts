import type { CompositionBasis } from './composition.ts'

/** A formula in plain signs; `positions[k]` is where its sign k stands in the written text. */
export type PlainFormula = {
  readonly plain: string
  readonly positions: readonly number[]
  /** The bases that the text itself names: `wt.%` is mass, `at.%` and `mol%` are amount. */
  readonly stated: readonly CompositionBasis[]
}

const PERCENT = /[([]?\s*(?:in\s+)?(wt|weight|mass|at|atomic|mol|mole)\s*\.?\s*-?[%％]\s*[)\]]?/gi
// `_{0.5}`: only the number counts. Any other sign in braces is left for the reader to refuse.
const SUBSCRIPT = /_\s*\{\s*([\d.]+)\s*\}/g
const SUBSCRIPT_DIGITS = '₀₁₂₃₄₅₆₇₈₉'

/**
 * The formula in plain signs: subscripts, LaTeX, look-alike dashes and dots resolved, `wt.%` taken out.
 *
 * Signs that are taken out become spaces, so that two numbers never run together.
 */
export function plainFormula(written: string): PlainFormula {
  const stated = new Set<CompositionBasis>()
  const blanked = written
    .replace(PERCENT, (sign, name: string) => {
      stated.add(/^(?:wt|weight|mass)$/i.test(name) ? 'mass' : 'amount')
      return ' '.repeat(sign.length)
    })
    .replace(/\\cdot(?![A-Za-z])/g, '·    ')
    .replace(SUBSCRIPT, (sign, digits: string) => {
      // The number keeps its place next to the symbol; the blanks go behind it.
      return digits + '\u0000'.repeat(sign.length - digits.length)
    })
  const signs: string[] = []
  const positions: number[] = []
  for (let at = 0; at < blanked.length; at += 1) {
    const sign = plainSign(blanked[at]!)
    if (sign === '') continue
    signs.push(sign)
    positions.push(at)
  }
  const plain = signs.join('')
  return { plain: hydrateDot(plain), positions: [...positions, written.length], stated: [...stated] }
}

function plainSign(sign: string): string {
  if (sign === '$' || sign === '_' || sign === '\u0000' || sign === '\u200B') return ''
  if (/[A-Za-z0-9.()]/.test(sign)) return sign
  const digit = SUBSCRIPT_DIGITS.indexOf(sign)
  if (digit >= 0) return String(digit)
  if (/[·•∙⋅*・‧]/.test(sign)) return '·'
  if (/[−‐‑‒–—]/.test(sign)) return '-'
  if (/\s/.test(sign)) return ' '
  const normal = sign.normalize('NFKC')
  return normal.length === 1 ? normal : sign
}

/** `CuSO4.5H2O`: a point before water is a dot of crystal water, unless the number before it is 0 as in `K0.5H2O`. */
function hydrateDot(plain: string): string {
  return plain.replace(/(?<=[A-Za-z)\]]|(?<![\d.])[1-9]\d*)\.(?=(?:\d+(?:\.\d+)?)?\s*H2O\s*$)/, '·')
}
