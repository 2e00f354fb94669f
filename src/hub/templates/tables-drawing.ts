import type { TableDefinition } from '#record/tables/table.ts'
import type { Reader } from '../installation.ts'
import type { MigrationReport, Move } from './check-records.ts'

/**
 * Tables, in their newest version, with columns of fields that the later version has no more under that name.
 *
 * Such a column finds nothing in records that have moved; the table is for its author to change.
 */
export async function tablesDrawing(db: Reader, { hub, from, to }: Pick<Move, 'hub' | 'from' | 'to'>): Promise<MigrationReport['tables']> {
  const gone = new Set(from.fields.map(({ name }) => name).filter((name) => !to.fields.some((field) => field.name === name)))
  if (gone.size === 0) return []
  const rows = await db
    .selectFrom('table_definition').select(['id', 'definition']).distinctOn('name').where('hub', '=', hub)
    .orderBy('name').orderBy('version', 'desc').execute()
  return rows.flatMap(({ id, definition }) => {
    const fields = fieldsDrawn(definition, from.template).filter((field) => gone.has(field))
    return fields.length > 0 ? [{ id, title: definition.title, fields: [...new Set(fields)] }] : []
  })
}

function fieldsDrawn({ rows, columns }: TableDefinition, template: string): string[] {
  return columns.flatMap(({ path }) => {
    if (!('field' in path)) return []
    return ('template' in path ? path.template : rows.template) === template ? [path.field] : []
  })
}
