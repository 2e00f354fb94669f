import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import {
  ALLOY, ANALYSIS, HARDNESS, SPECIMEN, TEMPLATES, lineages, material, measurement, process, quantity,
} from '../fixtures/lineages.ts'
import type { WholeRecord } from '../fixtures/lineages.ts'
import { lineageGraph } from '../lineage/graph.ts'
import type { Template } from '../templates/template.ts'
import { isDone } from '../lineage/speaks-for.ts'
import { baseMaterial, buildTable } from './build-table.ts'
import type { TableColumn, TableDefinition } from './table.ts'

const own = (field: string, more: Partial<TableColumn> = {}): TableColumn => ({
  name: field, path: { from: 'own', field }, ...more,
})
const up = (template: string, field: string): TableColumn => ({
  name: `${template}.${field}`, path: { from: 'up', template, field },
})
const source: TableColumn = { name: 'source', path: { from: 'source' } }
const table = (
  rows: string, columns: readonly TableColumn[], where: TableDefinition['rows']['where'] = [],
): TableDefinition => (
  { name: 'trial', title: { en: '', ko: '' }, rows: { template: rows, where }, columns }
)
const build = (
  records: readonly WholeRecord[], definition: TableDefinition, templates: readonly Template[] = TEMPLATES,
) => (
  buildTable(lineageGraph(records), templates, definition)
)
const values = (records: readonly WholeRecord[], definition: TableDefinition, templates?: readonly Template[]) => (
  build(records, definition, templates).rows.map(({ cells }) => cells.map((cell) => cell && cell.value))
)
const refused = (code: string, pattern: RegExp) => (error: unknown) => (
  error instanceof Refusal && error.code === code && pattern.test(error.text.en)
)

const rolled = [
  material('alloy', ALLOY, { density: quantity(7.8, 'g/cm^3') }), measurement(
    'icp', 'alloy', ANALYSIS, { carbon: quantity(0.2, 'wt%') },
  ),
  measurement('cast hardness', 'alloy', HARDNESS, { hardness: quantity(120, 'HV') }),
  process('roll', ['alloy'], ['sheet'], { values: { temperature: quantity(1173.15, 'K') } }), material('sheet'),
  measurement('sheet hardness', 'sheet', HARDNESS, { hardness: quantity(180, 'HV') }),
]

test('a tested sheet has its rolling temperature and its alloy’s carbon in its row, each from its own record', () => {
  const columns = [own('hardness'), up('rolling', 'temperature'), up('analysis', 'carbon'), up('alloy', 'density')]
  const row = build(rolled, table('hardness', columns)).rows.find(({ record }) => record === 'sheet hardness')!
  assert.deepEqual(row.cells, [
    { value: 180, record: 'sheet hardness', steps: 0 }, { value: 900, record: 'roll', steps: 0 },
    { value: 0.2, record: 'icp', steps: 1 }, { value: 7.8, record: 'alloy', steps: 1 },
  ])
})

test('the hardness before rolling is not that of the sheet', () => {
  assert.deepEqual(values(rolled, table('specimen', [up('hardness', 'hardness')])), [[180]])
  assert.deepEqual(
    values(rolled.filter(({ id }) => id !== 'sheet hardness'), table('specimen', [up('hardness', 'hardness')])),
    [[null]],
  )
})

test('a missing value stays missing, counts as not filled and is never zero', () => {
  const { columns, rows } = build([measurement('t', 'm')], table('hardness', [own('hardness'), source]))
  assert.deepEqual(rows[0]!.cells, [null, null])
  assert.deepEqual(columns.map(({ filled }) => filled), [0, 0])
})

test('what is planned or failed makes no row and fills no cell', () => {
  for (const state of ['planned', 'failed', 'aborted'] as const) {
    const test = measurement('t', 'm', HARDNESS, { hardness: quantity(1, 'HV') }, state)
    assert.deepEqual(values([material('m'), test], table('hardness', [own('hardness')])), [])
    assert.deepEqual(values([material('m'), test], table('specimen', [up('hardness', 'hardness')])), [[null]])
  }
})

test('of several tests of one specimen the oldest is taken, and their number told', () => {
  const records = [
    material('m'),
    ...[3, 1, 2].map((value, n) => measurement(`t${n}`, 'm', HARDNESS, { hardness: quantity(value, 'HV') })),
  ]
  assert.deepEqual(build(records, table('specimen', [up('hardness', 'hardness')])).rows[0]!.cells, [
    { value: 3, record: 't0', steps: 0, among: 3 },
  ])
})

