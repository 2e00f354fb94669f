import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formulaOfLists } from './composition-of-lists.ts'
import type { ListedComposition } from './composition-of-lists.ts'
import { WordCounts } from './near-spellings.ts'
import { partOf, unreadParts } from './part-of-cell.ts'

describe('a part of a cell', () => {
  test('is found sign by sign, from the front or from the back', () => {
    assert.equal(partOf('CdS | ZnO >> AZO | ITO', { '|': 2, '>>': 1 }), 'ZnO')
    assert.equal(partOf('CdS | ZnO >> AZO | ITO', { '|': -1 }), 'ITO')
  })

  test('is the whole cell where the sign does not come, and nothing where there are too few', () => {
    assert.equal(partOf('100', { '>>': 1, ';': 1 }), '100')
    assert.equal(partOf('100', { '>>': 2 }), '')
  })

  test('stays a list where the recipe parts it by one sign of two: a number is never made of it', () => {
    assert.equal(partOf('nan >> 60; 100', { '>>': 2 }), '60; 100')
  })
})

describe('parts that no column reads', () => {
  const isMissing = (text: string) => text === '' || text === 'nan'

  test('are told, those that say nothing are not', () => {
    assert.deepEqual(unreadParts('nan >> 100 >> 110', [{ '>>': 2 }], isMissing), ['110'])
    assert.deepEqual(unreadParts('nan >> 100', [{ '>>': 2 }], isMissing), [])
  })

  test('are told also within a part that is read', () => {
    assert.deepEqual(unreadParts('60; 100 >> 120', [{ '>>': 1, ';': 1 }, { '>>': 2 }], isMissing), ['100'])
  })

  test('are none where another column reads the whole cell', () => {
    assert.deepEqual(unreadParts('A | B', [{ '|': 1 }, {}], isMissing), [])
  })
})

describe('a composition of lists', () => {
  const column = {
    header: 'A', composition: 'amount', lists: { a: 'na', b: 'nb' }, between: ';', formulas: { FA: 'CH5N2' },
  } satisfies ListedComposition
  const formulaOf = (texts: Record<string, string>) => formulaOfLists(column, (name) => texts[name] ?? null)

  test('takes each part with its amount, and what short names stand for', () => {
    assert.equal(formulaOf({ a: 'Cs; FA', na: '0.17; 0.83', b: 'Pb', nb: '1' }), 'Cs0.17(CH5N2)0.83Pb1')
    assert.equal(formulaOf({}), null)
  })

  test('is refused where amounts are too few, or no numbers: nothing is shared out', () => {
    assert.throws(() => formulaOf({ a: 'Cs; FA', na: '1', b: 'Pb', nb: '1' }), { code: 'composition.uneven_lists', message: /lists 2 and “1” 1/ })
    assert.throws(() => formulaOf({ a: 'Cs; FA', na: '0.17; 0.83' , b: 'Pb' }), { code: 'composition.uneven_lists' })
    assert.throws(() => formulaOf({ a: 'Cs; FA', na: '0.17; x', b: 'Pb', nb: '1' }), { code: 'composition.no_amount', message: /“x” is no amount of “FA”/ })
  })
})

test('a rare word one slip from a frequent one is doubted; plurals, short words and equally frequent ones are not', () => {
  const words = new WordCounts()
  for (let row = 0; row < 100; row++) words.add('CdS | Perovskite | specimen | chloride')
  for (let row = 0; row < 60; row++) words.add('chlorine')
  words.add('CdSe | Perovksite | specimens')
  assert.deepEqual(words.slips(), [{ written: 'Perovksite', times: 1, meant: 'Perovskite', often: 100 }])
})
