import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSearchText } from './search-text.ts'

const taken = (text: string) => {
  const read = readSearchText(text)
  return read.is === 'words' && read.slip ? 'slip' : read.is
}

test('what parses is a query; names, formulas, alloy systems and sources stay words', () => {
  for (const text of ['yield_strength > 800 MPa', 'elements has all Co, Cr', 'name contains cast and stage = property', '항복강도 = 5']) {
    assert.equal(taken(text), 'query', text)
  }
  for (const text of ['CoCrFeNi', 'Al-Co-Cr', 'Fe-18Cr-8Ni', 'cast alloys in Korea', '10.1016/j.actamat.2013.06.018', 'aged at 700', 'and', '항복강도']) {
    assert.equal(taken(text), 'words', text)
  }
  assert.equal(taken('  '), 'nothing')
})

test('words that look like a query are told where they stop being one', () => {
  for (const text of ['yield_strength >', 'yield strength > 800 MPa', 'elements has all', 'x is unknown and', 'not']) {
    assert.equal(taken(text), 'slip', text)
  }
})
