import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../refusal.ts'
import { parseUnit } from '../quantities/parse-unit.ts'
import { ELEMENT_PROPERTIES } from './data/element-properties.ts'
import { ELEMENTS, element, isElement } from './elements.ts'

const data = join(process.env['SOJAE_TEST_DATA'] ?? '../shared/data', 'element_properties')
const absent = existsSync(data) ? false : `no element properties in ${data}`

test('there are 118 elements, each with its own symbol, names and place in the drawn table', () => {
  assert.deepEqual(ELEMENTS.map((entry) => entry.number), Array.from({ length: 118 }, (_, k) => k + 1))
  for (const read of [
    (k: number) => ELEMENTS[k]!.symbol,
    (k: number) => ELEMENTS[k]!.name.en,
    (k: number) => ELEMENTS[k]!.name.ko,
    (k: number) => `${ELEMENTS[k]!.row} ${ELEMENTS[k]!.column}`,
  ]) assert.equal(new Set(ELEMENTS.map((_, k) => read(k))).size, 118)
})

test('the Korean names are those of the Korean Chemical Society', () => {
  const names = {
    Na: '소듐', K: '포타슘', Ti: '타이타늄', Cr: '크로뮴', Mn: '망가니즈', Ge: '저마늄', Nb: '나이오븀', I: '아이오딘',
  }
  for (const [symbol, name] of Object.entries(names)) assert.equal(element(symbol).name.ko, name)
})

test('the table has the shape that IUPAC gives it', () => {
  assert.equal(ELEMENTS.filter((entry) => entry.block === 'f').length, 28)
  assert.ok(ELEMENTS.every((entry) => (entry.group === null) === (entry.block === 'f')))
  const group = (n: number) => ELEMENTS.filter((entry) => entry.group === n).map((entry) => entry.symbol).join(' ')
  assert.equal(group(3), 'Sc Y Lu Lr')
  assert.equal(group(18), 'He Ne Ar Kr Xe Rn Og')
})

test('an element without stable isotopes has no standard atomic weight', () => {
  const none = ELEMENTS.filter((entry) => entry.atomicWeight === null).map((entry) => entry.number)
  assert.deepEqual(none.slice(0, 8), [43, 61, 84, 85, 86, 87, 88, 89])
  assert.deepEqual(none.slice(8), Array.from({ length: 26 }, (_, k) => 93 + k))
})

test('what is no symbol is refused', () => {
  assert.ok(isElement('Fe') && !isElement('fe') && !isElement('FE') && !isElement('constructor'))
  assert.throws(() => element('Xx'), (error: unknown) => error instanceof Refusal)
})

test('atomic weights agree with an independent table to a part in a thousand', { skip: absent }, () => {
  const lines = readFileSync(join(data, 'magpie_elementdata', 'AtomicWeight.table'), 'utf8').split('\n')
  for (const { number, symbol, atomicWeight } of ELEMENTS) {
    if (atomicWeight === null || number > 92) continue
    const other = Number(lines[number - 1])
    assert.ok(Math.abs(atomicWeight / other - 1) < 1e-3, `${symbol}: ${atomicWeight} and ${other}`)
  }
})

test('a property that is missing or filled in from neighbours is null, never zero', () => {
  const value = (name: string, symbol: string) => (
    ELEMENT_PROPERTIES.find((property) => property.name === name)!.values[element(symbol).number - 1]
  )
  assert.equal(ELEMENT_PROPERTIES.length, 22)
  for (const { values, unit } of ELEMENT_PROPERTIES) {
    assert.equal(values.length, 103)
    parseUnit(unit)
  }
  assert.equal(value('Electronegativity', 'He'), null)
  assert.equal(value('MeltingT', 'He'), null)
  assert.equal(value('GSbandgap', 'Rn'), null)
  assert.equal(value('GSvolume_pa', 'Po'), null)
  assert.equal(value('GSmagmom', 'Am'), null)
  assert.equal(value('MeltingT', 'Fe'), 1811)
  assert.equal(value('Number', 'Lr'), 103)
})