test('a specimen of one parent is told apart from its siblings: what was measured on them is not its own', () => {
  const records = [material('a', ALLOY), process('cut', ['a'], ['left', 'right']), material('left'), material('right'),
    measurement('t', 'right', ANALYSIS, { carbon: quantity(1, 'wt%') })]
  assert.deepEqual(values(records, table('specimen', [up('analysis', 'carbon')])), [[null], [1]])
})

test('a range keeps both ends in its row', () => {
  const range = measurement('t', 'm', HARDNESS, { load: quantity(1, 'kN', { high: 2 }) })
  assert.deepEqual(
    build([range], table('hardness', [own('load')])).rows[0]!.cells,
    [{ value: 1000, high: 2000, record: 't', steps: 0 }],
  )
})

test('a field without a unit is a pure number: 50 % and 0.5 are equal', () => {
  const ratio: Template = { ...SPECIMEN, fields: [{ ...ALLOY.fields[1]!, name: 'ratio', unit: undefined } as never] }
  const records = [quantity(50, '%'), quantity(0.5, '1')].map((value, n) => material(`m${n}`, ratio, { ratio: value }))
  assert.deepEqual(values(records, table('specimen', [own('ratio')]), [ratio]), [[0.5], [0.5]])
})

test('what an older version of a template recorded as text is no number', () => {
  const newer: Template = { ...SPECIMEN, version: 2, fields: [{ ...HARDNESS.fields[1]!, name: 'shape' }] }
  const records = [
    material('old', SPECIMEN, { shape: { type: 'text', text: '5 N' } }),
    material('new', newer, { shape: quantity(5, 'N') }),
  ]
  assert.deepEqual(values(records, table('specimen', [own('shape')]), [SPECIMEN, newer]), [[null], [5]])
})

test('an unknown template, field or filtered column is refused with those that there are', () => {
  assert.throws(() => build([], table('hardnes', [])), refused('table.unknown_template', /alloy, analysis, hardness/))
  const misspelt = up('alloys', 'density')
  assert.throws(() => build([], table('hardness', [misspelt])), refused('table.unknown_template', /“alloys”/))
  assert.throws(() => build([], table('hardness', [own('hv')])), refused('table.unknown_field', /hardness, load/))
  const where = [{ column: 'hv', present: true } as const]
  const filtered = table('hardness', [own('hardness')], where)
  assert.throws(() => build(rolled, filtered), refused('table.unknown_column', /“hv”/))
})

test('a row is about what was measured, itself, or what a process made first', () => {
  assert.equal(baseMaterial(measurement('t', 'sheet')), 'sheet')
  assert.equal(baseMaterial(material('sheet')), 'sheet')
  assert.equal(baseMaterial(process('cut', ['plate'], ['left', 'right'])), 'left')
  assert.equal(baseMaterial(process('dissolve', ['plate'], [])), null)
})

const everyColumn = [
  up('alloy', 'density'), up('rolling', 'temperature'), up('hardness', 'hardness'), up('analysis', 'carbon'), source,
]
const rowTemplate = fc.constantFrom(...TEMPLATES.map(({ template }) => template))

test('a table never has more rows than its template has records, nor a column more cells than rows', () => {
  fc.assert(fc.property(lineages, rowTemplate, fc.integer({ min: 1, max: 900 }), (records, rows, min) => {
    const all = records.filter((record) => record.template.template === rows && isDone(record)).length
    const { rows: built, columns } = build(records, table(rows, everyColumn))
    assert.equal(built.length, all)
    for (const { filled } of columns) assert.ok(filled <= built.length)
    const where = [{ column: 'hardness.hardness', min }]
    assert.ok(build(records, table(rows, everyColumn, where)).rows.length <= built.length)
  }))
})

test('a cell is read from the row, its material or an ancestor of that, never from what was made of it', () => {
  fc.assert(fc.property(lineages, rowTemplate, (records, rows) => {
    const graph = lineageGraph(records)
    const above = (id: string): string[] => {
      const maker = graph.madeBy.get(id)
      const inputs = maker?.content.kind === 'process' ? maker.content.inputs : []
      return [id, ...(maker ? [maker.id] : []), ...inputs.flatMap(({ material }) => above(material))]
    }
    for (const { record, cells } of build(records, table(rows, everyColumn)).rows) {
      const base = baseMaterial(graph.records.get(record)!)
      const allowed = new Set([record, ...(base === null ? [] : above(base))])
      for (const cell of cells) {
        if (!cell) continue
        const { content } = graph.records.get(cell.record)!
        assert.ok(allowed.has(content.kind === 'measurement' && cell.record !== record ? content.of : cell.record))
      }
    }
  }))
})
