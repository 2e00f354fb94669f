import type { BuiltRow, BuiltTable } from '#record/tables/build-table.ts'
import type { ColumnPath, TableColumn, TableDefinition } from '#record/tables/table.ts'
import type { Installation } from '../installation.ts'
import { buildDefined } from '../tables/tables.ts'

/**
 * A table with what stops half-way: a microstructure of an alloy that was never pulled is no row of a table of tensile tests, but
 * tells how composition and process make a grain size.
 *
 * Each record that fills a column on the way and stands behind no row becomes a row, with what lies before it in the lineage;
 * columns of the rows' own record are unknown there. Filters of the table hold where they speak of a column that such a row has.
 */
export async function withHalfWayRows(
  at: Installation, hub: string, definition: TableDefinition, built: BuiltTable, target: string, onTheWay: readonly string[],
): Promise<BuiltTable> {
  const templates = new Set(definition.columns.flatMap(({ name, path }) => (
    onTheWay.includes(name) && path.from === 'up' && path.role === undefined && path.template !== definition.rows.template ? [path.template] : []
  )))
  const known = new Set(built.rows.flatMap(({ record, cells }) => [record, ...cells.flatMap((cell) => cell?.record ?? [])]))
  const added: BuiltRow[] = []
  for (const template of templates) {
    const columns = definition.columns.flatMap((column) => seenFrom(template, column))
    const names = columns.map(({ name }) => name)
    const where = (definition.rows.where ?? []).filter(({ column }) => column !== target && names.includes(column))
    const { built: part } = await buildDefined(at, hub, { ...definition, rows: { template, where }, columns })
    const places = built.columns.map(({ name }) => part.columns.findIndex((column) => column.name === name))
    for (const { record, name, cells } of part.rows) {
      if (known.has(record)) continue
      added.push({ record, name, cells: places.map((place) => (place < 0 ? null : cells[place]!)) })
      for (const cell of cells) if (cell) known.add(cell.record)
    }
  }
  return { ...built, rows: [...built.rows, ...added] }
}

/** A column as a record of `template` has it; nothing where only the rows of the table do. */
function seenFrom(template: string, column: TableColumn): TableColumn[] {
  const { path } = column
  const own = (from: ColumnPath): TableColumn[] => [{ ...column, path: from }]
  if (path.from === 'source') return own(path)
  if (path.from !== 'up' || path.role !== undefined) return []
  return own(path.template === template ? { from: 'own', field: path.field } : path)
}
