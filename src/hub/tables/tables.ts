import type { z } from 'zod'
import type { TableSchema } from '#contract/schemas/table.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import type { BuiltTable } from '#record/tables/build-table.ts'
import { reachableColumns } from '#record/tables/reachable-columns.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { templatesOf } from '../records/templates-of.ts'
import { writeOnce } from '../write-once.ts'
import { buildFromHub } from './build-from-hub.ts'
import { builtOnce } from './built-tables.ts'
import { loadGraph } from './load-graph.ts'
import { livePage } from './row-pages.ts'
import type { RowsAsked, TableRows } from './row-pages.ts'

type Table = z.infer<typeof TableSchema>

/** Tables of a hub, newest first. */
export async function listTables(at: Installation, actor: Actor, slug: string, asked: PageAsked): Promise<{ tables: Table[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = await readPage('tables', asked, (after, most) => tableRows(at)
    .where('table_definition.hub', '=', hub.id)
    .$if(after !== null, (query) => query.where('table_definition.id', '<', after!))
    .orderBy('table_definition.id', 'desc')
    .limit(most)
    .execute())
  return { tables: rows.map(asTable), next }
}

/** A table that the actor may read. */
export async function getTable(at: Installation, actor: Actor, id: string): Promise<Table> {
  const row = await tableRows(at).where('table_definition.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('table', id)
  return asTable(row)
}

/** Defines a table, or the next version of the one of that name; refused when a column leads nowhere. */
export async function createTable(
  at: Installation, actor: Actor, slug: string, definition: TableDefinition,
): Promise<Table> {
  const hub = await hubFor(at.db, actor, slug, 'learn')
  await buildDefined(at, hub.id, definition)
  const id = await writeOnce(at, actor, (trx) => addTable(trx, hub.id, actor.account, definition))
  return getTable(at, actor, id)
}

/** As {@link createTable}, unchecked, as part of a larger transaction. */
export async function addTable(
  trx: Transacted, hub: string, author: string, definition: TableDefinition,
): Promise<string> {
  await lockHub(trx, hub)
  const newest = await trx
    .selectFrom('table_definition')
    .select('version')
    .where('hub', '=', hub)
    .where('name', '=', definition.name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const id = newId()
  await trx
    .insertInto('table_definition')
    .values({
      id,
      hub,
      name: definition.name,
      version: (newest?.version ?? 0) + 1,
      definition: JSON.stringify(definition),
      created_by: author,
    })
    .execute()
  return id
}

/** A page of a table's rows, as the records stand when the first page is read. */
export async function getTableRows(at: Installation, actor: Actor, id: string, asked: RowsAsked): Promise<TableRows> {
  await getTable(at, actor, id)
  return livePage(id, asked, async () => (await buildTableById(at, actor, id)).built)
}

/** A whole table for those who learn from it. */
export async function buildTableById(
  at: Installation, actor: Actor, id: string,
): Promise<{ hub: string; table: Table; built: BuiltTable; templates: readonly Template[] }> {
  const row = await tableRows(at).where('table_definition.id', '=', id).executeTakeFirst()
  const hub = row && (await hubById(at.db, actor, row.hub_id, 'read'))
  if (!row || !hub) throw noSuch('table', id)
  const { built, templates } = await buildDefined(at, row.hub_id, row.definition)
  return { hub: row.hub_id, table: asTable(row), built, templates }
}

/** A table that need not be saved, of a hub that the asker may read, with the templates it was read by. */
export function buildDefined(at: Installation, hub: string, definition: TableDefinition) {
  const { rows, columns } = definition
  return builtOnce(
    at, hub, `table ${hub} ${canonicalJson({ rows, columns })}`, (db) => buildFromHub(db, hub, definition),
    ({ built }) => built.rows.length * built.columns.length,
  )
}

/** The columns that a table over `rows` could have. */
export async function listTableColumns(at: Installation, actor: Actor, slug: string, rows: string) {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const found = await builtOnce(at, hub.id, `columns ${hub.id} ${rows}`, async (db) => {
    const templates = await templatesOf(db, hub.id)
    const graph = await loadGraph(db, hub.id, templates, rows, 'types')
    return reachableColumns(graph, [...templates.values()], rows)
  }, ({ columns }) => columns.length)
  return { rows: found.rows, columns: [...found.columns] }
}

function tableRows(at: Installation) {
  return at.db
    .selectFrom('table_definition')
    .innerJoin('account', 'account.id', 'table_definition.created_by')
    .innerJoin('hub', 'hub.id', 'table_definition.hub')
    .select([
      'table_definition.id', 'table_definition.version', 'table_definition.definition', 'table_definition.created_at',
      'account.name as created_by', 'hub.slug as hub', 'hub.id as hub_id',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof tableRows>['executeTakeFirstOrThrow']>>

function asTable({ hub_id: _, ...row }: Row): Table {
  return { ...row, definition: row.definition as Table['definition'], created_at: row.created_at.toISOString() }
}
