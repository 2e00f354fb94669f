import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery, RowsQuery } from '../page.ts'
import { ColumnInfoSchema, FrozenTableSchema, FrozenVerificationSchema, TableDefinitionSchema, TableRowsSchema, TableSchema } from '../schemas/table.ts'
import { HubParams } from './hub.ts'

const tag = 'table'
const IdParams = z.object({ id: z.uuid() })

export const listTables = operation({
  id: 'listTables', method: 'get', path: '/hubs/{hub}/tables', tag,
  summary: 'Tables of this hub, newest first', params: HubParams, query: PageQuery,
  answer: z.object({ tables: z.array(TableSchema), next: NextSchema }),
})

export const listTableColumns = operation({
  id: 'listTableColumns', method: 'get', path: '/hubs/{hub}/columns', tag,
  summary: 'Columns that a table with one row per record of `rows` could draw along the lineage, and their filled cells',
  params: HubParams, query: z.object({ rows: z.string() }),
  answer: z.object({ rows: z.int(), columns: z.array(ColumnInfoSchema) }),
})

export const createTable = operation({
  id: 'createTable', method: 'post', path: '/hubs/{hub}/tables', tag, status: 201, once: true,
  summary: 'Defines a table; the same name again makes its next version', params: HubParams,
  body: TableDefinitionSchema, answer: TableSchema,
})

export const getTable = operation({
  id: 'getTable', method: 'get', path: '/tables/{id}', tag,
  summary: 'A table with its definition', params: IdParams, answer: TableSchema,
})

export const getTableRows = operation({
  id: 'getTableRows', method: 'get', path: '/tables/{id}/rows', tag,
  summary: 'Rows of a table; every cell names the record it was read from. All pages of one cursor are of one moment', params: IdParams,
  query: RowsQuery,
  answer: TableRowsSchema,
})

export const freezeTable = operation({
  id: 'freezeTable', method: 'post', path: '/tables/{id}/frozen', tag, status: 202, once: true,
  summary: 'Starts to keep the table as it stands: Parquet and a manifest of the records behind every cell',
  params: IdParams, answer: FrozenTableSchema,
})

export const listFrozenTables = operation({
  id: 'listFrozenTables', method: 'get', path: '/tables/{id}/frozen', tag,
  summary: 'Frozen tables of this table’s name, of all its versions, newest first', params: IdParams, query: PageQuery,
  answer: z.object({ frozen: z.array(FrozenTableSchema), next: NextSchema }),
})

export const getFrozenTable = operation({
  id: 'getFrozenTable', method: 'get', path: '/tables/frozen/{id}', tag,
  summary: 'A frozen table; its files are under /files by their SHA-256', params: IdParams, answer: FrozenTableSchema,
})

export const getFrozenRows = operation({
  id: 'getFrozenRows', method: 'get', path: '/tables/frozen/{id}/rows', tag,
  summary: 'Rows of a frozen table, as they stood', params: IdParams, query: RowsQuery, answer: TableRowsSchema,
})

export const verifyFrozenTable = operation({
  id: 'verifyFrozenTable', method: 'get', path: '/tables/frozen/{id}/verification', tag,
  summary: 'Reads both files anew and computes the hash of every revision behind the frozen table again', params: IdParams,
  answer: FrozenVerificationSchema,
})
