import type { Composition } from './composition.ts'

// A key tells alloys apart to one atom in a million, finer than any analysis of a bulk composition.
const KEY_DECIMALS = 6
// Above this many atoms a formula of whole numbers says less than fractions do; the largest simple cells lie below.
const MOST_ATOMS = 400

/**
 * A text that is equal for equal compositions: alphabetical, atomic fractions to 1e-6.
 *
 * Example: `CoCrFeNi` and `Ni25Fe25Cr25Co25` both give `Co0.250000Cr0.250000Fe0.250000Ni0.250000`.
 */
export function compositionKey(composition: Pick<Composition, 'fractions'>): string {
  return alphabetical(composition)
    .map(([symbol, fraction]) => [symbol, steady(fraction).toFixed(KEY_DECIMALS)] as const)
    .filter(([, text]) => Number(text) > 0)
    .map(([symbol, text]) => symbol + text)
    .join('')
}

/**
 * The alphabetical formula with the smallest whole numbers that meet the fractions to 1e-6: `Al0.5CoCrFeNi` is
 * `AlCo2Cr2Fe2Ni2`. Where there are none up to 400 atoms, it has fractions of one atom, to 1e-6.
 */
export function reducedFormula(composition: Composition): string {
  const entries = alphabetical(composition)
  for (let nAtoms = 1; nAtoms <= MOST_ATOMS; nAtoms += 1) {
    const counts = entries.map(([, fraction]) => Math.round(fraction * nAtoms))
    const isWhole = (fraction: number, count: number) => count > 0 && Math.abs(fraction - count / nAtoms) < 1e-6
    if (!entries.every(([, fraction], k) => isWhole(fraction, counts[k]!))) continue
    return entries.map(([symbol], k) => (counts[k] === 1 ? symbol : `${symbol}${counts[k]}`)).join('')
  }
  return entries.map(([symbol, fraction]) => [symbol, Number(steady(fraction).toFixed(KEY_DECIMALS))] as const)
    .filter(([, fraction]) => fraction > 0)
    .map(([symbol, fraction]) => `${symbol}${fraction.toFixed(KEY_DECIMALS).replace(/0+$/, '')}`)
    .join('')
}

/** The formula for people, as it was ordered: `Al₀.₅CoCrFeNi`, `Fe-18Cr-8Ni (wt.%)`; it reads back as the same. */
export function formatFormula(composition: Composition): string {
  const entries = Object.entries(composition.amounts)
  if (composition.basis === 'amount') {
    return entries.map(([symbol, amount]) => symbol + (amount === 1 ? '' : subscript(plainDecimal(amount)))).join('')
  }
  const sum = entries.reduce((total, [, amount]) => total + amount, 0)
  const [[base], ...others] = entries as [[string, number], ...[string, number][]]
  if (others.length === 0) return `${base} (wt.%)`
  // A first element that completes the hundred is the balance of a designation.
  const head = Math.abs(sum - 100) < 1e-9 ? base : `${plainDecimal(entries[0]![1])}${base}`
  return `${[head, ...others.map(([symbol, amount]) => plainDecimal(amount) + symbol)].join('-')} (wt.%)`
}

function alphabetical(composition: Pick<Composition, 'fractions'>): (readonly [string, number])[] {
  return Object.entries(composition.fractions).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Without the noise of the last bits, so that scaling a formula by a number cannot tip a tie such as 1/128. */
function steady(fraction: number): number {
  return Number(fraction.toFixed(KEY_DECIMALS + 5))
}

/** The number in plain digits: an exponent would read as an element. */
export function plainDecimal(value: number): string {
  const text = String(Number(value.toPrecision(10)))
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

function subscript(digits: string): string {
  return digits.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!)
}
