import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldedStandards, standardsText, standardsUsed } from './standards-text.ts'

const tension = [{ standard: 'ASTM E8/E8M', title: 'Tension Testing' }, { standard: 'KS B 0802' }]

test('a result is by the standard that its record names, and by none where the record names another or none', () => {
  const said = (...terms: string[]) => standardsText(standardsUsed(tension, { test_standard: { type: 'terms', terms }, note: { type: 'text' } }))
  assert.equal(said('KS B 0802'), 'KS B 0802')
  assert.equal(said('other'), '')
  assert.equal(said(), '')
  assert.equal(said('KS B 0802', 'ASTM E8/E8M'), 'ASTM E8/E8M, KS B 0802')
})

test('of many standards two are named and the others counted; of three all are named', () => {
  const nine = ['ASTM E8/E8M', 'ISO 6892-1', 'KS B 0802', 'd', 'e', 'f', 'g', 'h', 'i'].map((standard) => ({ standard }))
  assert.equal(foldedStandards(nine), 'ASTM E8/E8M, ISO 6892-1 +7')
  assert.equal(foldedStandards(nine.slice(0, 3)), 'ASTM E8/E8M, ISO 6892-1, KS B 0802')
  assert.equal(foldedStandards(nine.slice(0, 1)), 'ASTM E8/E8M')
})
