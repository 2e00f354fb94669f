import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { readHeader } from '#science/quantities/read-header.ts'
import type { Template } from '../template.ts'
import { draftFromColumns } from './draft-from-columns.ts'
import { draftFromJsonSchema } from './draft-from-json-schema.ts'
import { freeName, nameFrom } from './first-draft.ts'

describe('a header', () => {
  const CASES: readonly [written: string, label: string, unit: string | null][] = [
    ['Yield strength (MPa)', 'Yield strength', 'MPa'], ['grain size [µm]', 'grain size', 'µm'], ['T / K', 'T', 'K'],
    ['Temperature, °C', 'Temperature', '°C'], ['Conductivity (S cm-1)', 'Conductivity', 'S cm-1'], ['비커스 경도(HV)', '비커스 경도', 'HV'],
    ['κ (W/(m K))', 'κ', 'W/(m K)'], ['Poisson ratio (-)', 'Poisson ratio', '1'], ['Sample', 'Sample', null], ['Fe/Ni', 'Fe/Ni', null],
    ['Elongation (%)', 'Elongation', '%'],
  ]
  for (const [written, label, unit] of CASES) {
    test(`“${written}” has ${unit === null ? 'no unit' : `the unit ${unit}`}`, () => {
      assert.deepEqual(readHeader(written), { label, unit, unread: null })
    })
  }

  test('what stands in brackets and is no unit is not taken for one', () => {
    assert.deepEqual(readHeader('Intensity (zorkmid)'), { label: 'Intensity (zorkmid)', unit: null, unread: 'zorkmid' })
    assert.equal(readHeader('Strength (a.u.)').unit === null || readHeader('Strength (a.u.)').unit === 'a.u.', true)
  })
})

test('a name is made of Latin letters, and a second of the same gets a number', () => {
  assert.equal(nameFrom('Yield strength'), 'yield_strength')
  assert.equal(nameFrom('Ångström – size'), 'angstrom_size')
  assert.equal(nameFrom('0.2 % proof stress'), 'proof_stress')
  assert.equal(nameFrom('비커스 경도'), '')
  assert.equal(freeName('a', new Set(['a', 'a_2'])), 'a_3')
})

const label = { en: 'Yield strength', ko: '항복강도' }
const tension: Template = {
  template: 'tension_test', version: 1, kind: 'measurement', stage: 'property', label,
  fields: [{ name: 'yield_strength', label, type: 'quantity', role: 'result', obligation: 'optional', unit: 'GPa', group: 'mechanical' }],
}
const HEADER = ['Alloy', 'Yield strength (MPa)', 'T / K', 'Phase', 'Remark (sic)', '경도']
const ROWS = [
  ['Al0.5CoCrFeNi', '< 800', '298', 'FCC', 'as cast', '210'], ['CoCrFeNi', '812(4)', '77', 'BCC', 'annealed 2 h', ''],
  ['CoCrNi', '', '298', 'FCC', 'rolled', '190'], ['FeNi', '650', '298', 'FCC', 'aged', '201'],
]

