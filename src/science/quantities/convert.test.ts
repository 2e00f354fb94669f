import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../refusal.ts'
import { convert, convertDifference, fromSI, isCompatible, toSI } from './convert.ts'
import { CONSTANTS } from './data/constants.ts'
import { UNITS } from './data/units.ts'
import { parseUnit } from './parse-unit.ts'

const to = (value: number, from: string, unit: string) => convert(value, parseUnit(from), parseUnit(unit))

test('the fixed points of the temperature scales agree', () => {
  assert.equal(to(0, 'degC', 'K'), 273.15)
  assert.equal(to(25, 'degC', 'K'), 298.15)
  assert.equal(to(100, 'degC', 'degF'), 212)
  assert.equal(to(32, 'degF', 'degC'), 0)
  assert.equal(to(-40, 'degF', 'degC'), -40)
  assert.equal(to(0, 'K', 'degC'), -273.15)
  assert.equal(to(0, 'K', 'degF'), -459.67)
  assert.equal(to(671.67, '°R', 'degC'), 100)
})

test('an uncertainty of one degree Celsius is one kelvin, not 274', () => {
  const [celsius, kelvin, fahrenheit] = ['degC', 'K', 'degF'].map(parseUnit) as [never, never, never]
  assert.equal(convertDifference(1, celsius, kelvin), 1)
  assert.equal(convertDifference(9, fahrenheit, celsius), 5)
  assert.equal(to(9, 'delta_degF', 'delta_degC'), 5)
  assert.equal(to(10, '°C/min', 'K/s'), 1 / 6)
})

test('a decimal stays a decimal: 0.07 is 7 %', () => {
  assert.equal(to(0.07, '1', '%'), 7)
  assert.equal(to(1.1, 'GPa', 'MPa'), 1100)
  assert.equal(to(0.3, 'mm', 'µm'), 300)
  assert.equal(to(158, 'HV', 'MPa'), 1549.4507)
  assert.equal(to(4.35, 'g/cm^3', 'kg/m^3'), 4350)
})

test('factors are those of the standards', () => {
  // NIST SP 811 (2008), appendix B.8; CODATA 2022.
  assert.equal(to(1, 'psi', 'Pa'), 6894.757293168362)
  assert.equal(to(1, 'kcal/mol', 'kJ/mol'), 4.184)
  assert.equal(to(1, 'atm', 'Torr'), 760)
  assert.equal(to(1, 'mAh/g', 'C/kg'), 3600)
  assert.equal(to(1, 'Eh', 'eV'), Number(CONSTANTS.hartree.value) / 1.602176634e-19)
  assert.equal(to(1, 'eV', 'J'), 1.602176634e-19)
  assert.equal(to(1, 'Oe', 'A/m'), 1000 / (4 * Math.PI))
  assert.equal(to(1, 'emu/g', 'A·m^2/kg'), 1)
  assert.equal(to(60, 'rpm', 'rad/s'), 2 * Math.PI)
  assert.equal(to(180, '°', 'rad'), Math.PI)
  assert.equal(to(1, 'MPa·m^0.5', 'Pa·m^0.5'), 1e6)
  assert.equal(to(1, 'Eh', 'Ry'), 2)
  assert.equal(to(1, 'hp_mech', 'W'), 745.6998715822702)
  assert.equal(to(1, 'D', 'C·m'), 3.335640951981521e-30)
})

test('the molar gas and Faraday constants are the products of the constants that define them', () => {
  const product = (a: string, b: string) => Number(a) * Number(b)
  const { boltzmann, avogadro, elementaryCharge, gas, faraday, rydberg, hartree } = CONSTANTS
  assert.ok(Math.abs(product(boltzmann.value, avogadro.value) / Number(gas.value) - 1) < 1e-15)
  assert.ok(Math.abs(product(elementaryCharge.value, avogadro.value) / Number(faraday.value) - 1) < 1e-15)
  assert.equal(2 * Number(rydberg.value), Number(hartree.value))
})

test('a value goes through SI and back to within one unit in the last place', () => {
  const units = UNITS.map((unit) => parseUnit(unit.symbol))
  fc.assert(fc.property(fc.constantFrom(...units), fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (unit, x) => {
    const back = fromSI(toSI(x, unit), unit)
    // An offset adds its own rounding: 1e-6 °C beside 273.15 keeps ten figures.
    const scale = unit.temperature === 'point' ? x + 460 : x
    assert.ok(Math.abs(back - x) <= scale * 4 * Number.EPSILON, `${x} ${unit.symbol} came back as ${back}`)
  }))
})

test('converting in two steps is converting in one', () => {
  const lengths = fc.constantFrom(...['m', 'mm', 'µm', 'Å', 'in', 'ft', 'bohr', 'mil'].map(parseUnit))
  fc.assert(fc.property(lengths, lengths, lengths, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (a, b, c, x) => {
    const direct = convert(x, a, c)
    assert.ok(Math.abs(convert(convert(x, a, b), b, c) - direct) <= Math.abs(direct) * 4 * Number.EPSILON)
    assert.equal(isCompatible(a, c), isCompatible(c, a))
  }))
})

test('units of different dimensions never compare', () => {
  const pairs = [['kg', 'mm'], ['MPa', 'K'], ['S/cm', 'S'], ['eV', 'J/mol'], ['mol', '1'], ['MPa·m^0.5', 'MPa·m']]
  for (const [a, b] of pairs as [string, string][]) {
    assert.equal(isCompatible(parseUnit(a), parseUnit(b)), false, `${a} and ${b}`)
    assert.throws(() => to(1, a, b), (error: unknown) => error instanceof Refusal && error.code === 'unit.incompatible'
      && error.message.includes(parseUnit(a).symbol) && error.text.ko.includes(parseUnit(b).symbol))
  }
})

test('what only the dimension would let pass is refused', () => {
  const pairs = [
    ['wt.%', 'at.%'], ['at.%', 'mol%'], ['vol.%', 'wppm'], // need a composition
    ['rpm', 'Hz'], ['rad/s', '1/s'], // differ by 2π
    ['pH', '%'], ['HRC', '1'], ['HV', 'HBW'], ['arb. unit', '1'], ['eV/atom', 'eV/f.u.'], ['dpa', '1'],
    ['°C', 'delta_degC'], ['°C', 'W·°C/W'], ['sccm', 'cm^3/min'], ['%RH', 'wt.%'], ['Bq', 'Hz'],
  ]
  for (const [a, b] of pairs as [string, string][]) {
    assert.equal(isCompatible(parseUnit(a), parseUnit(b)), false, `${a} and ${b}`)
    assert.equal(isCompatible(parseUnit(b), parseUnit(a)), false, `${b} and ${a}`)
  }
  const kin = [
    ['%', 'wt.%'], ['ppm', 'wppm'], ['HV', 'GPa'], ['deg', 'rad'], ['deg', '1'], ['K', 'delta_degC'], ['K', '°C'],
  ]
  for (const [a, b] of kin as [string, string][]) assert.ok(isCompatible(parseUnit(a), parseUnit(b)), `${a} and ${b}`)
})

test('what is not a finite number passes through unchanged', () => {
  assert.ok(Number.isNaN(to(Number.NaN, 'mm', 'm')))
  assert.equal(to(Infinity, 'degC', 'K'), Infinity)
})
