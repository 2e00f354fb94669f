import { parquetReadObjects } from 'hyparquet'
import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { BuiltColumn, BuiltRow, BuiltTable } from '#record/tables/build-table.ts'
import type { Cell } from '#record/tables/cell.ts'

/** What a cell says, without where it was read. */
export type Said = Omit<Cell, 'record' | 'steps' | 'among'>

const NUMBER_PARTS = ['high', 'uncertainty', 'interval_low', 'interval_high', 'interval_level'] as const
const TEXT_PARTS = ['bound', 'fractions', 'file', 'block'] as const
type Part = 'value' | (typeof NUMBER_PARTS)[number] | (typeof TEXT_PARTS)[number]

/** The Parquet columns that hold a table's column: its values, and one for each further part that some cell has. */
export type CellLayout = Partial<Record<Part, string>> & { readonly value: string }

/** What the columns of the Parquet file are called; no two alike. */
export type TableLayout = { readonly record: string; readonly name: string; readonly columns: readonly CellLayout[] }

/** What stands in the file about a column, beside its values: in the metadata of file and column chunk. */
export type ColumnNotes = Readonly<Record<string, unknown>>

/** Rows a row group: a reader of some columns needs no more memory than these take. */
const ROW_GROUP = 50_000

/** Names columns for a table; a name that is taken gets `_` behind it. */
export function layoutOf({ columns, rows }: BuiltTable): TableLayout {
  const taken = new Set(columns.map(({ name }) => name))
  const free = (name: string) => {
    let chosen = name
    while (taken.has(chosen)) chosen += '_'
    taken.add(chosen)
    return chosen
  }
  return {
    columns: columns.map(({ name }, k) => {
      const layout: Record<string, string> = { value: name }
      for (const part of [...TEXT_PARTS, ...NUMBER_PARTS]) {
        if (rows.some(({ cells }) => partOf(cells[k] ?? null, part) !== null)) layout[part] = free(`${name}.${part}`)
      }
      return layout as CellLayout
    }),
    record: free('record'), name: free('record_name'),
  }
}

/**
 * A table as Parquet: numbers as DOUBLE in their column's unit, the rest as UTF-8, nothing known as null.
 *
 * Bounds, upper ends of ranges, standard uncertainties, intervals, atomic fractions (JSON) and a structure's file (SHA-256) and data block
 * stand in columns of their own. The same table makes the same bytes. `notes` of each column stand in the file's metadata under `sojae` and, one
 * by one, in the metadata of its column chunks.
 */
export function writeTableParquet(table: BuiltTable, layout: TableLayout, about: object, notes: readonly ColumnNotes[]): Uint8Array {
  const { rows } = table
  const leaves = [
    { name: layout.record, type: 'text' as const, data: rows.map(({ record }) => record), notes: {}, required: true },
    { name: layout.name, type: 'text' as const, data: rows.map(({ name }) => name), notes: {}, required: true },
    ...table.columns.flatMap((column, k) => Object.entries(layout.columns[k]!).map(([part, name]) => ({
      name, type: isNumber(column, part as Part) ? 'number' as const : 'text' as const,
      data: rows.map(({ cells }) => partOf(cells[k] ?? null, part as Part)), notes: notes[k]!, required: false,
    }))),
  ]
  const schema: SchemaElement[] = [
    { name: 'table', num_children: leaves.length },
    ...leaves.map(({ name, type, required }): SchemaElement => ({
      name, repetition_type: required ? 'REQUIRED' : 'OPTIONAL',
      ...(type === 'number' ? { type: 'DOUBLE' } : { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }),
    })),
  ]
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer, schema, createdBy: 'sojae', kvMetadata: [{ key: 'sojae', value: JSON.stringify({ ...about, columns: notes }) }],
  })
  file.write({ columnData: leaves.map(({ name, data }) => ({ name, data })), rowGroupSize: ROW_GROUP })
  for (const { columns } of file.row_groups) {
    for (const [k, chunk] of columns.entries()) {
      const said = Object.entries(leaves[k]!.notes).filter(([, value]) => value !== null && value !== undefined)
      if (chunk.meta_data && said.length > 0) {
        chunk.meta_data.key_value_metadata = said.map(([key, value]) => (
          { key, value: typeof value === 'string' ? value : JSON.stringify(value) }
        ))
      }
    }
  }
  file.finish()
  return writer.getBytes()
}

/** The rows that {@link writeTableParquet} wrote, without the records behind their cells. */
export async function readTableParquet(
  bytes: Uint8Array, layout: TableLayout,
): Promise<(Omit<BuiltRow, 'cells'> & { readonly cells: readonly (Said | null)[] })[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  return rows.map((row) => ({
    record: row[layout.record] as string, name: row[layout.name] as string,
    cells: layout.columns.map((column) => saidIn(row, column)),
  }))
}

function isNumber({ kind }: BuiltColumn, part: Part): boolean {
  return part === 'value' ? kind === 'number' : NUMBER_PARTS.some((number) => number === part)
}

function partOf(cell: Said | null, part: Part): number | string | null {
  if (!cell) return null
  const { uncertainty } = cell
  const interval = uncertainty?.kind === 'interval' ? uncertainty : null
  switch (part) {
    case 'value': return cell.value
    case 'bound': return cell.bound ?? null
    case 'high': return cell.high ?? null
    case 'fractions': return cell.fractions ? JSON.stringify(cell.fractions) : null
    case 'file': return cell.file?.sha256 ?? null
    case 'block': return cell.file?.block ?? null
    case 'uncertainty': return uncertainty?.kind === 'standard' ? uncertainty.value : null
    case 'interval_low': return interval?.low ?? null
    case 'interval_high': return interval?.high ?? null
    case 'interval_level': return interval?.level ?? null
  }
}

function saidIn(row: Readonly<Record<string, unknown>>, layout: CellLayout): Said | null {
  const read = (part: Part) => {
    const name = layout[part]
    return name === undefined ? null : (row[name] ?? null)
  }
  const value = read('value') as number | string | null
  if (value === null) return null
  const [fractions, file, block, bound, high, standard, level] = (
    ['fractions', 'file', 'block', 'bound', 'high', 'uncertainty', 'interval_level'] as const
  ).map(read)
  return {
    value,
    ...(fractions !== null && { fractions: JSON.parse(fractions as string) as Record<string, number> }),
    ...(file !== null && { file: { sha256: file as string, ...(block !== null && { block: block as string }) } }),
    ...(bound !== null && { bound: bound as string }),
    ...(high !== null && { high: high as number }),
    ...(standard !== null && { uncertainty: { kind: 'standard', value: standard as number } as const }),
    ...(level !== null && {
      uncertainty: {
        kind: 'interval', low: read('interval_low') as number, high: read('interval_high') as number, level: level as number,
      } as const,
    }),
  }
}