describe('a draft from a sheet', () => {
  const { fields, left_out } = draftFromColumns(HEADER, ROWS, [tension], 'tests')
  const named = (name: string) => fields.find(({ field }) => field.name === name)!

  test('guesses types by the cells: formulas, numbers with their bounds, terms that repeat, text', () => {
    assert.deepEqual(fields.map(({ field }) => [field.name, field.type, field.unit]), [
      ['alloy', 'composition', undefined], ['yield_strength', 'quantity', 'MPa'], ['t', 'quantity', 'K'], ['phase', 'terms', undefined],
      ['remark_sic', 'text', undefined], ['column_6', 'quantity', '1'],
    ])
    assert.deepEqual(named('phase').field.vocabulary!.map(({ term }) => term), ['FCC', 'BCC'])
  })

  test('marks every guess and what it rests on', () => {
    for (const { field, guesses } of fields) {
      const marked = guesses.map(({ of }) => of)
      for (const part of ['type', 'role', 'name'] as const) assert.ok(marked.includes(part), `${field.name}: ${part}`)
      assert.equal(marked.includes('unit'), field.type === 'quantity')
      assert.equal(marked.includes('vocabulary'), field.type === 'terms')
    }
    assert.match(named('column_6').guesses.find(({ of }) => of === 'unit')!.from.en, /no unit in the header/)
  })

  test('takes over labels of a field of the hub of that name, and leaves the other language open elsewhere', () => {
    assert.deepEqual(named('yield_strength').field.label, label)
    assert.equal(named('yield_strength').field.group, 'mechanical')
    assert.deepEqual(named('column_6').field.label, { en: '', ko: '경도' })
  })

  test('lists what stood where a unit would and was not read', () => {
    assert.equal(left_out.length, 1)
    assert.match(left_out[0]!.en, /“sic”/)
  })

  test('takes no field of the hub that measures something else', () => {
    const [drafted] = draftFromColumns(['Yield strength (mm)'], [['3']], [tension], 'x').fields
    assert.deepEqual(drafted!.field.label, { en: 'Yield strength', ko: '' })
  })

  test('keeps no unit for a column whose cells are not all numbers in it, and says so', () => {
    const { fields: [drafted], left_out: said } = draftFromColumns(['Sample (A)'], [['first'], ['2']], [], 'x')
    assert.deepEqual([drafted!.field.type, drafted!.field.unit], ['text', undefined])
    assert.match(said[0]!.en, /unit A, but not all/)
  })

  test('of a header without rows knows a number by its unit only', () => {
    assert.deepEqual(draftFromColumns(['a (MPa)', 'b'], [], [], 'x').fields.map(({ field }) => field.type), ['quantity', 'text'])
  })
})

describe('a draft from a JSON Schema', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Creep test', description: 'One run', required: ['stress'],
    $defs: { hours: { type: 'number', minimum: 0, unit: 'h' } },
    properties: {
      stress: { type: 'number', title: 'Stress (MPa)', exclusiveMinimum: 0, maximum: 5000, description: 'Applied' },
      'Rupture Time': { $ref: '#/$defs/hours' },
      atmosphere: { type: 'string', enum: ['air', 'argon'] },
      tags: { type: 'array', items: { enum: ['notched', 'smooth'] } },
      passed: { type: ['boolean', 'null'] },
      note: { type: 'string', maxLength: 20, pattern: '^x', default: 'x' },
      specimen: { type: 'object', properties: {} },
      choice: { oneOf: [{ type: 'number' }] },
      odd: { type: 'number', unit: 'zorkmid' },
    },
  }
  const { fields, left_out, label: title } = draftFromJsonSchema(schema, 'creep.json')
  const named = (name: string) => fields.find(({ field }) => field.name === name)!

  test('carries over types, titles, choices, bounds and what is required', () => {
    assert.equal(title.en, 'Creep test')
    assert.deepEqual(fields.map(({ field }) => [field.name, field.type, field.obligation]), [
      ['stress', 'quantity', 'required'], ['rupture_time', 'quantity', 'optional'], ['atmosphere', 'terms', 'optional'], ['tags', 'terms', 'optional'],
      ['passed', 'boolean', 'optional'], ['note', 'text', 'optional'], ['odd', 'quantity', 'optional'],
    ])
    assert.deepEqual(named('stress').field.bounds, [0, 5000])
    assert.deepEqual([named('stress').field.unit, named('stress').field.label!.en], ['MPa', 'Stress'])
    assert.deepEqual([named('rupture_time').field.unit, named('rupture_time').field.bounds], ['h', [0, null]])
    assert.equal(named('tags').field.several, true)
  })

  test('lists what a template cannot say', () => {
    const said = left_out.map(({ en }) => en).join('\n')
    for (const part of ['“specimen” is left out', '“choice” is left out', '“pattern” of “note”', '“maxLength” of “note”', '“default” of “note”', 'excludes 0', '“zorkmid”']) {
      assert.ok(said.includes(part), `${part} in:\n${said}`)
    }
    assert.equal(left_out.length, 7)
  })

  test('is refused where there is no property to make a field of', () => {
    for (const nothing of [{}, [], 'x', { type: 'object', properties: {} }]) {
      assert.throws(() => draftFromJsonSchema(nothing, 'a.json'), (error: unknown) => error instanceof Refusal && error.code === 'draft.no_properties')
    }
  })
})
