import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import type { Field } from '../templates/template.ts'
import { checkExpressions } from './check-expressions.ts'
import { LONGEST_EXPRESSION, parseExpression } from './parse-expression.ts'

const label = { en: 'l', ko: 'l' }
const number = (name: string, unit: string, more: Partial<Field> = {}): Field => ({
  name, label, type: 'quantity', role: 'result', obligation: 'optional', unit, ...more,
})
const FIELDS = [
  number('mass', 'g'), number('volume', 'cm³'), number('length', 'mm'), number('hardness', 'HV'), number('by_mass', 'wt.%'), number('by_atoms', 'at.%'),
  number('speed', 'rpm'), number('celsius', '°C'), number('kelvin', 'K'), number('ratio', '1'), number('stress', 'MPa'),
  { name: 'kind', label, type: 'text', role: 'result', obligation: 'optional' } as Field,
]
const told = (expression: string, unit: string, more: Partial<Field> = {}) => (
  checkExpressions([...FIELDS, number('result', unit, { expression, ...more })], []).map(({ text }) => text.en).join(' | ')
)
const read = (expression: string) => {
  try {
    return JSON.stringify(parseExpression(expression), (key, value: unknown) => (key === 'spot' ? undefined : value))
  } catch (error) {
    if (error instanceof Refusal) return error.text.en
    throw error
  }
}

describe('reading', () => {
  test('products bind before sums, powers before a minus, and what stands left comes first', () => {
    assert.equal(read('a + b * c'), read('a + (b * c)'))
    assert.equal(read('a - b - c'), read('(a - b) - c'))
    assert.equal(read('a / b / c'), read('(a / b) / c'))
    assert.equal(read('-a^2'), read('-(a^2)'))
    assert.equal(read('a × b ÷ c − d'), read('a * b / c - d'))
  })

  test('a constant is read with its unit as everywhere, and is exact', () => {
    assert.equal(read('[8.314 J/(mol K)]'), '{"is":"constant","value":8.314,"unit":"J/(mol K)"}')
    assert.match(read('a + [1.23 ± 0.01 V]'), /^Column 5: “1.23 ± 0.01 V” is no one exact number/)
    assert.match(read('[5 zorkmid]'), /^Column 1: .*zorkmid/)
  })

  test('what cannot be read is told in one line with its column', () => {
    assert.match(read('a +'), /^Column 4: the expression ends where it needs a field/)
    assert.match(read('a b'), /^Column 3: “b” stands where the expression needs \+, -/)
    assert.match(read('a ^ b'), /^Column 5: “b” stands where the expression needs an exponent that is a number/)
    assert.match(read('sqr(a)'), /^Column 1: there is no function “sqr”.* Did you mean “sqrt”\?/)
    assert.match(read('a^2^3'), /^Column 4: .*brackets/)
    assert.match(read('a'.repeat(LONGEST_EXPRESSION + 1)), /at most 500 characters/)
  })

  test('whatever is typed is read or refused, also five hundred brackets', () => {
    assert.match(read('('.repeat(LONGEST_EXPRESSION)), /^Column 501/)
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab1.e+-*/^()[] °π−'), maxLength: 40 }), (text) => {
      assert.equal(typeof read(text), 'string')
    }))
  })
})

describe('what a template takes', () => {
  test('a result whose unit compares with that of its field', () => {
    assert.equal(told('mass / volume', 'kg/m³'), '')
    assert.equal(told('sqrt(volume / length)', 'mm'), '')
    assert.equal(told('volume^(1/3)', 'µm'), '')
    assert.equal(told('mass * by_mass', 'mg'), '')
    assert.equal(told('hardness / 3', 'MPa'), '')
    assert.equal(told('1 - ratio', '%'), '')
    assert.equal(told('exp(-length / [2 cm])', '1'), '')
    assert.equal(told('length * sin([30 °])', 'mm'), '')
    assert.equal(told('mass * volume', 'kg/m³'), 'Column 1: gives g·cm³, which does not compare with kg/m³, the unit of “result”.')
  })

  test('sums only of what compares, and functions only of numbers', () => {
    assert.match(told('mass + volume', 'g'), /^Column 1: adds cm³ and g, which do not compare/)
    assert.match(told('by_mass + by_atoms', '%'), /^Column 1: adds at.% and wt.%/)
    assert.match(told('ln(stress)', '1'), /^Column 4: ln takes a number without unit, and is given MPa/)
    assert.equal(told('ln(stress / [1 GPa])', '1'), '')
  })

  test('powers that some quantity has; a power law of a measured value is one of its ratio', () => {
    assert.match(told('mass^99999999999', 'g'), /raised to 99999999999; only pure numbers/)
    assert.match(told('length^2.37', 'mm'), /only pure numbers/)
    assert.equal(told('(length / [1 mm])^2.37', '1'), '')
    assert.match(told(`${'('.repeat(9)}mass${'^20)'.repeat(9)}`, 'g'), /only pure numbers/)
  })

  test('sixty fields that each take the two before them are told apart from a circle at once', () => {
    const many = Array.from({ length: 60 }, (_, k) => number(`f${k}`, 'g', { expression: k < 2 ? 'mass' : `f${k - 1} + f${k - 2}` }))
    assert.deepEqual(checkExpressions([...FIELDS, ...many], []), [])
    const turned = many.with(0, number('f0', 'g', { expression: 'f59' }))
    assert.equal(checkExpressions([...FIELDS, ...turned], []).length, 59)
  })

  test('turns per minute are no frequency: a factor of 2π would be lost', () => {
    assert.match(told('speed', 'Hz'), /does not compare/)
    assert.equal(told('speed * 2', 'rad/s'), '')
  })

  test('a temperature difference is no temperature: in K it is taken, in °C it is refused', () => {
    assert.equal(told('celsius - kelvin', 'K'), '')
    assert.match(told('celsius - celsius', '°C'), /temperature difference.* give the field the unit K/)
    assert.equal(told('(celsius + celsius) / 2', '°C'), '')
    assert.equal(told('kelvin', '°C'), '')
    assert.equal(told('[1.380649e-23 J/K] * celsius', 'meV'), '')
  })

  test('names of number fields, and at least one', () => {
    assert.match(told('mass / volme', 'g/cm³'), /^Column 8: the template has no field “volme”. Did you mean “volume”\?/)
    assert.match(told('mass / kind', 'g'), /^Column 8: “kind” is of type text; an expression takes numbers/)
    assert.match(told('[5 g]', 'g'), /names no field/)
    assert.match(told('result + mass', 'g'), /“result” would be calculated from itself/)
  })

  test('nothing that is owed, and nothing that a curve fills as well', () => {
    assert.match(told('mass', 'g', { obligation: 'required' }), /is calculated and cannot be required/)
    const curve = { name: 'curve', label, type: 'curve', role: 'result', obligation: 'optional', summaries: [{ name: 'result', of: 'maximum', axis: 'y' }] } as Field
    assert.match(checkExpressions([...FIELDS, curve, number('result', 'g', { expression: 'mass' })], [])[0]!.text.en, /filled by the curve “curve”/)
  })
})
