import type { z } from 'zod'
import type { TableDefinitionSchema } from '#contract/schemas/table.ts'
import { say } from '../../language.ts'
import { m } from '../../messages/compiled/messages.js'
import { getLocale } from '../../messages/compiled/runtime.js'
import { measureText, numberText } from '../../shown/number-text.ts'

export type TableDefinition = z.infer<typeof TableDefinitionSchema>
export type TableFilter = NonNullable<TableDefinition['rows']['where']>[number]

/** A filter as a clause: "yield strength is known", "test temperature from 20 to 30 °C". */
export function filterWords(filter: TableFilter, definition: Pick<TableDefinition, 'columns'>): string {
  const column = definition.columns.find(({ name }) => name === filter.column)
  const name = column?.label ? say(column.label) : filter.column.replaceAll('_', ' ')
  if ('oneOf' in filter) {
    return m.table_where_one_of({ name, terms: new Intl.ListFormat(getLocale(), { type: 'disjunction' }).format(filter.oneOf) })
  }
  if ('present' in filter) return m.table_where_present({ name })
  const { min, max } = filter
  const shown = (value: number) => measureText(value, column?.unit ?? null, 6)
  if (min !== undefined && max !== undefined) return m.table_where_between({ name, min: numberText(min, 6), max: shown(max) })
  if (min !== undefined) return m.table_where_from({ name, min: shown(min) })
  if (max !== undefined) return m.table_where_to({ name, max: shown(max) })
  return m.table_where_present({ name })
}

/** What a row of the table is, as a sentence; `template` is the label of the rows' template. */
export function definitionWords(definition: TableDefinition, template: string): string {
  const where = definition.rows.where ?? []
  if (where.length === 0) return m.table_one_row_per({ template })
  const clauses = where.map((filter) => filterWords(filter, definition))
  return m.table_one_row_per_where({ template, where: new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(clauses) })
}
