import type { Text } from '#science/refusal.ts'
import type { Field } from '../templates/template.ts'

type Words = Pick<Field, 'vocabulary'>

/** The terms that a cell joins by `+`; a term of the vocabulary that holds a plus sign itself is one. */
export function cellTerms(cell: string, { vocabulary = [] }: Words): string[] {
  return vocabulary.some(({ term }) => term === cell) ? [cell] : cell.split('+')
}

/** A cell's terms by their labels, joined by ` + `; what the vocabulary does not hold stays as written. */
export function cellTermsText(cell: string, words: Words): Text {
  const labels = cellTerms(cell, words).map((term) => (
    words.vocabulary?.find((entry) => entry.term === term)?.label ?? { en: term, ko: term }
  ))
  return { en: labels.map(({ en }) => en).join(' + '), ko: labels.map(({ ko }) => ko).join(' + ') }
}
