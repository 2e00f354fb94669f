import type { Text } from '#science/refusal.ts'
import type { WrittenField } from '../written-template.ts'

/** What of a field a draft had to guess. */
export const GUESSED = ['name', 'type', 'unit', 'label', 'role', 'vocabulary'] as const
export type Guessed = (typeof GUESSED)[number]

/** A guess, and what it rests on, so that someone can say whether it is right. */
export type Guess = { readonly of: Guessed; readonly from: Text }

export type DraftedField = { readonly field: WrittenField; readonly guesses: readonly Guess[] }

/**
 * A template to begin with: nothing in it is stored or taken for granted.
 *
 * `left_out` is what the source says and no template can, or what could not be read in it.
 */
export type FirstDraft = {
  readonly label: Text
  readonly description?: Text
  readonly fields: readonly DraftedField[]
  readonly left_out: readonly Text[]
}

/** The name that a label suggests, as templates write names; empty where it has no Latin letter. */
export function nameFrom(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '')
  return plain.slice(0, LONGEST_NAME).replace(/_+$/, '')
}

const LONGEST_NAME = 60

/** The name with a number behind it, where it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`
}

/** A text in the language that it is written in; the other is for the author to add. */
export function inItsLanguage(text: string): Text {
  return /\p{Script=Hangul}/u.test(text) ? { en: '', ko: text } : { en: text, ko: '' }
}
