import { chooseParticles } from './korean-particles.ts'

/** A sentence in both languages of the product. */
export type Text = { readonly en: string; readonly ko: string }

export type Language = keyof Text

/** A sentence in one of its languages; Korean particles that were written open are chosen by what stands before them. */
export function inLanguage(text: Text, language: Language): string {
  return language === 'ko' ? chooseParticles(text.ko) : text.en
}

/**
 * An expected failure: what was wrong, with its values, and what to do next.
 *
 * Korean particles are chosen by what stands before them; write them open, as `이(가)`.
 *
 * `code` is stable and dotted (`unit.unknown`, `table.too_few_rows`); `surfaces/` map it to an HTTP status
 * or an exit status. `details` repeats the values that the sentence names, for programs.
 * A broken invariant is not a refusal: it throws a plain `Error`.
 */
export class Refusal extends Error {
  readonly code: string
  readonly text: Text
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, text: Text, details: Readonly<Record<string, unknown>> = {}) {
    super(text.en)
    this.name = 'Refusal'
    this.code = code
    this.text = { en: text.en, ko: inLanguage(text, 'ko') }
    this.details = details
  }
}
