import { compositionKey, parseComposition } from './composition.ts'
import { STRUCTURES } from './asked-composition.ts'
import { isElement } from './elements.ts'

export type FormulaPart = { readonly text: string; readonly lowered: boolean }

const PIECES = /([A-Z][a-z]?)|([()[\],·*])|(\d+(?:\.\d+)?)|([−-])/g

/** From here on a row of words with one symbol each is a formula; `B1 C1` may be the names of two samples. */
const SURELY_FORMULA = 3

/**
 * Splits text into what stands on the line and what stands below it, so that a formula inside a name reads as one.
 *
 * Only words that are wholly symbols, numbers and brackets count, with at least two elements among them and their
 * neighbours; `Fe-18Cr-8Ni` stays on the line since its numbers come first. An amount of 1 is left out, as chemists
 * write (`Al0.5Co1` is Al₀.₅Co); nothing else is.
 */
export function formulaParts(text: string): readonly FormulaPart[] {
  const words = text.split(/(\s+)/)
  const elements = words.map(countElements)
  const parts: FormulaPart[] = []
  words.forEach((word, position) => {
    const own = elements[position]!
    const near = (elements[position - 2] ?? 0) + own + (elements[position + 2] ?? 0)
    if (own === 0 || near < 2) parts.push({ text: word, lowered: false })
    else parts.push(...lowerNumbers(word, own >= 2 || elementsAround(elements, position) >= SURELY_FORMULA))
  })
  return parts
}

/**
 * A name, with the formulas in it set as such only where they say the same as one of the compositions of what is named.
 *
 * `IrCo4060` may read as a formula and be what somebody called a sample.
 */
export function nameParts(name: string, compositions: readonly { readonly fractions: Readonly<Record<string, number>> }[]): readonly FormulaPart[] {
  const plain = { text: name, lowered: false }
  if (compositions.length === 0) return [plain]
  const known = new Set(compositions.map(compositionKey))
  const words = name.split(/(\s+)/)
  const parts: FormulaPart[] = []
  for (let from = 0; from < words.length;) {
    let to = from + 1
    while (countElements(words[from]!) > 0 && countElements(words[to + 1] ?? '') > 0) to += 2
    const said = words.slice(from, to).join('')
    if (countElements(words[from]!) > 0 && known.has(keyOf(said))) parts.push(...formulaParts(said))
    else parts.push({ text: said, lowered: false })
    from = to
  }
  return parts
}

function keyOf(formula: string): string {
  try {
    return compositionKey(parseComposition(formula.replace(/[,;:.]$/, '')))
  } catch {
    return ''
  }
}

/** The text with its formulas as they are shown, on one line: without amounts of 1. */
export function formulaText(text: string): string {
  return formulaParts(text).map((part) => part.text).join('')
}

/** Elements in the unbroken row of formula words around one; every other entry is the space between. */
function elementsAround(elements: readonly number[], position: number): number {
  let sum = elements[position]!
  for (let before = position - 2; (elements[before] ?? 0) > 0; before -= 2) sum += elements[before]!
  for (let after = position + 2; (elements[after] ?? 0) > 0; after += 2) sum += elements[after]!
  return sum
}

function countElements(word: string): number {
  const core = word.replace(/[,;:.]$/, '')
  if (STRUCTURES.test(core)) return 0
  let symbols = 0
  let reached = 0
  for (const piece of core.matchAll(PIECES)) {
    if (piece.index !== reached) return 0
    reached += piece[0].length
    if (piece[1] && !isElement(piece[1])) return 0
    if (piece[1]) symbols++
  }
  return reached === core.length ? symbols : 0
}

function lowerNumbers(word: string, dropsOnes: boolean): FormulaPart[] {
  const parts: FormulaPart[] = []
  let before = ''
  for (const piece of word.split(/(\d+(?:\.\d+)?)/)) {
    if (piece === '') continue
    const lowered = /^\d/.test(piece) && /[A-Za-z)\]]$/.test(before)
    const isOne = lowered && /^1(\.0+)?$/.test(piece)
    if (!(isOne && dropsOnes)) parts.push({ text: piece, lowered })
    before = piece
  }
  return parts
}
