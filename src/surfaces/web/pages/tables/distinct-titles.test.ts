import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distinctTitles } from './distinct-titles.ts'

test('a measured and a calculated density say which is which; what stands alone stays short', () => {
  assert.deepEqual(
    distinctTitles([
      { name: 'density_measurement.density', title: 'Density', template: 'Density measurement' },
      { name: 'density_calculation.density', title: 'Density', template: 'Density calculation' },
      { name: 'yield_strength', title: 'Yield strength', template: 'Tension or compression test' },
    ]),
    ['Density · Density measurement', 'Density · Density calculation', 'Yield strength'],
  )
})

test('one field of one template drawn twice is told apart by the columns’ names', () => {
  const twice = ['cold', 'hot'].map((name) => ({ name, title: 'Density', template: 'Density measurement' }))
  assert.deepEqual(distinctTitles(twice), ['Density · Density measurement · cold', 'Density · Density measurement · hot'])
})

test('no two columns of a table are called alike', () => {
  const word = fc.constantFrom('density', 'phases', 'x')
  const column = fc.record({ name: fc.stringMatching(/^[a-z]{1,4}$/), title: word, template: fc.option(word) })
  fc.assert(
    fc.property(fc.uniqueArray(column, { selector: ({ name }) => name, maxLength: 8 }), (columns) => {
      assert.equal(new Set(distinctTitles(columns)).size, columns.length)
    }),
  )
})
