import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ALLOY, composition, material, measurement, process, quantity, ANALYSIS, HARDNESS,
} from '../fixtures/lineages.ts'
import { searchable, shownValues } from './searchable.ts'

test('a hardness is searched in pascal, its bound with it', () => {
  const { quantities } = searchable(
    measurement('t', 'm', HARDNESS, { load: quantity(5, 'kN', { bound: '<' }) }).content
  )
  assert.deepEqual(quantities, [{ field: 'load', value: 5000, high: null, standardUncertainty: null, bound: '<' }])
})

test('600 ± 2 °C is 873.15 K with a spread of exactly 2 K', () => {
  const temperature = quantity(600, '°C', { uncertainty: { kind: 'standard', value: 2 } })
  const [found] = searchable(process('roll', [], [], { values: { temperature } }).content).quantities
  assert.deepEqual([found!.value, found!.standardUncertainty], [873.15, 2])
})

test('a spread has the same size in SI whatever scale it was written on, and never depends on the value', () => {
  const units = fc.constantFrom('°C', 'K', 'MPa', 'wt%', 'mm')
  const [values, sizes] = [fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 5000 })]
  fc.assert(fc.property(units, values, sizes, (unit, value, size) => {
    const spread = { uncertainty: { kind: 'standard', value: size / 10 } } as const
    const [at, origin] = [value, 0].map((one) => (
      searchable(
        measurement('t', 'm', HARDNESS, { load: quantity(one, unit, spread) }).content
      ).quantities[0]!.standardUncertainty
    ))
    assert.equal(at, origin)
    if (unit === '°C' || unit === 'K') assert.equal(at, size / 10)
  }))
})

test('an interval is not taken for a standard uncertainty', () => {
  const load = quantity(5, 'N', { uncertainty: { kind: 'interval', low: 4, high: 7, level: 0.95 } })
  assert.equal(searchable(measurement('t', 'm', HARDNESS, { load }).content).quantities[0]!.standardUncertainty, null)
})

test('both ends of a range are searched', () => {
  const [found] = searchable(
    measurement('t', 'm', HARDNESS, { load: quantity(1, 'kN', { high: 2 }) }).content
  ).quantities
  assert.deepEqual([found!.value, found!.high], [1000, 2000])
})

test('an element that was weighed in at zero is not in the alloy', () => {
  const { elements } = searchable(
    material('a', ALLOY, { composition: composition({ Ni: 0.5, Al: 0, Fe: 0.5 }) }).content
  )
  assert.deepEqual(elements, [26, 28])
})

test('each term is found once, and yes or no as terms; text is not', () => {
  const { terms, quantities } = searchable(measurement('t', 'm', ANALYSIS, {
    phases: { type: 'terms', terms: ['FCC', 'BCC', 'FCC'] }, single: { type: 'boolean', boolean: false },
    remark: { type: 'text', text: 'FCC' },
  }).content)
  assert.deepEqual(terms, [
    { field: 'phases', term: 'FCC' }, { field: 'phases', term: 'BCC' }, { field: 'single', term: 'false' },
  ])
  assert.deepEqual(quantities, [])
})

test('a plan is shown until it was carried out or failed, and then never again', () => {
  const both = { planned: { temperature: quantity(900, '°C') }, values: { temperature: quantity(880, '°C') } }
  const shown = (['planned', 'done', 'failed', 'aborted'] as const)
    .map((state) => shownValues(process('roll', [], [], { ...both, state }).content))
  assert.deepEqual(shown, [both.planned, both.values, both.values, both.values])
})
