import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import type { Uncertainty } from '#science/quantities/quantity.ts'
import type { BuiltColumn, BuiltTable } from '#record/tables/build-table.ts'
import type { Cell, CellKind } from '#record/tables/cell.ts'
import { recordsBehind, sourcesOf, thawedTable } from './table-manifest.ts'
import type { TableManifest } from './table-manifest.ts'
import { layoutOf, readTableParquet, writeTableParquet } from './table-parquet.ts'

const column = (name: string, kind: CellKind): BuiltColumn => ({
  name, kind, label: { en: name, ko: name }, unit: kind === 'number' ? 'MPa' : null, stage: 'property', template: 'test',
  path: { from: 'own', field: name }, filled: 0,
})
const PLAIN = { noNullPrototype: true }
const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const source = fc.record(
  { record: fc.constantFrom('a', 'b', 'c'), steps: fc.nat(4), among: fc.integer({ min: 2, max: 9 }) }, { requiredKeys: ['record', 'steps'] },
)
const spread: fc.Arbitrary<Uncertainty> = fc.oneof(
  fc.record({ kind: fc.constant('standard' as const), value: number }, PLAIN),
  fc.record({ kind: fc.constant('interval' as const), low: number, high: number, level: fc.constantFrom(0.9, 0.95) }, PLAIN),
)
const extra = fc.oneof(
  fc.constant({}), fc.record({ bound: fc.constantFrom('<', '<=', '>', '>=') }), fc.record({ high: number }), fc.record({ uncertainty: spread }),
)
const CELLS: Record<CellKind, fc.Arbitrary<Pick<Cell, 'value'>>> = {
  structure: fc.record({
    value: fc.string(), file: fc.record(
      { sha256: fc.stringMatching(/^[0-9a-f]{64}$/), block: fc.string({ minLength: 1 }) }, { requiredKeys: ['sha256'], noNullPrototype: true }),
  }, PLAIN),
  number: fc.tuple(number, extra).map(([value, more]) => ({ value, ...more })),
  text: fc.string({ unit: 'binary' }).map((value) => ({ value: value.toWellFormed() })),
  category: fc.constantFrom('FCC', 'BCC+FCC').map((value) => ({ value })),
  composition: fc.constantFrom(
    { value: 'AlNi', fractions: { Al: 0.5, Ni: 0.5 } }, { value: 'Fe', fractions: { Fe: 1 } },
  ),
}
const cell = (kind: CellKind): fc.Arbitrary<Cell | null> => fc.option(
  fc.tuple(CELLS[kind], source).map(([said, from]) => ({ ...said, ...from } satisfies Cell)),
)
const KINDS = ['number', 'text', 'category', 'composition', 'number', 'structure'] as const
const NAMES = ['record', 'strength', 'strength.bound', 'comp', 'record_name', 'comp.file']
/** Tables whose columns are called like those that the file itself needs. */
const tables: fc.Arbitrary<BuiltTable> = fc.shuffledSubarray(NAMES, { minLength: KINDS.length }).chain((names) => (
  fc.array(fc.record({ record: fc.constantFrom('a', 'b', 'd'), name: fc.string(), cells: fc.tuple(...KINDS.map(cell)) }), {
    minLength: 1, maxLength: 6,
  }).map((rows) => ({ rows: rows.map(({ record, name, cells }) => ({ record, name, cells })), columns: KINDS.map((kind, k) => column(names[k]!, kind)) }))
))

function freeze(table: BuiltTable) {
  const layout = layoutOf(table)
  const notes = table.columns.map(({ name, unit, label }) => ({ name, unit, label_en: label.en }))
  return { layout, bytes: writeTableParquet(table, layout, { table: 'trial' }, notes) }
}
const buffer = (bytes: Uint8Array) => bytes.slice().buffer as ArrayBuffer

test('a frozen table thaws to the same rows, cell by cell, each with its record and its distance', async () => {
  await fc.assert(fc.asyncProperty(tables, async (table) => {
    const { layout, bytes } = freeze(table)
    const records = recordsBehind(table)
    const manifest = JSON.parse(JSON.stringify({
      columns: table.columns.map((each, k) => ({ ...each, iri: null, methods: [], parquet: layout.columns[k]! })),
      records: records.map((id) => ({ id, revision: 1, hash: '' })), rows: sourcesOf(table, records),
    })) as TableManifest
    assert.deepEqual(thawedTable(manifest, await readTableParquet(bytes, layout)), table)
  }))
})

test('the same table makes the same file, so equal hashes are equal data', () => {
  fc.assert(fc.property(tables, (table) => assert.deepEqual(freeze(table).bytes, freeze(table).bytes)), { numRuns: 20 })
})

const cellOf = (said: Partial<Cell>): Cell => ({ value: 0, record: 'a', steps: 0, ...said })
const small: BuiltTable = {
  columns: [column('strength', 'number'), column('phase', 'category')],
  rows: [
    { record: 'a', name: 'A', cells: [cellOf({ value: 5, bound: '<' }), null] },
    { record: 'b', name: 'B', cells: [null, cellOf({ value: 'FCC' })] },
    { record: 'c', name: 'C', cells: [cellOf({ value: 7, uncertainty: { kind: 'standard', value: 0.5 } }), null] },
  ],
}

test('a missing value is null and never zero; a bound and an uncertainty stand beside their number', async () => {
  assert.deepEqual(await parquetReadObjects({ file: buffer(freeze(small).bytes) }), [
    { record: 'a', record_name: 'A', strength: 5, 'strength.bound': '<', 'strength.uncertainty': null, phase: null },
    { record: 'b', record_name: 'B', strength: null, 'strength.bound': null, 'strength.uncertainty': null, phase: 'FCC' },
    { record: 'c', record_name: 'C', strength: 7, 'strength.bound': null, 'strength.uncertainty': 0.5, phase: null },
  ])
})

test('units stand in the metadata of the file and of every column of numbers', () => {
  const { key_value_metadata: notes, row_groups } = parquetMetadata(buffer(freeze(small).bytes))
  const stated = JSON.parse(notes!.find(({ key }) => key === 'sojae')!.value!) as { table: string; columns: { unit: string | null }[] }
  assert.deepEqual([stated.table, ...stated.columns.map(({ unit }) => unit)], ['trial', 'MPa', null])
  const units = row_groups[0]!.columns.map(({ meta_data }) => meta_data!.key_value_metadata?.find(({ key }) => key === 'unit')?.value)
  assert.deepEqual(units, [undefined, undefined, 'MPa', 'MPa', 'MPa', undefined])
})
