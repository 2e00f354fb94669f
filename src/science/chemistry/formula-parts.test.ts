import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compositionKey, parseComposition, parseFormula } from './composition.ts'
import { ELEMENTS } from './elements.ts'
import { formulaParts, formulaText, nameParts } from './formula-parts.ts'

/** Writes lowered parts in braces. */
const set = (text: string) => formulaParts(text).map(
  ({ text: part, lowered }) => (lowered ? `{${part}}` : part),
).join('')

test('but for amounts of 1, only the place of the figures changes', () => {
  const texts = ['Al0.5CoCrFeNi', 'Co1 Cr2 · CAST · BCC+B2', 'CuSO4·5H2O', '(Ti,Zr)0.5C', '시편 12, Fe2O3 at 25 °C', 'B1 C1', 'plate 1']
  for (const text of texts) {
    assert.equal(formulaText(text), text)
  }
})

test('amounts in a formula stand below the line, also in one with spaces or brackets', () => {
  assert.equal(set('Al0.5CoCrFeNi'), 'Al{0.5}CoCrFeNi')
  assert.equal(set('Al0.25 Co1 Fe1 Ni1'), 'Al{0.25} Co Fe Ni')
  assert.equal(set('CuSO4·5H2O'), 'CuSO{4}·5H{2}O')
  assert.equal(set('(Ti,Zr)0.5C'), '(Ti,Zr){0.5}C')
  assert.equal(set('Compression test of Co1 Cr1 at 25 °C'), 'Compression test of Co{1} Cr{1} at 25 °C')
})

test('mass per cent before a symbol, structures and grades stay on the line', () => {
  for (const text of [
    'Fe-18Cr-8Ni', 'Ti-6Al-4V', 'BCC+B2', 'FCC B2', 'Inconel 718', 'plate 12', 'K2',
  ]) assert.equal(set(text), text)
})

test('a sample called IrCo4060 is no formula, whether its composition is Ir0.4Co0.6 or not known; Fe2O3 is where it is made of that', () => {
  const named = (name: string, ...compositions: string[]) => nameParts(name, compositions.map((one) => parseComposition(one)))
    .map(({ text: part, lowered }) => (lowered ? `{${part}}` : part)).join('')
  assert.equal(named('IrCo4060', 'Ir0.4Co0.6'), 'IrCo4060')
  assert.equal(named('IrCo4060'), 'IrCo4060')
  assert.equal(named('Fe2O3'), 'Fe2O3')
  assert.equal(named('Fe2O3, sintered', 'Fe2O3'), 'Fe{2}O{3}, sintered')
  assert.equal(named('Al0.25 Co1 Fe1 Ni1 · CAST', 'Al0.25CoFeNi'), 'Al{0.25} Co Fe Ni · CAST')
  assert.equal(named('Al0.25 Co1 Fe1 Ni1 · CAST', 'Al0.5CoFeNi'), 'Al0.25 Co1 Fe1 Ni1 · CAST')
})

test('an amount of 1 is not written, and 10, 1.5 or a single grade keep theirs', () => {
  assert.equal(set('Al1Co1'), 'AlCo')
  assert.equal(set('Al0.5Co1Cr1'), 'Al{0.5}CoCr')
  assert.equal(set('(Ti0.5Zr0.5)1C1.0'), '(Ti{0.5}Zr{0.5})C')
  assert.equal(set('Al10Co1.5Ni11'), 'Al{10}Co{1.5}Ni{11}')
  assert.equal(set('FCC L1'), 'FCC L1')
  assert.equal(formulaText('Hardness of Al1 Co1 Ni1 at 1 N, plate B1'), 'Hardness of Al Co Ni at 1 N, plate B1')
})

test('a formula as it is shown is the same alloy', () => {
  const symbol = fc.constantFrom(...ELEMENTS.slice(0, 80).map((element) => element.symbol))
  const entries = fc.array(fc.tuple(symbol, fc.constantFrom('', '1', '1.0', '0.1', '10', '2.5', '11')), { minLength: 2 })
  fc.assert(fc.property(entries, fc.constantFrom('', ' '), (list, between) => {
    const written = list.map((entry) => entry.join('')).join(between)
    assert.equal(compositionKey(parseFormula(formulaText(written))), compositionKey(parseFormula(written)), written)
  }))
})
