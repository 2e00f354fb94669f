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
  const found = fieldOfColumn(definition, target, templates)
  if (!found?.field.bounds || found.unit === null) return null
  const { field: { bounds, unit: stated = '1' }, unit: wanted } = found
  const shown = (value: number | null) => (
    value === null || stated === wanted ? value : convert(value, parseUnit(stated), parseUnit(wanted))
  )
  return [shown(bounds[0]), shown(bounds[1])]
}
