import type { Text } from '../refusal.ts'
import { Refusal } from '../refusal.ts'
import { ELEMENT_ROWS } from './data/elements.ts'

/** The symbol of a chemical element: `Fe`. */
export type ElementSymbol = string

export type Element = {
  readonly number: number
  readonly symbol: ElementSymbol
  readonly name: Text
  /** Standard atomic weight (g/mol), CIAAW 2021 abridged; null where an element has none. */
  readonly atomicWeight: number | null
  readonly period: number
  /** 1…18; null for the f block. */
  readonly group: number | null
  readonly block: 's' | 'p' | 'd' | 'f'
  /** Place in the drawn table: rows 1…7, lanthanides 8, actinides 9; columns 1…18. */
  readonly row: number
  readonly column: number
}

/** The 118 elements by atomic number. */
export const ELEMENTS: readonly Element[] = ELEMENT_ROWS.map(
  ([number, symbol, en, ko, atomicWeight, period, group, block, row, column]) => (
    { number, symbol, name: { en, ko }, atomicWeight, period, group, block, row, column }
  ),
)

const bySymbol = new Map(ELEMENTS.map((entry) => [entry.symbol, entry]))

/** The element with this symbol, letter case included; refuses `composition.unknown_element`. */
export function element(symbol: string): Element {
  const found = bySymbol.get(symbol)
  if (found) return found
  throw new Refusal('composition.unknown_element', {
    en: `“${symbol}” is not the symbol of an element. Symbols start with a capital letter, such as Fe or O.`,
    ko: `“${symbol}”은(는) 원소 기호가 아닙니다. 원소 기호는 Fe, O처럼 대문자로 시작합니다.`,
  }, { symbol })
}

/** Whether the text is the symbol of an element, letter case included. */
export function isElement(symbol: string): boolean {
  return bySymbol.has(symbol)
}

/** Standard atomic weight in g/mol; refuses `composition.no_atomic_weight` where an element has none, such as Tc. */
export function atomicWeight(symbol: ElementSymbol): number {
  const found = element(symbol)
  if (found.atomicWeight !== null) return found.atomicWeight
  throw new Refusal('composition.no_atomic_weight', {
    en: `${found.name.en} (${symbol}) has no standard atomic weight, so mass and atoms cannot be converted. `
      + 'Give the composition in atoms.',
    ko: `${found.name.ko}(${symbol})에는 표준 원자량이 없어 질량과 원자 수를 바꿀 수 없습니다. 조성을 원자 수로 적으십시오.`,
  }, { symbol })
}
