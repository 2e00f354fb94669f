import type { JudgedRow } from './error-points.ts'

/** Rows that can be chosen, each with a text of its own, the highest observed first. */
export type RowChoice = { readonly record: string; readonly text: string }

/** A text for each row: its name and observed value, numbered where several say the same. */
export function rowChoices(rows: readonly JudgedRow[], write: (observed: number) => string): RowChoice[] {
  const seen = new Map<string, number>()
  return rows.toSorted((a, b) => b.observed - a.observed).map(({ record, name, observed }) => {
    const text = `${name} · ${write(observed)}`
    const n = (seen.get(text) ?? 0) + 1
    seen.set(text, n)
    return { record, text: n === 1 ? text : `${text} (${n})` }
  })
}

/** The row that a text stands for: as written, or the only one whose text holds it; null where none or several do. */
export function rowOfText(choices: readonly RowChoice[], text: string): RowChoice | null {
  const asked = text.trim().toLowerCase()
  if (asked === '') return null
  const exact = choices.find((choice) => choice.text.toLowerCase() === asked)
  if (exact) return exact
  const holding = choices.filter((choice) => choice.text.toLowerCase().includes(asked))
  return holding.length === 1 ? holding[0]! : null
}
