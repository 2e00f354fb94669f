import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likenessKey, likenessOf, likenessText } from './likeness.ts'
import type { Outline } from './likeness.ts'

const alloy = (main: string, isMain = true): Outline => ({ main, isMain, isCompound: false })
const keyOf = (elements: string[], outlines: Outline[]) => likenessKey(likenessOf(elements, outlines))

test('an aluminium alloy with copper is like one with zinc, and unlike a steel', () => {
  assert.equal(keyOf(['Al', 'Cu'], [alloy('Al')]), keyOf(['Al', 'Zn'], [alloy('Al')]))
  assert.notEqual(keyOf(['Al', 'Cu'], [alloy('Al')]), keyOf(['Fe', 'C'], [alloy('Fe')]))
})

test('bronzes and aluminium alloys of the same two elements are compared only with what has these elements, not with either', () => {
  const mixed = likenessOf(['Al', 'Cu'], [alloy('Al'), alloy('Cu'), alloy('Al')])
  assert.deepEqual(mixed, { of: 'elements', elements: ['Al', 'Cu'] })
  assert.equal(likenessText(mixed).en, 'materials of Al, Cu')
})

test('alumina and lithium garnets are both compounds; alloys of five equal parts have no main element', () => {
  const oxide = (main: string): Outline => ({ main, isMain: false, isCompound: true })
  assert.equal(keyOf(['O', 'Al'], [oxide('O')]), keyOf(['Li', 'O', 'Zr'], [oxide('Li')]))
  assert.deepEqual(likenessOf(['Co', 'Cr', 'Fe', 'Mn', 'Ni'], [alloy('Ni', false)]), { of: 'no_main' })
})

test('what nobody said the elements of is compared with the like of it, and said to be unknown', () => {
  assert.deepEqual(likenessOf([], []), { of: 'unknown' })
  assert.deepEqual(likenessText({ of: 'unknown' }), { en: 'materials of unknown composition', ko: '조성을 알 수 없는 재료' })
  assert.deepEqual(likenessText({ of: 'main', element: 'Al' }), { en: 'materials mainly of aluminium', ko: '주성분이 알루미늄인 재료' })
})
