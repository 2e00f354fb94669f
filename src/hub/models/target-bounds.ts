import { convert } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Bounds } from '#discovery/learning/bounds.ts'
import { fieldOfColumn } from '#record/tables/field-of-column.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Template } from '#record/templates/template.ts'

/** What the template behind a table's column says is physically possible, in the column's unit; null for nothing. */
export function targetBounds(
  definition: Pick<TableDefinition, 'rows' | 'columns'>, target: string, templates: Iterable<Template>,
): Bounds | null {
  const column = definition.columns.find(({ name }) => name === target)
  if (!column) return null
  const field = fieldOfColumn(definition, column, templates)
  if (!field?.bounds) return null
  const [stated, wanted] = [field.unit ?? '1', column.unit ?? field.unit ?? '1']
  const shown = (value: number | null) => (
    value === null || stated === wanted ? value : convert(value, parseUnit(stated), parseUnit(wanted))
  )
  return [shown(field.bounds[0]), shown(field.bounds[1])]
}
