import { say } from '../../language.ts'
import { unitText } from '../../shown/number-text.ts'
import { columnLabel } from '../tables/column-label.ts'
import { vocabularyOf } from '../tables/column-field.ts'
import type { Template } from '../tables/column-field.ts'
import { templateLabel } from '../tables/column-titles.ts'
import { termWords } from '../tables/term-words.ts'
import type { Column } from './plot-columns.ts'

/** What a column is called: with its template where another one has the same label. */
export function columnTitle(column: Column, others: readonly (Column | null)[], templates: readonly Template[]): string {
  const name = (column: Column) => say(columnLabel(column, templates))
  const own = name(column)
  const isShared = others.some((other) => other && other.template !== column.template && name(other) === own)
  return isShared && column.template ? `${own} · ${templateLabel(column.template, templates)}` : own
}

/** As an axis says it: with the unit. */
export function axisTitle(title: string, unit: string | null): string {
  return unitText(unit) === '' ? title : `${title} (${unitText(unit)})`
}

/** A term in the reader's language; text as it stands. */
export function columnWords(column: Column, term: string, rows: string, templates: readonly Template[]): string {
  return column.kind === 'category' ? termWords(term, vocabularyOf(column.path, rows, templates)) : term
}
