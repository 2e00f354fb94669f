import type { Text } from '#science/refusal.ts'
import type { Field } from '#record/templates/template.ts'

/** A cell's terms by their labels; several are joined by ` + `, and what the vocabulary does not hold stays as written. */
export function termText(cell: string, { vocabulary = [] }: Pick<Field, 'vocabulary'>): Text {
  const labelOf = (term: string) => vocabulary.find((entry) => entry.term === term)?.label
  const labels = labelOf(cell) ? [labelOf(cell)!] : cell.split('+').map((term) => labelOf(term) ?? { en: term, ko: term })
  return { en: labels.map(({ en }) => en).join(' + '), ko: labels.map(({ ko }) => ko).join(' + ') }
}
