import type { z } from 'zod'
import type { TableDefinitionSchema } from '#contract/schemas/table.ts'
import { m } from '../../messages/compiled/messages.js'
import { getLocale } from '../../messages/compiled/runtime.js'
import { measureText, numberText } from '../../shown/number-text.ts'
import { columnTitles, templateLabel } from './column-titles.ts'
import { fieldOf, vocabularyOf } from './column-field.ts'
import { termWords } from './term-words.ts'
import type { Template } from './column-field.ts'

export type TableDefinition = z.infer<typeof TableDefinitionSchema>
export type TableFilter = NonNullable<TableDefinition['rows']['where']>[number]

/** A filter as a clause: "Yield strength is known", "Test type is Tension". */
export function filterWords(filter: TableFilter, { rows, columns }: TableDefinition, templates: readonly Template[]): string {
  const column = columns.find(({ name }) => name === filter.column)
  const name = columnTitles(columns, rows.template, templates).get(filter.column) ?? filter.column
  if ('oneOf' in filter) {
    const vocabulary = vocabularyOf(column?.path, rows.template, templates)
    const terms = filter.oneOf.map((term) => termWords(term, vocabulary))
    return m.table_where_one_of({ name, terms: new Intl.ListFormat(getLocale(), { type: 'disjunction' }).format(terms) })
  }
  if ('present' in filter) return m.table_where_present({ name })
  const { min, max } = filter
  const shown = (value: number) => measureText(value, column?.unit ?? fieldOf(column?.path, rows.template, templates)?.unit, 6)
  if (min !== undefined && max !== undefined) return m.table_where_between({ name, min: numberText(min, 6), max: shown(max) })
  if (min !== undefined) return m.table_where_from({ name, min: shown(min) })
  if (max !== undefined) return m.table_where_to({ name, max: shown(max) })
  return m.table_where_present({ name })
}

/** What a row of the table is, as a sentence in the reader's language. */
export function definitionWords(definition: TableDefinition, templates: readonly Template[]): string {
  const template = templateLabel(definition.rows.template, templates)
  const where = definition.rows.where ?? []
  if (where.length === 0) return m.table_one_row_per({ template })
  const clauses = where.map((filter) => filterWords(filter, definition, templates))
  return m.table_one_row_per_where({ template, where: new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(clauses) })
}
