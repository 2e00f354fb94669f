import type { Algebra } from './algebra.ts'
import { DIVISION_BY_ZERO, NoResult, NOT_POSITIVE, ROOT_OF_NEGATIVE, TURNS } from './no-result.ts'
import { NUMBERS } from './numbers.ts'

/** All numbers from `low` to `high`; either may be infinite. */
export type Interval = { readonly low: number; readonly high: number }

/**
 * Intervals: the result of an operation holds every number that it can give on numbers of its intervals (R. E. Moore, R. B.
 * Kearfott and M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapters 2 and 5). Ends are rounded as numbers
 * are, not outwards: they decide signs here, and are no result.
 *
 * A divisor or an argument of a logarithm may end at zero, which is then a limit; it may not go across.
 */
export const INTERVALS: Algebra<Interval> = {
  constant: (value) => ({ low: value, high: value }),
  add: (a, b) => ({ low: a.low + b.low, high: a.high + b.high }),
  multiply: (a, b) => hull([times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)]),
  divide: (a, b) => INTERVALS.multiply(a, inverse(b)),
  power: (a, n) => {
    if (n < 0) return inverse(INTERVALS.power(a, -n))
    if (!Number.isInteger(n) && a.low < 0) throw new NoResult(ROOT_OF_NEGATIVE)
    const ends = [a.low ** n, a.high ** n]
    const isEven = Number.isInteger(n) && n % 2 === 0
    return hull(isEven && n > 0 && a.low < 0 && a.high > 0 ? [0, ...ends] : ends)
  },
  apply: (name, a) => {
    if (a.low === a.high) return INTERVALS.constant(NUMBERS.apply(name, a.low))
    switch (name) {
      case 'sqrt': return INTERVALS.power(a, 0.5)
      case 'exp': return { low: Math.exp(a.low), high: Math.exp(a.high) }
      case 'ln': case 'log10':
        if (a.low < 0) throw new NoResult(NOT_POSITIVE)
        return name === 'ln' ? { low: Math.log(a.low), high: Math.log(a.high) } : { low: Math.log10(a.low), high: Math.log10(a.high) }
      default: throw new NoResult(TURNS)
    }
  },
  isZero: (a) => a.low === 0 && a.high === 0,
}

function inverse({ low, high }: Interval): Interval {
  if ((low === 0 && high === 0) || (low < 0 && high > 0)) throw new NoResult(DIVISION_BY_ZERO)
  return { low: high === 0 ? -Infinity : 1 / high, high: low === 0 ? Infinity : 1 / low }
}

/** Zero times what is unbounded is zero here: the zero is a number, the other only an end that is not reached. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b
}

function hull(ends: readonly number[]): Interval {
  return { low: Math.min(...ends), high: Math.max(...ends) }
}
