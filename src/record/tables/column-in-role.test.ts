import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALLOY, ANALYSIS, HARDNESS, ROLLING, SPECIMEN, material, measurement, process, quantity } from '../fixtures/lineages.ts'
import type { WholeRecord } from '../fixtures/lineages.ts'
import { lineageGraph } from '../lineage/graph.ts'
import type { Participation } from '../records/record.ts'
import type { Template } from '../templates/template.ts'
import { buildTable } from './build-table.ts'
import { reachableColumns } from './reachable-columns.ts'

const ELECTRODE: Template = { ...SPECIMEN, template: 'electrode' }
const CELL: Template = { ...SPECIMEN, template: 'cell' }
const ASSEMBLY: Template = { ...ROLLING, template: 'assembly', event: 'assemble', keeps: [] }
const TEMPLATES = [ALLOY, SPECIMEN, ELECTRODE, CELL, ROLLING, ASSEMBLY, HARDNESS, ANALYSIS]

const withInputs = (record: WholeRecord, inputs: readonly Participation[]): WholeRecord => (
  { ...record, content: { ...record.content, inputs } as WholeRecord['content'] }
)
const electrode = (id: string, density: number): WholeRecord[] => [
  material(`${id} powder`, ALLOY, { density: quantity(density, 'g/cm^3') }), process(`coat ${id}`, [`${id} powder`], [id]), material(id, ELECTRODE),
  measurement(`test ${id}`, id, HARDNESS, { hardness: quantity(100 * density, 'HV') }),
]
const CELLS = [
  ...electrode('cathode', 4), ...electrode('anode', 2),
  withInputs(process('assemble', [], ['cell'], { of: ASSEMBLY }), [{ material: 'cathode', role: 'cathode' }, { material: 'anode', role: 'anode' }]),
  material('cell', CELL),
]
const cells = (records: readonly WholeRecord[], template: string, field: string, role?: string) => buildTable(lineageGraph(records), TEMPLATES, {
  name: 't', title: { en: '', ko: '' }, rows: { template: 'cell' }, columns: [{ name: 'c', path: { from: 'up', template, field, ...(role && { role }) } }],
}).rows[0]!.cells[0]

test('the powder of the cathode and that of the anode are two columns of one cell', () => {
  assert.deepEqual(cells(CELLS, 'alloy', 'density', 'cathode'), { value: 4, record: 'cathode powder', steps: 2 })
  assert.deepEqual(cells(CELLS, 'alloy', 'density', 'anode'), { value: 2, record: 'anode powder', steps: 2 })
  assert.equal(cells(CELLS, 'alloy', 'density')!.among, 2)
})

test('what was measured on an electrode is its cell’s by the electrode’s role alone: assembling keeps no hardness', () => {
  assert.deepEqual(cells(CELLS, 'hardness', 'hardness', 'anode'), { value: 200, record: 'test anode', steps: 1 })
  assert.equal(cells(CELLS, 'hardness', 'hardness'), null)
})

test('a role that nothing upwards has fills no cell', () => {
  assert.equal(cells(CELLS, 'alloy', 'density', 'separator'), null)
})

test('the role is looked for upwards: a cell in its housing still has a cathode', () => {
  const housed = [...CELLS.map((record) => (record.id === 'cell' ? material('cell', SPECIMEN) : record)),
    process('house', ['cell'], ['housed']), material('housed', CELL)]
  assert.deepEqual(cells(housed, 'alloy', 'density', 'cathode'), { value: 4, record: 'cathode powder', steps: 3 })
})

test('of two cathodes the first is taken and their number told, as of any two that are as near', () => {
  const twice = CELLS.map((record) => (record.id === 'assemble' ? withInputs(record, [
    { material: 'cathode', role: 'cathode' }, { material: 'anode', role: 'cathode' },
  ]) : record))
  assert.deepEqual(cells(twice, 'alloy', 'density', 'cathode'), { value: 4, record: 'cathode powder', steps: 2, among: 2 })
})

test('columns by role are offered where inputs of one template stand in several roles, and nowhere else', () => {
  const offered = (records: readonly WholeRecord[]) => reachableColumns(lineageGraph(records), TEMPLATES, 'cell').columns
    .flatMap(({ path }) => (path.from === 'up' && path.role !== undefined ? [`${path.role} ${path.template}.${path.field}`] : [])).sort()
  assert.deepEqual(offered(CELLS), ['anode alloy.density', 'anode hardness.hardness', 'cathode alloy.density', 'cathode hardness.hardness'])
  const one = CELLS.map((record) => (record.id === 'assemble' ? withInputs(record, [{ material: 'cathode', role: 'cathode' }]) : record))
  assert.deepEqual(offered(one), [])
})
