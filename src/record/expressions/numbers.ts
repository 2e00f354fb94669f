import type { Algebra } from './algebra.ts'
import { BEYOND_NUMBERS, DIVISION_BY_ZERO, NoResult, NOT_POSITIVE, ROOT_OF_NEGATIVE } from './no-result.ts'

/** Single numbers. What overflows, or vanishes without a factor being zero, is no result: 1e-400 is not 0. */
export const NUMBERS: Algebra<number> = {
  constant: (value) => value,
  add: (a, b) => finite(a + b),
  multiply: (a, b) => kept(a * b, a !== 0 && b !== 0),
  divide: (a, b) => {
    if (b === 0) throw new NoResult(DIVISION_BY_ZERO)
    return kept(a / b, a !== 0)
  },
  power: (a, n) => {
    if (a === 0 && n < 0) throw new NoResult(DIVISION_BY_ZERO)
    if (a < 0 && !Number.isInteger(n)) throw new NoResult(ROOT_OF_NEGATIVE)
    return kept(a ** n, a !== 0)
  },
  apply: (name, a) => {
    switch (name) {
      case 'sqrt': if (a < 0) throw new NoResult(ROOT_OF_NEGATIVE); return Math.sqrt(a)
      case 'exp': return kept(Math.exp(a), true)
      case 'ln': case 'log10': if (a <= 0) throw new NoResult(NOT_POSITIVE); return name === 'ln' ? Math.log(a) : Math.log10(a)
      case 'sin': return Math.sin(a)
      case 'cos': return Math.cos(a)
      case 'tan': return finite(Math.tan(a))
    }
  },
  isZero: (a) => a === 0,
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value
  throw new NoResult(BEYOND_NUMBERS)
}

function kept(value: number, isNonzero: boolean): number {
  if (value === 0 && isNonzero) throw new NoResult(BEYOND_NUMBERS)
  return finite(value)
}
