import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Refusal } from '../refusal.ts'
import { formatQuantity, parseQuantity } from './quantity.ts'
import { readQuantity, unitChoices } from './read-quantity.ts'

function refuse(text: string, expected: string | null, code: string): Refusal['details'] {
  let caught: Refusal | undefined
  assert.throws(() => readQuantity(text, expected), (error: Refusal) => {
    caught = error
    return error.code === code
  })
  return caught!.details
}

test('a number keeps the unit, the digits and the spread that stand in its text', () => {
  assert.deepEqual(readQuantity('850 ± 5 MPa', 'GPa'), {
    value: 850, unit: 'MPa', written: '850 ± 5', uncertainty: { kind: 'standard', value: 5 },
  })
  assert.deepEqual(readQuantity('<5 HV', 'HV'), { value: 5, unit: 'HV', written: '<5', bound: '<' })
  assert.deepEqual(readQuantity(' 10–20 µm ', 'µm'), { value: 10, unit: 'µm', written: '10–20', high: 20 })
  assert.deepEqual(readQuantity('12.1 ± 0.3 GPa (n = 5)', 'GPa'), {
    value: 12.1, unit: 'GPa', written: '12.1 ± 0.3', uncertainty: { kind: 'standard', value: 0.3 }, replicates: 5,
  })
  assert.deepEqual(readQuantity('12.1(3) GPa', 'GPa').replicates, undefined)
  assert.deepEqual(readQuantity('25 degC', '°C'), { value: 25, unit: 'degC', written: '25' })
  assert.deepEqual(readQuantity('1.50×10⁻⁴ S/cm', 'S/cm'), { value: 1.5e-4, unit: 'S/cm', written: '1.50×10⁻⁴' })
})

test('an interval with its level is read as it is printed, in both languages, and as people write one', () => {
  const interval = { kind: 'interval', low: 11.9, high: 12.8, level: 0.95 } as const
  for (const text of ['12.1 GPa (95 % interval 11.9–12.8, n = 5)', '12.1 GPa (n = 5, 95 % 구간 11.9–12.8)', '12.1 GPa (95% CI: [11.9, 12.8], n=5)', '12.1 GPa (95 % 신뢰구간 11.9…12.8, n = 5)']) {
    assert.deepEqual(readQuantity(text, 'GPa'), { value: 12.1, unit: 'GPa', written: '12.1', uncertainty: interval, replicates: 5 }, text)
  }
  assert.deepEqual(parseQuantity('-3 (90 % -5–-1)', 'mV').uncertainty, { kind: 'interval', low: -5, high: -1, level: 0.9 })
  refuse('12 ± 1 GPa (95 % CI 11–13)', 'GPa', 'quantity.two_spreads')
  refuse('< 12 GPa (95 % CI 11–13)', 'GPa', 'quantity.two_spreads')
  // Neither a level nor what else it might mean is guessed.
  refuse('12 GPa (11–13)', 'GPa', 'unit.malformed')
  refuse('12 GPa (95 % CI 11–13 GPa)', 'GPa', 'unit.malformed')
})

test('what is printed of an interval reads as the same interval', () => {
  const numbers = fc.double({ noNaN: true, min: 1e-12, max: 1e9, noDefaultInfinity: true }).map((value) => Number(value.toPrecision(3)))
  fc.assert(fc.property(numbers, fc.constantFrom(0.5, 0.68, 0.95, 0.99), fc.constantFrom('en' as const, 'ko' as const), (value, level, language) => {
    const uncertainty = { kind: 'interval' as const, low: Number((value * 0.5).toPrecision(2)), high: Number((value * 2).toPrecision(2)), level }
    const read = readQuantity(formatQuantity({ value, unit: 'GPa', uncertainty }, language), 'GPa').uncertainty
    assert.ok(read?.kind === 'interval' && read.level === level)
    // Ends are printed to where the second figure of half their distance stands.
    for (const end of ['low', 'high'] as const) assert.ok(Math.abs(read[end] - uncertainty[end]) <= 0.05 * (uncertainty.high - uncertainty.low), `${read[end]} for ${uncertainty[end]}`)
  }))
})

test('a number without a unit is refused with the choices, unless the field holds pure numbers', () => {
  const { choices } = refuse('850', 'MPa', 'quantity.no_unit') as { choices: string[] }
  assert.deepEqual(choices.slice(0, 2), ['MPa', 'GPa'])
  refuse('12', '%', 'quantity.no_unit')
  refuse('12', null, 'quantity.no_unit')
  assert.deepEqual(readQuantity('12', '1'), { value: 12, unit: '1', written: '12' })
})

test('what is no number, or has a unit that nobody knows, is refused as everywhere', () => {
  refuse('strong', 'MPa', 'quantity.malformed')
  refuse('85,0 MPa', 'MPa', 'quantity.comma')
  refuse('850 Mpascal', 'MPa', 'unit.unknown')
  refuse('', 'MPa', 'quantity.missing')
})

test('the choices of a unit all read as what the field expects', () => {
  for (const unit of ['MPa', '°C', 'µm', '%', 'h', 'g/cm³']) {
    assert.equal(unitChoices(unit)[0], unit)
    for (const choice of unitChoices(unit)) readQuantity(`1 ${choice}`, unit)
  }
})

test('a unit never changes the number before it', () => {
  const units = fc.constantFrom('MPa', 'µm', 'degC', '°C', 'mA/cm²', 'm^-1', 'wt.%', 'h')
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9, max: 1e12 }), units, (value, unit) => {
    const read = readQuantity(`${value} ${unit}`, unit)
    return read.value === value && read.written === String(value)
  }))
})
