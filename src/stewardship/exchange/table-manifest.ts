import type { Text } from '#science/refusal.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import { fieldOfColumn } from '#record/tables/field-of-column.ts'
import type { TableDefinition } from '#record/tables/table.ts'
import type { Method, Template } from '#record/templates/template.ts'
import type { Said, TableLayout } from './table-parquet.ts'

/** One revision of a record: its hash says what stood in it, and through `parent` all that stood before. */
export type RevisionRef = { readonly id: string; readonly revision: number; readonly hash: string }

/** Where a cell was read: place in `records`, processes between, and how many records said something of it. */
type CellSource = readonly [record: number, steps: number, among?: number]

/** A column with the IRI of the term that it means and the standard test methods that its field names. */
export type DescribedColumn = BuiltColumn & { readonly iri: string | null; readonly methods: readonly Method[] }

/** A frozen table's second file: what its Parquet holds, and which revision of which record every cell was read from. */
export type TableManifest = {
  readonly format: 'sojae-frozen-table/1'
  readonly hub: { readonly id: string; readonly slug: string; readonly title: Text }
  readonly table: { readonly id: string; readonly version: number; readonly definition: TableDefinition }
  readonly frozen: { readonly id: string; readonly n: number; readonly at: string; readonly by: string }
  readonly parquet: { readonly sha256: string; readonly size: number; readonly rows: number } & Pick<TableLayout, 'record' | 'name'>
  readonly columns: readonly (DescribedColumn & { readonly parquet: TableLayout['columns'][number] })[]
  readonly records: readonly RevisionRef[]
  /** In the order of the Parquet's rows: place of the row's record in `records`, and the source of each of its cells. */
  readonly rows: readonly { readonly record: number; readonly cells: readonly (CellSource | null)[] }[]
}

/** What the templates say of the columns. */
export function describedColumns(
  { columns }: BuiltTable, definition: TableDefinition, templates: readonly Template[],
): DescribedColumn[] {
  return columns.map((column) => {
    const field = fieldOfColumn(definition, column.name, templates)?.field
    return { ...column, iri: field?.iri ?? null, methods: field?.methods ?? [] }
  })
}

/** The records that a table was read from, in the order of their first cell. */
export function recordsBehind({ rows }: BuiltTable): readonly string[] {
  const records = new Set<string>()
  for (const { record, cells } of rows) {
    records.add(record)
    for (const cell of cells) if (cell) records.add(cell.record)
  }
  return [...records]
}

/** The sources of every row and cell, by places in `records`. */
export function sourcesOf({ rows }: BuiltTable, records: readonly string[]): TableManifest['rows'] {
  const place = new Map(records.map((id, at) => [id, at]))
  return rows.map(({ record, cells }) => ({
    record: place.get(record)!,
    cells: cells.map((cell): CellSource | null => {
      if (!cell) return null
      const at = place.get(cell.record)!
      return cell.among === undefined ? [at, cell.steps] : [at, cell.steps, cell.among]
    }),
  }))
}

/** The table that was frozen: what its Parquet says, with the sources that its manifest names. */
export function thawedTable(
  { columns, records, rows }: TableManifest, said: readonly { readonly name: string; readonly cells: readonly (Said | null)[] }[],
): BuiltTable {
  return {
    columns: columns.map(({ iri: _, methods: _methods, parquet: _layout, ...column }) => column),
    rows: rows.map(({ record, cells }, at) => ({
      record: records[record]!.id, name: said[at]!.name,
      cells: cells.map((source, k) => {
        const cell = said[at]!.cells[k]
        if (!source || !cell) return null
        const [from, steps, among] = source
        return { ...cell, record: records[from]!.id, steps, ...(among !== undefined && { among }) }
      }),
    })),
  }
}
