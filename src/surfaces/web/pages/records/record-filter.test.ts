import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elementWish, filterOf, filterQuery, nextWish, withElement } from './record-filter.ts'

test('three clicks on an element bring the filter back to where it was', () => {
  let filter = filterOf(new URLSearchParams('elements=Co,Ni&stage=property'))
  const seen = [1, 2, 3].map(() => {
    const wish = nextWish(elementWish(filter, 'Fe'))
    filter = { ...filter, ...withElement(filter, 'Fe', wish) }
    return [filter.elements, filter.without]
  })
  assert.deepEqual(seen, [['Co,Ni,Fe', ''], ['Co,Ni', 'Fe'], ['Co,Ni', '']])
})

test('a bound that is no number is not asked for', () => {
  assert.deepEqual(filterQuery({ field: 'yield_strength', unit: 'MPa', min: '1e3', max: 'much' }), {
    field: 'yield_strength', unit: 'MPa', min: 1000,
  })
})

test('parameters that are no filters stay out of the filter', () => {
  assert.deepEqual(filterOf(new URLSearchParams('text=CoCr&cursor=x&kind=')), { text: 'CoCr' })
})
