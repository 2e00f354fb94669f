import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestName } from './nearest-name.ts'

const fields = ['yield_strength', 'ultimate_strength', 'elongation', 'grain_size']

test('a slip of the keyboard finds the field that was meant', () => {
  assert.equal(nearestName('yeild_strength', fields), 'yield_strength')
  assert.equal(nearestName('Grain Size', fields), 'grain_size')
})

test('a word that is near to nothing gets no suggestion', () => {
  assert.equal(nearestName('colour', fields), null)
  assert.equal(nearestName('', fields), null)
})
