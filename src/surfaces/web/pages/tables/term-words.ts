import { say } from '../../language.ts'
import type { Term } from './column-field.ts'

/** A cell's terms as the reader's language calls them; several are joined by `+`, and what has no label stays as written. */
export function termWords(value: string, vocabulary: readonly Term[]): string {
  if (vocabulary.length === 0) return value
  const word = (term: string) => {
    const found = vocabulary.find((entry) => entry.term === term)
    return found ? say(found.label) : term
  }
  return vocabulary.some(({ term }) => term === value) ? word(value) : value.split('+').map(word).join('+')
}
