import { parseFormula } from '#science/chemistry/composition.ts'
import { parseQuantity } from '#science/quantities/quantity.ts'
import type { Text } from '#science/refusal.ts'
import type { ValueType } from '../../records/value.ts'

/** What a column seems to hold, by its cells. */
export type GuessedType = { readonly type: ValueType; readonly from: Text; readonly terms: readonly string[] }

/** More terms than that are hardly a vocabulary; a word that stands only once is none. */
const MOST_TERMS = 12
const FEWEST_REPEATS = 2
const LONGEST_TERM = 40
const YES_OR_NO = ['yes', 'no', 'true', 'false', 'y', 'n', '예', '아니요', '아니오']

/** The type of a column by its cells and, without any, by whether its header has a unit. */
export function guessType(cells: readonly string[], unit: string | null): GuessedType {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const n = filled.length
  if (n === 0) {
    return unit === null
      ? { type: 'text', terms: [], from: { en: 'no cell to go by', ko: '참고할 값이 없음' } }
      : { type: 'quantity', terms: [], from: { en: `the unit ${unit} in the header`, ko: `머리글의 단위 ${unit}` } }
  }
  const all = (what: Text): Text => ({ en: `${what.en} in all ${n} cells read`, ko: `읽은 값 ${n}개가 모두 ${what.ko}` })
  if (filled.every((cell) => isTaken(() => parseQuantity(cell, unit ?? '1')))) {
    return { type: 'quantity', terms: [], from: all({ en: 'numbers', ko: '수' }) }
  }
  if (filled.every((cell) => YES_OR_NO.includes(cell.toLowerCase()))) {
    return { type: 'boolean', terms: [], from: all({ en: 'yes or no', ko: '예/아니요' }) }
  }
  if (filled.every(isFormula) && new Set(filled).size > 1) {
    return { type: 'composition', terms: [], from: all({ en: 'formulas', ko: '화학식' }) }
  }
  const terms = [...new Set(filled)]
  if (terms.length <= MOST_TERMS && n >= terms.length * FEWEST_REPEATS && terms.every((term) => term.length <= LONGEST_TERM)) {
    return {
      type: 'terms', terms,
      from: { en: `${terms.length} different words in ${n} cells read`, ko: `읽은 값 ${n}개에 서로 다른 낱말 ${terms.length}개` },
    }
  }
  return { type: 'text', terms: [], from: { en: `${terms.length} different texts in ${n} cells read`, ko: `읽은 값 ${n}개에 서로 다른 글 ${terms.length}개` } }
}

/** One element alone may as well be a word (`No`, `As`), and so may capitals alone: FCC reads as fluorine and carbon. */
function isFormula(cell: string): boolean {
  return /[a-z\d]/.test(cell) && isTaken(() => {
    if (Object.keys(parseFormula(cell).fractions).length < 2) throw new Error('one element')
  })
}

function isTaken(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}
