import { Refusal } from '../refusal.ts'
import type { ElementSymbol } from './elements.ts'
import { atomicWeight, element } from './elements.ts'
import { mixParts } from './formula-mixture.ts'
import { plainDecimal } from './formula-print.ts'
import { formulaRefusal } from './formula-refusal.ts'
import { readFormulaParts } from './formula-reader.ts'
import { plainFormula } from './formula-text.ts'

export { compositionKey, formatFormula, reducedFormula } from './formula-print.ts'

/** Whether the written amounts count atoms (`amount`) or weigh them (`mass`). */
export type CompositionBasis = 'amount' | 'mass'

/** What a material is made of: atomic fractions that sum to one, in the order as written. */
export type Composition = {
  readonly written: string
  readonly basis: CompositionBasis
  readonly fractions: Readonly<Record<ElementSymbol, number>>
  /** As written: atoms per formula, or mass parts with the balance filled in; elements of amount zero are left out. */
  readonly amounts: Readonly<Record<ElementSymbol, number>>
}

// Longer than any formula of a material; a bound keeps nested brackets from exhausting the stack.
const LONGEST_FORMULA = 1000

/**
 * A composition from a formula or an alloy designation.
 *
 * `Al0.5CoCrFeNi`, `(Ti,Zr)0.5C` (equal shares of the site), `Ca(OH)2`, `CuSO4·5H2O`, `0.7BaTiO3-0.3SrTiO3` (formula
 * units) count atoms; `Fe-18Cr-8Ni` is in wt.% with its first element as balance. A basis in the text (`at.%`) is
 * heeded. Refusals: `composition.*` with the position (from 1) and the text.
 */
export function parseFormula(text: string): Composition {
  return parseComposition(text)
}

/**
 * As `parseFormula`, where the basis may be known from elsewhere: a column's header that says at.%.
 *
 * Example: `parseComposition('Ti-48Al-2Cr', 'amount')` takes the designation in at.%.
 */
export function parseComposition(text: string, basis?: CompositionBasis): Composition {
  const key = `${basis ?? ''} ${text}`
  const found = kept.get(key)
  if (found) return found
  const composition = readComposition(text, basis)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, composition)
  return composition
}

// What is read in a cell is read again when its record is checked, and one alloy stands in many rows.
const MOST_KEPT = 1000
const kept = new Map<string, Composition>()

function readComposition(text: string, basis: CompositionBasis | undefined): Composition {
  const written = text.trim()
  if (written === '') {
    throw new Refusal('composition.missing', {
      en: 'There is no composition. Write one like Al0.5CoCrFeNi or Fe-18Cr-8Ni.',
      ko: '조성이 비어 있습니다. Al0.5CoCrFeNi 또는 Fe-18Cr-8Ni처럼 쓰십시오.',
    }, { text })
  }
  if (written.length > LONGEST_FORMULA) {
    throw formulaRefusal('too_long', `${written.slice(0, 40)}…`, LONGEST_FORMULA, {
      en: `it has ${written.length} signs; at most ${LONGEST_FORMULA} are read.`,
      ko: `${written.length}자입니다. 최대 ${LONGEST_FORMULA}자까지 읽습니다.`,
    })
  }
  const formula = plainFormula(written)
  const stated = new Set([...formula.stated, ...(basis ? [basis] : [])])
  if (stated.size > 1) {
    throw new Refusal('composition.conflicting_basis', {
      en: `“${written}” is said to be in both mass and atoms. Keep one of wt.% and at.%.`,
      ko: `“${written}”의 기준이 질량과 원자 수 두 가지로 되어 있습니다. wt.%와 at.% 가운데 하나만 쓰십시오.`,
    }, { text: written, stated: [...stated] })
  }
  const mixed = mixParts(readFormulaParts(formula, written), [...stated][0], written)
  return compose(written, mixed.amounts, mixed.basis)
}

/**
 * A composition from numbers: atoms (`amount`) or mass parts by element, in any scale.
 *
 * Refusals: `composition.unknown_element`, `composition.negative`, `composition.zero_sum`.
 */
export function compositionFromAmounts(
  amounts: Readonly<Record<ElementSymbol, number>>,
  basis: CompositionBasis = 'amount',
): Composition {
  const written = Object.entries(amounts).map(([symbol, amount]) => `${symbol}${plainDecimal(amount)}`).join(' ')
  return compose(basis === 'mass' ? `${written} (wt.%)` : written, new Map(Object.entries(amounts)), basis)
}

/** Atomic fractions by element, in the order as written; they sum to one. */
export function atomicFractions(composition: Composition): Readonly<Record<ElementSymbol, number>> {
  return composition.fractions
}

/** Mass fractions by element, in the order as written; they sum to one. Refuses `composition.no_atomic_weight`. */
export function massFractions(composition: Composition): Readonly<Record<ElementSymbol, number>> {
  if (composition.basis === 'mass') return normalized(Object.entries(composition.amounts))
  return normalized(Object.entries(composition.fractions).map(([symbol, x]) => [symbol, x * atomicWeight(symbol)]))
}

/** The elements with more than nothing of them, in the order as written. */
export function elementsOf(composition: Composition): readonly ElementSymbol[] {
  return Object.keys(composition.fractions)
}

function compose(written: string, amounts: ReadonlyMap<ElementSymbol, number>, basis: CompositionBasis): Composition {
  for (const [symbol, amount] of amounts) {
    element(symbol)
    if (!Number.isFinite(amount) || amount < 0) {
      throw new Refusal('composition.negative', {
        en: `The amount of ${symbol} in “${written}” is ${amount}; it must be zero or more.`,
        ko: `“${written}”에서 ${symbol}의 양이 ${amount}입니다. 0 이상이어야 합니다.`,
      }, { text: written, symbol, amount })
    }
  }
  const present = [...amounts].filter(([, amount]) => amount > 0)
  if (present.length === 0) {
    throw new Refusal('composition.zero_sum', {
      en: `“${written}” contains nothing: all amounts are zero. Give at least one amount above zero.`,
      ko: `“${written}”의 양이 모두 0입니다. 0보다 큰 양을 하나 이상 적으십시오.`,
    }, { text: written })
  }
  const atoms = basis === 'amount' ? present
    : present.map(([symbol, mass]): [ElementSymbol, number] => [symbol, mass / atomicWeight(symbol)])
  return { written, basis, fractions: normalized(atoms), amounts: Object.fromEntries(present) }
}

function normalized(entries: readonly (readonly [ElementSymbol, number])[]): Record<ElementSymbol, number> {
  const sum = entries.reduce((total, [, amount]) => total + amount, 0)
  return Object.fromEntries(entries.map(([symbol, amount]) => [symbol, amount / sum]))
}
