import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Spot } from './query.ts'

/**
 * A refusal of a query in one line, with the column (from 1) where that is known.
 *
 * `details` has `column` and `end`, the first column behind what is meant, so that a page can mark it.
 */
export function queryRefusal(
  code: string, spot: Spot | undefined, said: Text, details: Readonly<Record<string, unknown>> = {},
): Refusal {
  if (!spot) return new Refusal(code, { ...said, en: said.en.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) }, details)
  const column = spot.from + 1
  return new Refusal(
    code, { en: `Column ${column}: ${said.en}`, ko: `${column}번째 글자: ${said.ko}` },
    { ...details, column, end: spot.to + 1 },
  )
}

/** A question that names the nearest of the known words, after a space; empty where none is near. */
export function didYouMean(written: string, known: Iterable<string>): Text & { readonly nearest: string | null } {
  const nearest = nearestWord(written, known)
  return nearest === null ? { en: '', ko: '', nearest }
    : { en: ` Did you mean “${nearest}”?`, ko: ` 혹시 “${nearest}”입니까?`, nearest }
}
