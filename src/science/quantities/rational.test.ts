import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { add, equal, multiply, parseRational, power, rational, rationalFromNumber, toNumber } from './rational.ts'

const MOST = 10n ** 30n
const fraction = fc.tuple(fc.bigInt(-MOST, MOST), fc.bigInt(1n, MOST)).map(([n, d]) => rational(n, d))

test('a decimal number survives the way to a fraction and back, to the last bit', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
    assert.equal(toNumber(rationalFromNumber(x)), x === 0 ? 0 : x)
  }))
  // The least normal number, its neighbours, and the least number there is.
  for (const x of [2 ** -1022, 2 ** -1022 - 2 ** -1074, 3 * 2 ** -1074, 5e-324, -1.1125369292536007e-308]) {
    assert.equal(toNumber(rationalFromNumber(x)), x)
  }
})

test('a fraction of numbers rounds as IEEE division does', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 31 - 1 }), (n, d) => {
    assert.equal(toNumber(rational(n, d)), n === 0 ? 0 : n / d)
  }))
})

test('adding and multiplying fractions is associative and distributive', () => {
  fc.assert(fc.property(fraction, fraction, fraction, (a, b, c) => {
    assert.ok(equal(add(add(a, b), c), add(a, add(b, c))))
    assert.ok(equal(multiply(multiply(a, b), c), multiply(a, multiply(b, c))))
    assert.ok(equal(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))))
  }))
})

test('a square root that is no fraction is right to a number’s last bit', () => {
  assert.equal(toNumber(power(rational(2), rational(1n, 2n))), Math.SQRT2)
  assert.ok(equal(power(rational(10n ** 6n), rational(1n, 2n)), rational(1000)))
  assert.ok(equal(power(rational(8n, 27n), rational(-2n, 3n)), rational(9n, 4n)))
})

test('text that is no number is not read as zero', () => {
  const texts = ['', '.', '-', 'e5', '1e', '0x10', '1/0', 'NaN', '1,5']
  for (const text of texts) assert.equal(parseRational(text), null, text)
})
