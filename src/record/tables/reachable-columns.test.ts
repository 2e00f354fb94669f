import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ALLOY, HARDNESS, SPECIMEN, TEMPLATES, lineages, material, measurement, process, quantity,
} from '../fixtures/lineages.ts'
import type { WholeRecord } from '../fixtures/lineages.ts'
import { lineageGraph } from '../lineage/graph.ts'
import type { Template } from '../templates/template.ts'
import { reachableColumns } from './reachable-columns.ts'

const reach = (records: readonly WholeRecord[], rows: string, templates: readonly Template[] = TEMPLATES) => (
  reachableColumns(lineageGraph(records), templates, rows)
)
const hardness = (value: number) => ({ hardness: quantity(value, 'HV') })

test('a sheet reaches its rolling temperature and the density of its alloy, not the hardness before rolling', () => {
  const { rows, columns } = reach([
    material(
      'alloy', ALLOY, { density: quantity(7.8, 'g/cm^3') },
    ), measurement('cast', 'alloy', HARDNESS, hardness(120)),
    process('roll', ['alloy'], ['sheet'], { values: { temperature: quantity(900, '°C') } }), material('sheet'),
  ], 'specimen')
  assert.equal(rows, 1)
  assert.deepEqual(columns.map(({ name }) => name).sort(), ['density', 'temperature'])
})

test('a sister test of the same specimen is no column: it would leak the row’s own result', () => {
  const { columns } = reach([
    material('m'), measurement('t', 'm', HARDNESS, hardness(1)), measurement('u', 'm', HARDNESS, hardness(2)),
  ], 'hardness')
  assert.deepEqual(columns.map(({ name }) => name), ['hardness'])
})

test('a field called source is not taken for where the row came from', () => {
  const lamp: Template = { ...SPECIMEN, template: 'lamp', fields: [{ ...SPECIMEN.fields[0]!, name: 'source' }] }
  const text = { source: { type: 'text', text: 'xenon' } } as const
  const cited = (record: WholeRecord): WholeRecord => (
    { ...record, content: { ...record.content, source: { kind: 'literature', doi: '10.1000/a' } } }
  )
  for (const rows of ['lamp', 'hardness']) {
    const records = [cited(material('m', lamp, text)), cited(measurement('t', 'm', HARDNESS, hardness(1)))]
    const names = reach(records, rows, [...TEMPLATES, lamp]).columns.map(({ name }) => name)
    assert.ok(names.includes('lamp.source') && names.includes('source'), names.join())
  }
})

test('nothing planned or failed is within reach', () => {
  const { columns } = reach([material('m'), measurement('t', 'm', HARDNESS, hardness(1), 'failed')], 'specimen')
  assert.deepEqual(columns, [])
})

test('every column within reach has a name of its own and at least one value', () => {
  const rowTemplate = fc.constantFrom(...TEMPLATES.map(({ template }) => template))
  fc.assert(fc.property(lineages, rowTemplate, (records, rows) => {
    const { columns, rows: n } = reach(records, rows)
    assert.equal(new Set(columns.map(({ name }) => name)).size, columns.length)
    for (const { filled } of columns) assert.ok(filled > 0 && filled <= n)
  }))
})
