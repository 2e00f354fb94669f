import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../refusal.ts'
import type { CompositionBasis } from './composition.ts'
import {
  atomicFractions, compositionFromAmounts, compositionKey, elementsOf, formatFormula, massFractions, parseComposition,
  parseFormula, reducedFormula,
} from './composition.ts'
import { ELEMENTS } from './elements.ts'

const amounts = (text: string, basis?: CompositionBasis) => parseComposition(text, basis).amounts
const sum = (record: Readonly<Record<string, number>>) => Object.values(record).reduce((total, x) => total + x, 0)
const closeTo = (a: number, b: number, tolerance = 1e-12) => assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`)

function refused(text: string, basis?: CompositionBasis): Refusal {
  try {
    parseComposition(text, basis)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail(`${text} was read`)
}

test('formulas are read as people write them', () => {
  assert.deepEqual(amounts('Al0.5CoCrFeNi'), { Al: 0.5, Co: 1, Cr: 1, Fe: 1, Ni: 1 })
  assert.deepEqual(amounts('Al0.25 Co1 Fe1 Ni1'), { Al: 0.25, Co: 1, Fe: 1, Ni: 1 })
  assert.deepEqual(amounts('Ca(OH)2'), { Ca: 1, O: 2, H: 2 })
  assert.deepEqual(amounts('[Cu(NH3)4]SO4'), { Cu: 1, N: 4, H: 12, S: 1, O: 4 })
  assert.deepEqual(amounts('3Al2O3·2SiO2'), { Al: 6, O: 13, Si: 2 })
  assert.deepEqual(amounts('Fe0.620C0.000953Mn0.000521'), { Fe: 0.62, C: 0.000953, Mn: 0.000521 })
  for (const text of ['Al₂O₃', 'Al$_2$O$_3$', 'Al_{2}O_{3}', 'Al 2 O 3', 'Al2 O3']) {
    assert.deepEqual(amounts(text), { Al: 2, O: 3 }, text)
  }
  assert.deepEqual(amounts('Co'), { Co: 1 })
  assert.deepEqual(amounts('CO'), { C: 1, O: 1 })
  assert.deepEqual(elementsOf(parseFormula('Al0CoCr')), ['Co', 'Cr'])
})

test('crystal water is water, whichever dot is written', () => {
  for (const text of ['CuSO4·5H2O', 'CuSO4*5H2O', 'CuSO4.5H2O', 'CuSO4 • 5 H2O', 'CuSO4\\cdot5H2O']) {
    assert.deepEqual(amounts(text), { Cu: 1, S: 1, O: 9, H: 10 }, text)
  }
  assert.deepEqual(amounts('CaSO4·0.5H2O'), { Ca: 1, S: 1, O: 4.5, H: 1 })
  assert.deepEqual(amounts('WO3.H2O'), { W: 1, O: 4, H: 2 })
})

test('elements in one bracket share their site', () => {
  assert.deepEqual(amounts('(Ti,Zr)0.5C'), { Ti: 0.25, Zr: 0.25, C: 1 })
  assert.deepEqual(amounts('(Ti0.3,Zr0.7)C'), { Ti: 0.3, Zr: 0.7, C: 1 })
  assert.equal(refused('(Ti,Zr0.5)C').code, 'composition.mixed_site')
})

test('an alloy designation is in wt.% with its first element as balance, unless at.% is said', () => {
  const steel = parseFormula('Fe-18Cr-8Ni')
  assert.equal(steel.basis, 'mass')
  assert.deepEqual(steel.amounts, { Fe: 74, Cr: 18, Ni: 8 })
  // 18/51.996 over 74/55.845 + 18/51.996 + 8/58.693.
  closeTo(atomicFractions(steel)['Cr']!, 18 / 51.996 / (74 / 55.845 + 18 / 51.996 + 8 / 58.693))
  assert.deepEqual(amounts('Ti-6Al-4V'), { Ti: 90, Al: 6, V: 4 })
  assert.deepEqual(amounts('Al-4.5 wt.% Cu'), { Al: 95.5, Cu: 4.5 })
  assert.deepEqual(amounts('Fe-0.1C-0.2Si'), { Fe: 99.7, C: 0.1, Si: 0.2 })
  const aluminide = { Ti: 48, Al: 48, Cr: 2, Nb: 2 }
  assert.deepEqual(amounts('Ti-48Al-2Cr-2Nb', 'amount'), aluminide)
  assert.deepEqual(amounts('Ti-48Al-2Cr-2Nb (at.%)'), aluminide)
  assert.equal(parseFormula('Fe–18Cr–8Ni').basis, 'mass')
})

test('a mixture of compounds counts formula units, or masses where it says so', () => {
  assert.deepEqual(amounts('70Li2S-30P2S5'), { Li: 140, S: 220, P: 60 })
  assert.deepEqual(amounts('ZrO2-8mol%Y2O3'), { Zr: 92, O: 208, Y: 16 })
  const byMass = parseFormula('50Al2O3-50ZrO2 (wt.%)')
  closeTo(sum(byMass.amounts), 100, 1e-9)
  closeTo(byMass.amounts['Zr']!, 50 * 91.224 / (91.224 + 2 * 15.999), 1e-9)
})

test('what has two readings is refused, not guessed', () => {
  for (const text of ['60Cu-40Zn', 'ZrO2-8Y2O3', '90Fe-10Cr']) {
    assert.equal(refused(text).code, 'composition.ambiguous_basis', text)
  }
  assert.equal(refused('Fe-18Cr (at.%)', 'mass').code, 'composition.conflicting_basis')
  assert.equal(refused('Al-Co-Cr-Fe-Ni').code, 'composition.no_amounts')
})

test('an impossible composition is refused with its place and reason', () => {
  const cases: readonly (readonly [string, string, number?])[] = [
    ['', 'missing'], ['   ', 'missing'],
    ['FeXx2', 'unknown_element', 3], ['D2O', 'unknown_element', 1], ['Uuo', 'unknown_element', 1],
    ['Ca(OH2', 'unbalanced_bracket', 3], ['CaOH)2', 'unbalanced_bracket', 5], ['Ca(OH]2', 'unbalanced_bracket', 3],
    ['Li1-xCoO2', 'variable', 5], ['YBa2Cu3O7-δ', 'variable', 11], ['Lix', 'variable', 3],
    ['fe2o3', 'malformed', 1], ['Fe2+', 'malformed', 4], ['Fe 1 2', 'malformed', 6], ['Fe1.2.3', 'malformed', 6],
    ['Fe2O3·', 'malformed', 7], ['Fe,Cr', 'malformed', 3], ['Fe--5', 'malformed', 4],
    ['Al0', 'zero_sum'], ['Fe-90Cr-20Ni', 'balance_below_zero'], ['Fe-100Cr', 'balance_below_zero'],
    ['Fe-18Cr-8Cr', 'repeated_element'], ['Fe-5Tc', 'no_atomic_weight'], ['('.repeat(2000), 'too_long'],
  ]
  for (const [text, code, position] of cases) {
    const refusal = refused(text)
    assert.equal(refusal.code, `composition.${code}`, text)
    if (position !== undefined) assert.equal(refusal.details['position'], position, text)
  }
  assert.throws(() => compositionFromAmounts({ Fe: -1, Cr: 2 }), { code: 'composition.negative' })
  assert.throws(() => compositionFromAmounts({ Fe: Number.NaN }), { code: 'composition.negative' })
  assert.throws(() => compositionFromAmounts({}), { code: 'composition.zero_sum' })
  assert.throws(() => massFractions(parseFormula('TcFe')), { code: 'composition.no_atomic_weight' })
})

test('the reduced formula has the smallest whole numbers, in the order of the alphabet', () => {
  assert.equal(reducedFormula(parseFormula('Al0.5CoCrFeNi')), 'AlCo2Cr2Fe2Ni2')
  assert.equal(reducedFormula(parseFormula('H2O2')), 'HO')
  assert.equal(reducedFormula(parseFormula('(Ti,Zr,Hf)C')), 'C3HfTiZr')
  assert.equal(reducedFormula(parseFormula('Zr41.2Ti13.8Cu12.5Ni10Be22.5')), 'Be0.225Cu0.125Ni0.1Ti0.138Zr0.412')
})

test('two formulas of one alloy have one key, and near neighbours have not', () => {
  const key = (text: string) => compositionKey(parseFormula(text))
  assert.equal(key('CoCrFeNi'), 'Co0.250000Cr0.250000Fe0.250000Ni0.250000')
  assert.equal(key('CoCrFeNi'), key('Ni25 Fe25 Cr25 Co25'))
  assert.notEqual(key('Al0.25CoFeNi'), key('Al0.26CoFeNi'))
})

const weighed = ELEMENTS.filter((entry) => entry.atomicWeight !== null).map((entry) => entry.symbol)
const parts = fc.uniqueArray(fc.tuple(fc.constantFrom(...weighed), fc.integer({ min: 1, max: 9999 })), {
  selector: ([symbol]) => symbol, minLength: 1, maxLength: 9,
})
const write = (entries: readonly (readonly [string, number])[]) => entries.map(([s, n]) => `${s}${n / 100}`).join('')

test('fractions sum to one, in atoms and in mass', () => {
  fc.assert(fc.property(parts, (entries) => {
    const composition = parseFormula(write(entries))
    closeTo(sum(atomicFractions(composition)), 1)
    closeTo(sum(massFractions(composition)), 1)
  }))
})

test('neither the order of the elements nor the size of the formula changes the alloy', () => {
  fc.assert(fc.property(parts, fc.integer({ min: 2, max: 7 }), (entries, times) => {
    const composition = parseFormula(write(entries))
    const turned = parseFormula(write([...entries].reverse()))
    const scaled = parseFormula(`(${write(entries)})${times}`)
    for (const other of [turned, scaled]) {
      assert.equal(compositionKey(other), compositionKey(composition))
      assert.equal(reducedFormula(other), reducedFormula(composition))
    }
  }))
})

test('atoms to mass and back gives the same atoms', () => {
  fc.assert(fc.property(parts, (entries) => {
    const composition = parseFormula(write(entries))
    const weighedAgain = compositionFromAmounts(massFractions(composition), 'mass')
    for (const [symbol, x] of Object.entries(atomicFractions(composition))) {
      closeTo(atomicFractions(weighedAgain)[symbol]!, x)
    }
  }))
})

test('a formula printed for people reads back as the same alloy', () => {
  fc.assert(fc.property(parts, fc.constantFrom<CompositionBasis>('amount', 'mass'), (entries, basis) => {
    const composition = parseComposition(write(entries), basis)
    assert.equal(compositionKey(parseFormula(formatFormula(composition))), compositionKey(composition))
    assert.equal(parseFormula(formatFormula(composition)).basis, basis)
  }))
  assert.equal(formatFormula(parseFormula('Al0.5CoCrFeNi')), 'Al₀.₅CoCrFeNi')
  assert.equal(formatFormula(parseFormula('Fe-18Cr-8Ni')), 'Fe-18Cr-8Ni (wt.%)')
})

test('no text, however odd, gets anything but a composition or a refusal', () => {
  const piece = fc.constantFrom(...'Fe Co O H2O ( ) [ ] , · . - 2 0.5 x wt.% at.% ₂ _{3} $ Xx 0 H'.split(' '), ' ')
  fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 10 }).map((p) => p.join('')), fc.string()), (text) => {
    try {
      closeTo(sum(parseFormula(text).fractions), 1)
    } catch (error) {
      assert.ok(error instanceof Refusal, `${JSON.stringify(text)}: ${error}`)
    }
  }), { numRuns: 500 })
})
