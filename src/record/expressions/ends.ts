import type { Unit } from '#science/quantities/parse-unit.ts'
import type { Quantity } from '#science/quantities/quantity.ts'
import type { Text } from '#science/refusal.ts'
import { derivatives, runTape } from './algebra.ts'
import { INTERVALS } from './intervals.ts'
import type { Interval } from './intervals.ts'
import { NUMBERS } from './numbers.ts'
import { NoResult } from './no-result.ts'
import type { CalculationInput } from './calculations.ts'
import { intoSI } from './si-scale.ts'
import { listed } from './spread.ts'
import type { Tape } from './tape.ts'

/** An end of what is known of a value in SI; null where nothing was said of that side. */
type End = { readonly value: number; readonly isStrict: boolean } | null

/** What is known of an input: a number, a bound or a range; `within` is all that it may be by the bounds of its field. */
export type Ends = { readonly label: Text; readonly low: End; readonly high: End; readonly within: Interval }

/** What a quantity says of where its value lies. */
export function endsOf({ field, unit: expected }: CalculationInput, quantity: Quantity, unit: Unit): Ends {
  const value = intoSI(quantity.value, unit)
  const end = (at: number, isStrict = false): End => ({ value: at, isStrict })
  const isStrict = quantity.bound === '<' || quantity.bound === '>'
  const low = quantity.bound?.startsWith('<') ? null : end(value, isStrict)
  const high = quantity.bound?.startsWith('>') ? null : end(quantity.high === undefined ? value : intoSI(quantity.high, unit), isStrict)
  const possible = (place: 0 | 1, open: number) => {
    const bound = field.bounds?.[place] ?? null
    return bound === null ? open : intoSI(bound, expected)
  }
  return { label: field.label, low, high, within: { low: low?.value ?? possible(0, -Infinity), high: high?.value ?? possible(1, Infinity) } }
}

export type Known = { readonly low: End; readonly high: End }

/**
 * What is known of the result when some inputs are bounds or ranges.
 *
 * Where the derivative by such an input keeps its sign over all that the inputs may be, the result is least and greatest at
 * their ends, and these are exact. Throws `NoResult` where that is not so, where the ends of the result both stay open, or
 * where it has no value.
 */
export function knownOf(tape: Tape, inputs: readonly Ends[]): Known {
  const box = inputs.map(({ within }) => within)
  const slopes = derivatives(tape, runTape(tape, box, INTERVALS), INTERVALS)
  const open = inputs.filter(({ within }) => within.low !== within.high)
  const turning = open.filter((input) => !hasOneSign(slopes[inputs.indexOf(input)]!))
  if (turning.length > 0) throw new NoResult(listed(turning, {
    en: 'it does not rise or fall all the way over the bound or range of', ko: '상한·하한이나 범위 전체에서 단조롭게 변하지 않는 항목이 있습니다:',
  }))
  const at = (side: 'low' | 'high'): End => {
    const ends = inputs.map((input, k): { value: number; isStrict: boolean; isSaid: boolean } => {
      const { low, high } = slopes[k]!
      // An input that makes no difference may be anything that it is said to be.
      if (low === 0 && high === 0) return { value: (input.low ?? input.high)!.value, isStrict: false, isSaid: true }
      const end = (side === 'low') === (low >= 0) ? input.low : input.high
      return { value: end?.value ?? NaN, isStrict: (end?.isStrict ?? false) && (low > 0 || high < 0), isSaid: end !== null }
    })
    if (!ends.every(({ isSaid }) => isSaid)) return null
    return { value: runTape(tape, ends.map(({ value }) => value), NUMBERS).at(-1)!, isStrict: ends.some(({ isStrict }) => isStrict) }
  }
  const known = { low: at('low'), high: at('high') }
  if (known.low || known.high) return known
  throw new NoResult({ en: 'its inputs leave open how small and how large it is', ko: '입력값만으로는 하한도 상한도 정해지지 않습니다' })
}

function hasOneSign({ low, high }: Interval): boolean {
  return low >= 0 || high <= 0
}
