import { isElement } from '#science/chemistry/elements.ts'

export type FormulaPart = { readonly text: string; readonly lowered: boolean }

/** Names of structures whose letters could be symbols: what follows them (B2, L12) is no formula either. */
const STRUCTURES = /^(FCC|BCC|HCP|BCT)$/

const PIECES = /([A-Z][a-z]?)|([()[\],·*])|(\d+(?:\.\d+)?)|([−-])/g

/**
 * Splits text into what stands on the line and what stands below it, so that a formula inside a name reads as one.
 *
 * Only words that are wholly symbols, numbers and brackets count, with at least two elements among them and their
 * neighbours; `Fe-18Cr-8Ni` stays on the line since its numbers come first.
 */
export function formulaParts(text: string): readonly FormulaPart[] {
  const words = text.split(/(\s+)/)
  const elements = words.map(countElements)
  const parts: FormulaPart[] = []
  words.forEach((word, position) => {
    const near = (elements[position - 2] ?? 0) + elements[position]! + (elements[position + 2] ?? 0)
    if (elements[position]! > 0 && near >= 2) parts.push(...lowerNumbers(word))
    else parts.push({ text: word, lowered: false })
  })
  return parts
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

function lowerNumbers(word: string): FormulaPart[] {
  const parts: FormulaPart[] = []
  let before = ''
  for (const piece of word.split(/(\d+(?:\.\d+)?)/)) {
    if (piece === '') continue
    const lowered = /^\d/.test(piece) && /[A-Za-z)\]]$/.test(before)
    parts.push({ text: piece, lowered })
    before = piece
  }
  return parts
}
