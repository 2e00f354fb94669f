import { z } from 'zod'
import { operation } from '../operation.ts'
import { ColumnInfoSchema, TableDefinitionSchema, TableRowsSchema, TableSchema } from '../schemas/table.ts'
import { HubParams } from './hub.ts'

const tag = 'table'
const IdParams = z.object({ id: z.uuid() })

export const listTables = operation({
  id: 'listTables', method: 'get', path: '/hubs/{hub}/tables', tag,
  summary: 'Tables of this hub', params: HubParams, answer: z.object({ tables: z.array(TableSchema) }),
})

export const listTableColumns = operation({
  id: 'listTableColumns', method: 'get', path: '/hubs/{hub}/columns', tag,
  summary: 'Columns that a table with one row per record of `rows` could draw along the lineage, and their filled cells',
  params: HubParams, query: z.object({ rows: z.string() }),
  answer: z.object({ rows: z.int(), columns: z.array(ColumnInfoSchema) }),
})

export const createTable = operation({
  id: 'createTable', method: 'post', path: '/hubs/{hub}/tables', tag, status: 201,
  summary: 'Defines a table; the same name again makes its next version', params: HubParams,
  body: TableDefinitionSchema, answer: TableSchema,
})

export const getTable = operation({
  id: 'getTable', method: 'get', path: '/tables/{id}', tag,
  summary: 'A table with its definition', params: IdParams, answer: TableSchema,
})

export const getTableRows = operation({
  id: 'getTableRows', method: 'get', path: '/tables/{id}/rows', tag,
  summary: 'Rows of a table; every cell names the record it was read from', params: IdParams,
  query: z.object({
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(10_000).default(100),
  }),
  answer: TableRowsSchema,
})
