import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { RecordFilterSchema } from '#contract/schemas/record-filter.ts'
import { TEMPLATES } from '#record/fixtures/lineages.ts'
import { recordCondition, statesComposition, unitOfField } from './record-filter.ts'
import type { FilterPart } from './record-filter.ts'

const db = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of), createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
const asked = (filter: Record<string, unknown>, ...except: FilterPart[]) => {
  const { sql, parameters } = recordCondition(
    'h', RecordFilterSchema.parse(filter), TEMPLATES, new Set(except),
  ).compile(db)
  return { sql: sql.replaceAll('"', ''), parameters: parameters.slice(1) }
}
const refuses = (filter: Record<string, unknown>, code: string, pattern: RegExp) => (
  assert.throws(
    () => asked(filter), (error) => error instanceof Refusal && error.code === code && pattern.test(error.text.en),
  )
)

test('only records of the hub are looked at, whatever else is asked', () => {
  const filters = [{}, { text: 'x' }, { elements: 'Fe' }, { field: 'hardness' }]
  for (const filter of filters) assert.match(asked(filter).sql, /^\(record\.hub = \$1/)
})

test('a range is compared in SI, whatever unit it was asked in', () => {
  assert.deepEqual(
    asked({ field: 'load', min: 1, unit: 'kN' }).parameters, asked({ field: 'load', min: 1000, unit: 'N' }).parameters,
  )
  assert.ok(asked({ field: 'temperature', max: 25, unit: '°C' }).parameters.includes(298.15))
  assert.ok(asked({ field: 'temperature', max: 25, unit: 'unit:DEG_C' }).parameters.includes(298.15))
  assert.ok(asked({ field: 'load', min: 1, unit: 'http://qudt.org/vocab/unit/KiloN' }).parameters.includes(1000))
})

test('what has no known composition is not “without lead”', () => {
  assert.match(asked({ without: 'Pb' }).sql, /len\(elements\) > 0 and not list_has_any\(elements, /)
  assert.deepEqual(asked({ without: 'Pb, Cd' }).parameters, [48, 82])
})

test('a per cent sign or an underscore in a text is a letter, not a wildcard, and every word must be found', () => {
  const { sql, parameters } = asked({ text: '  50%  a_b ' })
  assert.deepEqual(parameters, ['50%', 'a_b'])
  assert.equal(sql.match(/contains\(record\.sought, lower/g)!.length, 2)
})

test('a formula asks for its name or for exactly its elements, words for their names alone', () => {
  const { sql, parameters } = asked({ text: 'NiFeCrCo' })
  assert.match(sql, /record\.sought.* or record\.elements in \(select number from element_set where written = /)
  assert.ok(parameters.includes('{24,26,27,28}'), String(parameters))
  for (const text of ['Co', 'CAST', 'Al-Co-Cr', 'hardness']) {
    assert.doesNotMatch(asked({ text }).sql, /record\.elements/, text)
    assert.equal(statesComposition(text), null)
  }
})

test('a facet leaves out its own part of the filter and nothing else', () => {
  const filter = { stage: 'design', template: 'alloy', origin: 'measured', field: 'load', min: 1, unit: 'N' }
  const parts = {
    stage: 'record.stage in ', template: 'record.template in ', origin: 'record.origin in ', range: 'kept.field = ',
  } as const
  for (const [part, column] of Object.entries(parts)) {
    const { sql } = asked(filter, part as FilterPart)
    for (const other of Object.values(parts)) assert.equal(
      sql.includes(other), other !== column, `${part}: ${other}`,
    )
  }
})

test('a range without its unit or field, or in another kind of unit, an unknown element or field are refused', () => {
  refuses({ field: 'load', min: 1 }, 'field.unit_needed', /such as N/)
  refuses({ field: 'load', min: 1, unit: 'mm' }, 'unit.incompatible', /is in N; mm measures something else/)
  refuses({ field: 'load', min: 1, unit: 'unit:MilliM' }, 'unit.incompatible', /is in N; unit:MilliM measures something else/)
  refuses({ field: 'load', min: 1, unit: 'unit:kN' }, 'unit.unknown', /no unit “kN”/)
  refuses({ field: 'loud' }, 'field.unknown', /Did you mean “load”/)
  refuses({ elements: 'Fe,Xx' }, 'composition.unknown_element', /“Xx”/)
  refuses({ min: 1 }, 'field.needed', /“field”/)
  refuses({ field: 'phases' }, 'field.unknown', /numeric field “phases”/)
})

test('that a field was recorded at all needs no unit', () => {
  assert.doesNotThrow(() => asked({ field: 'load' }))
  assert.equal(unitOfField('carbon', TEMPLATES), 'wt%')
})
