import {
  createTable, freezeTable, getFrozenRows, getFrozenTable, getTable, getTableRows, listFrozenTables, listTableColumns, listTables,
  verifyFrozenTable,
} from '#contract/operations/table.ts'
import * as frozen from '#hub/tables/frozen-tables.ts'
import { verifyFrozenTable as verify } from '#hub/tables/verify-frozen.ts'
import * as tables from '#hub/tables/tables.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function tableRoutes(app: App, { at }: Serving): void {
  implement(app, listTables, async ({ actor, params, query }) => tables.listTables(at, actor, params.hub, query))
  implement(
    app,
    listTableColumns,
    async ({ actor, params, query }) => tables.listTableColumns(at, actor, params.hub, query.rows),
  )
  implement(app, createTable, async ({ actor, params, body }) => tables.createTable(at, actor, params.hub, body))
  implement(app, getTable, async ({ actor, params }) => tables.getTable(at, actor, params.id))
  implement(app, getTableRows, async ({ actor, params, query }) => tables.getTableRows(at, actor, params.id, query))
  implement(app, freezeTable, async ({ actor, params }) => frozen.freezeTable(at, actor, params.id))
  implement(
    app, listFrozenTables, async ({ actor, params, query }) => frozen.listFrozenTables(at, actor, params.id, query),
  )
  implement(app, getFrozenTable, async ({ actor, params }) => frozen.getFrozenTable(at, actor, params.id))
  implement(
    app, getFrozenRows, async ({ actor, params, query }) => frozen.getFrozenRows(at, actor, params.id, query),
  )
  implement(app, verifyFrozenTable, async ({ actor, params }) => verify(at, actor, params.id))
}
