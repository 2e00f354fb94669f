import { buildTable } from '#record/tables/build-table.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'
import { neededFields } from '#record/tables/needed-fields.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { templatesOf } from '../records/templates-of.ts'
import { loadGraph } from './load-graph.ts'

/**
 * A table of a hub with the templates it was read by; `db` is a transaction that sees one state of the hub. With `only`,
 * of no other rows than these.
 */
export async function buildFromHub(
  db: Reader, hub: string, definition: TableDefinition, only?: ReadonlySet<string>,
): Promise<{ built: BuiltTable; templates: readonly Template[] }> {
  const templates = await templatesOf(db, hub)
  const graph = await loadGraph(db, hub, templates, definition.rows.template, neededFields(definition), only)
  return { built: buildTable(graph, templates.values(), definition, only), templates: [...templates.values()] }
}
