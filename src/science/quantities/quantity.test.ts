import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../refusal.ts'
import type { Quantity } from './quantity.ts'
import { formatQuantity, parseQuantity } from './quantity.ts'

const read = (text: string, unit = 'MPa') => {
  const { written, unit: _, ...rest } = parseQuantity(text, unit)
  assert.equal(written, text.trim())
  return rest
}
const standard = (value: number) => ({ kind: 'standard', value }) as const
const code = (text: string, unit = 'MPa') => {
  try {
    parseQuantity(text, unit)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return assert.fail(`${text} was read`)
}

test('a cell is read as its author meant it', () => {
  assert.deepEqual(read(' 158 '), { value: 158 })
  assert.deepEqual(read('<1e-10'), { value: 1e-10, bound: '<' })
  assert.deepEqual(read('≥ 5'), { value: 5, bound: '>=' })
  assert.deepEqual(read('12.3 ± 0.4'), { value: 12.3, uncertainty: standard(0.4) })
  assert.deepEqual(read('12.3 +/- 0.4 MPa'), { value: 12.3, uncertainty: standard(0.4) })
  assert.deepEqual(read('12.30(4)'), { value: 12.3, uncertainty: standard(0.04) })
  assert.deepEqual(read('123(4)'), { value: 123, uncertainty: standard(4) })
  assert.deepEqual(read('1.23(4)e-5'), { value: 1.23e-5, uncertainty: standard(4e-7) })
  assert.deepEqual(read('(1.2 ± 0.1)×10⁻³'), { value: 0.0012, uncertainty: standard(0.0001) })
  assert.deepEqual(read('1.2×10^-3'), { value: 0.0012 })
  assert.deepEqual(read('10⁻⁶'), { value: 1e-6 })
  assert.deepEqual(read('−5', '°C'), { value: -5 })
})

test('a hyphen is a range, a sign or an exponent by where it stands', () => {
  for (const text of ['10-20', '10–20', '10 .. 20', '10~20', '10 to 20']) {
    assert.deepEqual(read(text), { value: 10, high: 20 }, text)
  }
  assert.deepEqual(read('-10--5', '°C'), { value: -10, high: -5 })
  assert.deepEqual(read('1e-5-1e-4', 'S/cm'), { value: 1e-5, high: 1e-4 })
  assert.deepEqual(read('-5-5', '°C'), { value: -5, high: 5 })
  assert.equal(code('20-10'), 'quantity.range_reversed')
  assert.equal(code('2014-07-02'), 'quantity.malformed')
})

test('a comma is refused, because it may be decimal or thousands', () => {
  for (const text of ['1,5', '1,500', '12 345', '1,234.5', "12'345"]) assert.equal(code(text), 'quantity.comma', text)
})

test('no zero and no number is invented', () => {
  assert.equal(code(''), 'quantity.missing')
  assert.equal(code('1e999'), 'quantity.out_of_range')
  assert.equal(code('1e-999'), 'quantity.out_of_range')
  for (const text of ['NaN', 'n/a', '-', '~5', 'ca. 5', '<5-6', '1.2 ± 0.1e-3', '0x10', '1-2-3', '5 ± -1', '1 2']) {
    assert.equal(code(text), 'quantity.malformed', text)
  }
  assert.deepEqual(read('0.0'), { value: 0 })
})

test('a unit in the cell must be the unit of the column', () => {
  assert.deepEqual(read('158 MPa'), { value: 158 })
  assert.deepEqual(read('5 S cm-1', 'S/cm'), { value: 5 })
  assert.equal(code('158 GPa'), 'quantity.unit_differs')
  assert.equal(code('158', 'Mpa'), 'unit.unknown')
})

test('a quantity prints with the figures that were written', () => {
  const print = (text: string, unit = 'MPa') => formatQuantity(parseQuantity(text, unit), 'en')
  assert.equal(print('158.0'), '158.0 MPa')
  assert.equal(print('<1e-10', 'S cm-1'), '< 1×10⁻¹⁰ S/cm')
  assert.equal(print('12.30(4)'), '12.30 ± 0.04 MPa')
  assert.equal(print('523 ± 4'), '523 ± 4 MPa')
  assert.equal(print('523.0 ± 4.0'), '523.0 ± 4.0 MPa')
  assert.equal(print('523.125 ± 4.375'), '523.125 ± 4.375 MPa')
  assert.equal(print('1.23(4)e-5', 'S/cm'), '(1.23 ± 0.04)×10⁻⁵ S/cm')
  assert.equal(print('10~20', 'µm'), '10–20 µm')
  assert.equal(print('-5', '°C'), '−5 °C')
  assert.equal(print('3.50', '1'), '3.50')
  assert.equal(print('26.5', '°'), '26.5°')
})

test('without written figures a value ends where two figures of its uncertainty do', () => {
  const print = (quantity: Partial<Quantity>, language: 'en' | 'ko' = 'en') => (
    formatQuantity({ value: 0, unit: 'MPa', ...quantity }, language)
  )
  assert.equal(print({ value: 123.456, uncertainty: standard(4.321) }), '123.5 ± 4.3 MPa')
  assert.equal(print({ value: 523, uncertainty: standard(4) }), '523 ± 4 MPa')
  assert.equal(print({ value: 523.456, uncertainty: standard(4) }), '523 ± 4 MPa')
  assert.equal(print({ value: 12345, uncertainty: standard(1234) }), '12300 ± 1200 MPa')
  assert.equal(print({ value: 1.2345e-4, uncertainty: standard(2.3e-6) }), '(1.234 ± 0.023)×10⁻⁴ MPa')
  const interval = { kind: 'interval', low: 450.2, high: 560.7, level: 0.9 } as const
  assert.equal(print({ value: 500, uncertainty: interval, replicates: 3 }), '500 MPa (90 % interval 450–561, n = 3)')
  assert.equal(print({ value: 500, uncertainty: interval }, 'ko'), '500 MPa (90 % 구간 450–561)')
  // Figures written for another value are not kept: the number was converted since.
  assert.equal(print({ value: 1 / 3, written: '0.5' }), '0.333333 MPa')
})

test('a printed number reads back as the number that was written', () => {
  const whole = (min: number, max: number) => fc.integer({ min, max })
  const numeral = fc.tuple(whole(-99999, 99999), whole(0, 4), whole(-12, 9))
    .map(([digits, decimals, exponent]) => `${(digits / 10 ** decimals).toFixed(decimals)}e${exponent}`)
  fc.assert(fc.property(numeral, (text) => {
    const quantity = parseQuantity(text, 'MPa')
    assert.equal(parseQuantity(formatQuantity(quantity, 'en'), 'MPa').value, quantity.value)
  }))
})

test('no cell, however odd, gets anything but a quantity or a refusal', () => {
  const piece = fc.constantFrom(...'1 2.5 -3 e-4 ± ( ) – .. ~ < ≥ × 10^ MPa , % 10⁻³ to'.split(' '), ' ')
  fc.assert(fc.property(fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('')), (text) => {
    try {
      formatQuantity(parseQuantity(text, 'MPa'), 'ko')
    } catch (error) {
      assert.ok(error instanceof Refusal, `${JSON.stringify(text)}: ${error}`)
    }
  }), { numRuns: 500 })
})

test('a plain number reads the same whether its unit stands behind it or not', () => {
  const digits = fc.stringMatching(/^[0-9]{1,25}$/)
  const mantissa = fc.oneof(digits, digits.map((all) => `${all}.`), digits.map((all) => `.${all}`), fc.tuple(digits, digits).map(([a, b]) => `${a}.${b}`))
  const exponent = fc.oneof(fc.constant(''), fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(400)).map((all) => all.join('')))
  const written = fc.tuple(fc.constantFrom('', '+', '-'), mantissa, exponent).map((all) => all.join(''))
  const readOf = (text: string) => {
    try {
      return parseQuantity(text, 'MPa').value
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return error.code
    }
  }
  fc.assert(fc.property(written, (text) => assert.equal(readOf(text), readOf(`${text} MPa`))))
})

test('the letter O at the end of a number is no unit, and no zero until somebody says so', () => {
  assert.throws(() => parseQuantity('38O', 'HV'), { code: 'quantity.letter', message: /letter O/ })
})
