import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formulaParts } from './formula-parts.ts'

/** Writes lowered parts in braces. */
const set = (text: string) => formulaParts(text).map(
  ({ text: part, lowered }) => (lowered ? `{${part}}` : part),
).join('')

test('nothing but the place of the figures changes', () => {
  const texts = ['Al0.5CoCrFeNi', 'Co1 Cr1 · CAST · BCC+B2', 'CuSO4·5H2O', '(Ti,Zr)0.5C', '시편 12, Fe2O3 at 25 °C']
  for (const text of texts) {
    assert.equal(formulaParts(text).map((part) => part.text).join(''), text)
  }
})

test('amounts in a formula stand below the line, also in one with spaces or brackets', () => {
  assert.equal(set('Al0.5CoCrFeNi'), 'Al{0.5}CoCrFeNi')
  assert.equal(set('Al0.25 Co1 Fe1 Ni1'), 'Al{0.25} Co{1} Fe{1} Ni{1}')
  assert.equal(set('CuSO4·5H2O'), 'CuSO{4}·5H{2}O')
  assert.equal(set('(Ti,Zr)0.5C'), '(Ti,Zr){0.5}C')
  assert.equal(set('Compression test of Co1 Cr1 at 25 °C'), 'Compression test of Co{1} Cr{1} at 25 °C')
})

test('mass per cent before a symbol, structures and grades stay on the line', () => {
  for (const text of [
    'Fe-18Cr-8Ni', 'Ti-6Al-4V', 'BCC+B2', 'FCC B2', 'Inconel 718', 'plate 12', 'K2',
  ]) assert.equal(set(text), text)
})
