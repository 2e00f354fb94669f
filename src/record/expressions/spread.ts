import type { Unit } from '#science/quantities/parse-unit.ts'
import type { Uncertainty } from '#science/quantities/quantity.ts'
import { normalQuantile } from '#science/numerics/normal.ts'
import type { Text } from '#science/refusal.ts'
import { derivatives, runTape } from './algebra.ts'
import { NoResult } from './no-result.ts'
import { NUMBERS } from './numbers.ts'
import { siScale } from './si-scale.ts'
import type { Tape } from './tape.ts'

/** One input of a calculation in SI; `spread` is its standard uncertainty, null where none is known. */
export type Input = { readonly label: Text; readonly value: number; readonly spread: number | null }

/** The standard uncertainty of a result in SI, or why none is given; `null` where no input states one. */
export type Spread = { readonly value: number } | { readonly unknown: Text | null }

/**
 * Of what the first order leaves out, the most that is let pass, over the first order itself. The square of a number then has
 * a standard deviation up to 22 % above its first order, less than that of ten readings is uncertain (24 %, JCGM 100:2008,
 * table E.1); the guide's own example H.1, where it computes the second order (H.1.7), lies at 0.43.
 */
const MOST_BENT = 0.5
/** What rounding alone may make of a straight line, over the value. */
const ROUNDING = 1e-12

/**
 * The law of propagation of uncertainty, u² = Σ (∂f/∂xᵢ)² u(xᵢ)² (JCGM 100:2008, 5.1.2, equation 10): of the first order,
 * inputs uncorrelated.
 *
 * None is given where an input that matters states none, since a part would pass for the whole; nor where the expression
 * bends so much within the uncertainties that the first order does not hold (note to 5.1.2).
 */
export function spreadOf(tape: Tape, inputs: readonly Input[], values: readonly number[]): Spread {
  if (inputs.every(({ spread }) => spread === null)) return { unknown: null }
  try {
    const slopes = derivatives(tape, values, NUMBERS)
    const silent = inputs.filter(({ spread }, k) => spread === null && slopes[k] !== 0)
    if (silent.length > 0) return { unknown: listed(silent, {
      en: 'no uncertainty, since none is stated for', ko: '불확도 없음: 불확도가 적히지 않은 항목이 있음 –',
    }) }
    const first = Math.hypot(...inputs.map(({ spread }, k) => slopes[k]! * (spread ?? 0)))
    const result = values.at(-1)!
    const most = MOST_BENT * first + ROUNDING * Math.abs(result)
    return bend(tape, inputs, result) <= most ? { value: first } : { unknown: {
      en: 'no uncertainty: within those of its inputs the expression is too far from a straight line',
      ko: '불확도 없음: 입력값의 불확도 안에서 계산식이 직선에서 너무 벗어남',
    } }
  } catch (error) {
    if (!(error instanceof NoResult)) throw error
    return { unknown: { en: `no uncertainty: within those of its inputs ${error.text.en}`, ko: `불확도 없음: 입력값의 불확도 안에서 ${error.text.ko}` } }
  }
}

/**
 * How far the result one uncertainty to either side lies, on the mean, from where it is: along each input, and along all
 * at once, which a product of two inputs near zero needs. Zero for a straight line.
 */
function bend(tape: Tape, inputs: readonly Input[], result: number): number {
  const at = (shift: (k: number) => number) => runTape(tape, inputs.map(({ value, spread }, k) => value + shift(k) * (spread ?? 0)), NUMBERS).at(-1)!
  const along = (isMoved: (k: number) => boolean) => (
    Math.abs(at((k) => (isMoved(k) ? 1 : 0)) + at((k) => (isMoved(k) ? -1 : 0)) - 2 * result) / 2
  )
  const moved = inputs.flatMap(({ spread }, k) => (spread ? [k] : []))
  const each = moved.map((k) => along((other) => other === k))
  return Math.max(0, ...each, moved.length > 1 ? along(() => true) : 0)
}

/**
 * The standard uncertainty that a stated uncertainty means, in SI; null for one that means none.
 *
 * An interval with its level is taken as that of a normal distribution (JCGM 100:2008, 4.3.4) where the value lies in its
 * middle; one that leans to a side has no one standard uncertainty.
 */
export function standardSpread(uncertainty: Uncertainty | undefined, value: number, unit: Unit): number | null {
  if (!uncertainty) return null
  // A spread is a difference: ± 2 °C is 2 K.
  const inSI = (difference: number) => difference * siScale(unit).factor
  if (uncertainty.kind === 'standard') return inSI(uncertainty.value)
  const [below, above] = [value - uncertainty.low, uncertainty.high - value]
  if (Math.abs(below - above) > LEANING * (below + above)) return null
  return inSI((below + above) / 2 / normalQuantile((1 + uncertainty.level) / 2))
}

/** Ends written with three digits may lean this much without meaning it. */
const LEANING = 0.005

/** A sentence that ends with the names of fields. */
export function listed(fields: readonly { readonly label: Text }[], said: Text): Text {
  const names = (language: keyof Text) => fields.map(({ label }) => label[language]).join(', ')
  return { en: `${said.en} ${names('en')}`, ko: `${said.ko} ${names('ko')}` }
}
