import type { Centring } from './lattice.ts'

/**
 * The crystal class (point group) that a Hermann–Mauguin symbol of a space group stands for, and its centring; null for what is no
 * short symbol.
 *
 * `P2_1/c`, `P 1 21/n 1` and `C2/c` are of class 2/m: the class is the same in every setting of a group, as its symbol is not. Screws
 * become axes and glides become mirrors (International Tables A, 2.1.3).
 */
export function crystalClass(symbol: string): { readonly centring: Centring; readonly crystalClass: string } | null {
  const text = symbol.trim().replace(/[\s_'"]/g, '').replace(/:.*$/, '')
  const parts = /^([PABCIFRH])(.+?)[HRSZ]?$/.exec(text)
  if (!parts) return null
  const rest = parts[2]!.replace(/[abcden]/g, 'm')
  const found = CLASSES.find(([, pattern]) => pattern.test(parts[1] === 'R' || parts[1] === 'H' ? rest.replace(/^32$/, '321') : rest))
  // H, a triple hexagonal cell, is seldom meant: data bases write it for R on hexagonal axes.
  return found ? { centring: parts[1] === 'H' ? 'R' : (parts[1] as Centring), crystalClass: found[0] } : null
}

const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['1', /^1$/], ['-1', /^-1$/],
  ['2', /^(21?|121?1)$/], ['m', /^(m|1m1)$/], ['2/m', /^(21?\/m|121?\/m1)$/],
  ['222', /^(21?){3}$/], ['mm2', /^(mm21?|m21?m|21?mm)$/], ['mmm', /^mmm$/],
  ['4', /^4[123]?$/], ['-4', /^-4$/], ['4/m', /^42?\/m$/], ['422', /^4[123]?21?2$/], ['4mm', /^4[12]?mm$/],
  ['-42m', /^(-421?m|-4m2)$/], ['4/mmm', /^4[12]?\/mmm$/],
  ['3', /^3[12]?$/], ['-3', /^-3$/], ['32', /^3[12]?(12|21)$/], ['3m', /^3(m1|1m|m)$/], ['-3m', /^-3(m1|1m|m)$/],
  ['6', /^6[1-5]?$/], ['-6', /^-6$/], ['6/m', /^63?\/m$/], ['622', /^6[1-5]?22$/], ['6mm', /^63?mm$/],
  ['-6m2', /^(-6m2|-62m)$/], ['6/mmm', /^63?\/mmm$/],
  ['23', /^21?3$/], ['m-3', /^m-?3$/], ['432', /^4[123]?32$/], ['-43m', /^-43m$/], ['m-3m', /^m-?3m$/],
]
