import { parseQuery } from '#record/search/parse-query.ts'
import { Refusal } from '#science/refusal.ts'

/** What a text in a search box is taken for; `slip` says why it is no query, where it looks as if one was meant. */
export type SearchText =
  | { readonly is: 'nothing' | 'query' }
  | { readonly is: 'words'; readonly slip: Refusal | null }

/**
 * What a text in a search box is taken for: a query where it parses as one, else words or a formula.
 *
 * Names and units of a query are looked up by the hub. Example: `CoCrFeNi` is words, `elements has all Co, Cr` a query,
 * and `elements has al Co` words with a slip.
 */
export function readSearchText(text: string): SearchText {
  if (text.trim() === '') return { is: 'nothing' }
  try {
    parseQuery(text)
    return { is: 'query' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { is: 'words', slip: looksLikeQuery(text) ? error : null }
  }
}

/** Signs and words that stand in conditions and hardly in the name of a record. */
function looksLikeQuery(text: string): boolean {
  return /[=<>≠≤≥]|\b(?:has|contains|between)\b|\bis (?:un)?known\b|\bin\s*\(|^\s*(?:not|up\.|down\.)/i.test(text)
}
