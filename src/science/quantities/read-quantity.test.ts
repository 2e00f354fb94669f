import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Refusal } from '../refusal.ts'
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
