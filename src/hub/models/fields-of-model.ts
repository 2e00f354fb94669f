import { fieldOfColumn } from '#record/tables/field-of-column.ts'
import type { FieldOfColumn } from '#record/tables/field-of-column.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Reader } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'

/** The field that each column is read from, by the column's name; null where no template tells what may stand there. */
export type FieldOf = (column: string) => FieldOfColumn | null

/** The template's field that each column of a model's table is read from. */
export async function fieldsOfModel(
  db: Reader, hub: string, { request }: { readonly request: { readonly table: string } },
): Promise<FieldOf> {
  const row = await db
    .selectFrom('table_definition').select('definition').where('id', '=', request.table).executeTakeFirstOrThrow()
  const definition = row.definition as TableDefinition
  const templates = [...(await templatesOf(db, hub)).values()]
  const fields = new Map(definition.columns.map(({ name }) => [name, fieldOfColumn(definition, name, templates)]))
  return (column) => fields.get(column) ?? null
}
