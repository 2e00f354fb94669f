import type { Field, Template } from '../templates/template.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import type { TableColumn, TableDefinition } from './table.ts'

/** The template's field behind a column, and the unit that the column's numbers have; null where it holds none. */
export type FieldOfColumn = { readonly template: Template; readonly field: Field; readonly unit: string | null }

/**
 * The field that a table's column is read from, in the newest version of its template; null for a column of sources or
 * of amounts, for one that the table does not have, and where the template or the field is gone.
 */
export function fieldOfColumn(
  { rows, columns }: Pick<TableDefinition, 'rows' | 'columns'>, column: string, templates: Iterable<Template>,
): FieldOfColumn | null {
  const found = columns.find(({ name }) => name === column)
  if (!found || found.path.from === 'source' || found.path.from === 'amount') return null
  const { path } = found
  const template = newestByName(templates).get(path.from === 'own' ? rows.template : path.template)
  const field = template?.fields.find(({ name }) => name === path.field)
  if (!template || !field) return null
  return { template, field, unit: unitOfColumn(found, field) }
}

/** The unit of a column's numbers: as the table asks, else as the template shows them; null for what is no quantity. */
export function unitOfColumn({ unit }: Pick<TableColumn, 'unit'>, field: Field): string | null {
  return field.type === 'quantity' ? (unit ?? field.unit ?? '1') : null
}
