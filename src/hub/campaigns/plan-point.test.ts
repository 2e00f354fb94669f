import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { planPoint, requirePlannable } from './plan-point.ts'

const label = { en: 'x', ko: 'x' }
const field = (name: string, more: Partial<Field> = {}): Field => (
  { name, label, type: 'quantity', role: 'parameter', obligation: 'optional', ...more }
)
const template = (name: string, kind: Template['kind']): Template => (
  { template: name, version: 3, kind, stage: 'fabrication', label: { en: name, ko: name }, fields: [] }
)
const FIELDS = {
  composition: { template: template('ceramic', 'material'), field: field('metals', { type: 'composition' }), unit: null },
  solvent: { template: template('liquid', 'material'), field: field('formula', { type: 'composition' }), unit: null },
  'sintering.time': { template: template('sintering', 'process'), field: field('time', { unit: 'h' }), unit: 'min' },
  atmosphere: { template: template('sintering', 'process'), field: field('gas', { type: 'terms', several: true }), unit: null },
  route: {
    template: template('sintering', 'process'), unit: null,
    field: field('route', { type: 'terms', several: true, vocabulary: [{ term: 'A+B', label }] }),
  },
  test_temperature: { template: template('bending', 'measurement'), field: field('temperature', { unit: 'K' }), unit: 'K' },
  analysed: { template: template('chemical_analysis', 'measurement'), field: field('c', { type: 'composition' }), unit: null },
}
const fieldOf = (column: string) => FIELDS[column as keyof typeof FIELDS] ?? null
const plan = (point: Record<string, number | string>) => planPoint(point, fieldOf, { template: 'sintering' })

test('an accepted carbide is made a ceramic, since the rows’ materials are ceramics', () => {
  const { materials } = plan({ composition: 'TiC' })
  assert.deepEqual(materials.map(({ template: key, name }) => [key, name]), [['ceramic@3', 'TiC']])
  assert.deepEqual(Object.keys(materials[0]!.values), ['metals'])
})

test('two compositions are two materials', () => {
  assert.deepEqual(plan({ composition: 'TiC', solvent: 'H2O' }).materials.map(({ name }) => name), ['TiC', 'H2O'])
})

test('a time proposed in minutes is planned in minutes, though the template shows hours', () => {
  const { values } = plan({ 'sintering.time': 90 })
  assert.deepEqual(values, { time: { type: 'quantity', value: 90, unit: 'min' } })
})

test('the temperature of a later test is no setting of the process', () => {
  assert.deepEqual(plan({ test_temperature: 300 }), { materials: [], values: {} })
})

test('terms that stand together are planned one by one, a term with a plus sign as one', () => {
  const { values } = plan({ atmosphere: 'Ar+H2', route: 'A+B' })
  assert.deepEqual(values['gas'], { type: 'terms', terms: ['Ar', 'H2'] })
  assert.deepEqual(values['route'], { type: 'terms', terms: ['A+B'] })
})

test('a composition that was analysed is no material to start from, and said so before anything is proposed', () => {
  const refused = (error: unknown) => error instanceof Refusal && error.code === 'campaign.no_material'
  assert.throws(() => plan({ analysed: 'TiC' }), refused)
  assert.throws(() => requirePlannable({ candidates: [{ composition: 'TiC' }, { analysed: 'TiC' }] }, fieldOf), refused)
  requirePlannable({ dimensions: [{ kind: 'composition', column: 'composition', elements: {} }] }, fieldOf)
})
