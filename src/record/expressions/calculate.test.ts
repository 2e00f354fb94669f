import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { QuantityValue, Values } from '../records/value.ts'
import type { Field } from '../templates/template.ts'
import { calculate } from './calculate.ts'
import type { Outcome } from './calculate.ts'
import { calculationsOf } from './calculations.ts'
import { checkExpressions } from './check-expressions.ts'

const number = (name: string, unit: string, more: Partial<Field> = {}): Field => ({
  name, label: { en: name, ko: name }, type: 'quantity', role: 'result', obligation: 'optional', unit, ...more,
})
const q = (value: number, unit: string, uncertainty?: number, more: Partial<QuantityValue> = {}): QuantityValue => ({
  type: 'quantity', value, unit, ...(uncertainty === undefined ? {} : { uncertainty: { kind: 'standard' as const, value: uncertainty } }), ...more,
})

/** What the last of the fields is calculated to. */
function outcome(fields: readonly Field[], values: Values): Outcome {
  assert.deepEqual(checkExpressions(fields, []).map(({ text }) => text.en), [])
  const template = { template: 't', version: 1, kind: 'material', stage: 'design', label: { en: 't', ko: 't' }, fields } as const
  return calculate(calculationsOf(template).at(-1)!, values)
}

function result(...asked: Parameters<typeof outcome>): QuantityValue {
  const found = outcome(...asked)
  return 'value' in found ? found.value : assert.fail(`absent: ${found.absent.en}`)
}

function absence(...asked: Parameters<typeof outcome>): string {
  const found = outcome(...asked)
  return 'absent' in found ? found.absent.en : assert.fail(`came to ${found.value.value}`)
}

const spread = ({ uncertainty }: QuantityValue) => (uncertainty?.kind === 'standard' ? uncertainty.value : null)
const near = (found: number | null, wanted: number, relative = 1e-12) => (
  assert.ok(found !== null && Math.abs(found - wanted) <= relative * Math.abs(wanted), `${found}, not ${wanted}`)
)

const DENSITY = [number('mass', 'g', { bounds: [0, 1e6] }), number('volume', 'cm³', { bounds: [0, 1e6] }), number('density', 'g/cm³', { expression: 'mass / volume' })]

describe('uncertainty', () => {
  test('a density of 10.0 ± 0.1 g in 2.00 ± 0.04 cm³ is 5.0 g/cm³, and relative uncertainties of 1 % and 2 % make √5 %', () => {
    const density = result(DENSITY, { mass: q(10, 'g', 0.1), volume: q(2, 'cm³', 0.04) })
    assert.equal(density.value, 5)
    assert.equal(density.unit, 'g/cm³')
    near(spread(density), 5 * Math.hypot(0.01, 0.02))
    assert.deepEqual(density.calculated_from, ['mass', 'volume'])
  })

  // JCGM 100:2008, H.2.3, table H.2: V = 4.9990 V (u 0.0032), I = 19.6610 mA (u 0.0095), φ = 1.04446 rad (u 0.00075). The
  // guide also has their correlations, which change the result's uncertainty (0.071, 0.295 and 0.236 Ω); the values are without
  // them, by its own sensitivities squared and summed.
  test('the resistance, reactance and impedance of GUM H.2 come out as in its table H.4', () => {
    const inputs = [number('voltage', 'V'), number('current', 'mA'), number('phase', 'rad')]
    const values = { voltage: q(4.999, 'V', 0.0032), current: q(19.661, 'mA', 0.0095), phase: q(1.04446, 'rad', 0.00075) }
    const [resistance, reactance, impedance] = ['voltage / current * cos(phase)', 'voltage / current * sin(phase)', 'voltage / current']
      .map((expression) => result([...inputs, number('z', 'Ω', { expression })], values)) as [QuantityValue, QuantityValue, QuantityValue]
    assert.deepEqual([resistance, reactance, impedance].map(({ value }) => value.toFixed(2)), ['127.73', '219.85', '254.26'])
    near(spread(impedance), 254.2597 * Math.hypot(0.0032 / 4.999, 0.0095 / 19.661), 1e-5)
    near(spread(resistance), Math.hypot(127.732 * 0.0032 / 4.999, 127.732 * 0.0095 / 19.661, 219.847 * 0.00075), 1e-5)
  })

  // JCGM 100:2008, H.1: l = ls + d − ls(δα θ + αs δθ), of which H.1.3.5 gives uc(l) = 32 nm.
  test('the end gauge of GUM H.1 is 50.000838 mm long, with 32 nm of standard uncertainty', () => {
    const fields = [
      number('ls', 'mm'), number('d', 'nm'), number('delta_alpha', '1/K'), number('theta', 'Δ°C'), number('alpha_s', '1/K'), number('delta_theta', 'Δ°C'),
      number('length', 'mm', { expression: 'ls + d - ls * (delta_alpha * theta + alpha_s * delta_theta)' }),
    ]
    const length = result(fields, {
      ls: q(50.000623, 'mm', 25e-6), d: q(215, 'nm', 9.7), delta_alpha: q(0, '1/K', 0.58e-6), theta: q(-0.1, 'Δ°C', 0.41),
      alpha_s: q(11.5e-6, '1/K', 1.2e-6), delta_theta: q(0, 'Δ°C', 0.029),
    })
    assert.equal(length.value.toFixed(6), '50.000838')
    assert.equal((spread(length)! * 1e6).toFixed(0), '32')
  })

  test('a difference of a thing from itself is exactly zero, and so is its uncertainty', () => {
    const found = result([number('x', 'mm'), number('y', 'mm', { expression: 'x - x' })], { x: q(3.1, 'mm', 0.2) })
    assert.deepEqual([found.value, spread(found)], [0, 0])
  })

  test('an input that comes in twice by way of another calculated field counts once: (m / V) · V has the uncertainty of m', () => {
    const found = result([...DENSITY, number('again', 'g', { expression: 'density * volume' })], { mass: q(10, 'g', 0.1), volume: q(2, 'cm³', 0.5) })
    near(found.value, 10)
    near(spread(found), 0.1)
  })

  test('an interval of 95 % in the middle of which the value lies is 1.96 standard uncertainties to a side', () => {
    const volume: QuantityValue = { type: 'quantity', value: 2, unit: 'cm³', uncertainty: { kind: 'interval', low: 1.96, high: 2.04, level: 0.95 } }
    const found = result(DENSITY, { mass: q(10, 'g', 0), volume })
    near(spread(found), 5 * (0.04 / 1.959963984540054) / 2, 1e-9)
  })

  test('part of the inputs with an uncertainty give none for the whole, and the one that has none is named', () => {
    const found = outcome(DENSITY, { mass: q(10, 'g', 0.1), volume: q(2, 'cm³') })
    assert.ok('value' in found && found.value.uncertainty === undefined)
    assert.match(found.silent!.en, /none is stated for volume$/)
    assert.deepEqual(outcome(DENSITY, { mass: q(10, 'g'), volume: q(2, 'cm³') }), {
      value: { type: 'quantity', value: 5, unit: 'g/cm³', calculated_from: ['mass', 'volume'] }, silent: null,
    })
  })

  test('the square of 0 ± 1 has no uncertainty of the first order, and none is invented', () => {
    const square = [number('x', 'mm'), number('y', 'mm²', { expression: 'x^2' })]
    const found = outcome(square, { x: q(0, 'mm', 1) })
    assert.ok('value' in found && found.value.value === 0 && found.value.uncertainty === undefined)
    assert.match(found.silent!.en, /too far from a straight line/)
    const product = outcome([number('x', 'mm'), number('y', 'mm'), number('z', 'mm²', { expression: 'x * y' })], { x: q(0, 'mm', 1), y: q(0, 'mm', 1) })
    assert.ok('value' in product && product.value.uncertainty === undefined)
    near(spread(result(square, { x: q(10, 'mm', 0.1) })), 2)
  })

  test('where one uncertainty away a logarithm has no value, the result stands without an uncertainty', () => {
    const found = outcome([number('x', '1'), number('y', '1', { expression: 'ln(x)' })], { x: q(1, '1', 1) })
    assert.ok('value' in found && found.value.value === 0 && found.silent !== null)
  })

  test('linear expressions are exact: any a·x + b·y + c has √(a²u² + b²v²)', () => {
    const some = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    const few = fc.double({ min: 1e-3, max: 10, noNaN: true })
    fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), some, some, few, few, (a, b, x, y, u, v) => {
      const found = result([number('x', '1'), number('y', '1'), number('z', '1', { expression: `${a} * x - y * ${b} + 7` })], { x: q(x, '1', u), y: q(y, '1', v) })
      const scale = Math.abs(a * x) + Math.abs(b * y) + 7
      assert.ok(Math.abs(found.value - (a * x - b * y + 7)) <= 1e-13 * scale)
      near(spread(found), Math.hypot(a * u, b * v), 1e-9)
    }))
  })

  test('smooth expressions agree with the standard deviation of 100,000 draws within its own error', () => {
    const expressions = ['x / y', 'x * y^2', 'sqrt(x / y)', 'exp(x / y / 10)', 'ln(x) * y', '(x - y) / (x + y)', 'x * sin(y) + cos(x) * y', '1 / (x + 1 / y)']
    const n = 100_000
    const draws = gaussians(2 * n)
    for (const [place, expression] of expressions.entries()) {
      const [x, y] = [2 + place * 0.4, 3.5 - place * 0.2]
      const found = result([number('x', '1'), number('y', '1'), number('z', '1', { expression })], { x: q(x, '1', 0.01 * x), y: q(y, '1', 0.01 * y) })
      const f = new Function('x', 'y', `with (Math) return ${expression.replace('^', '**').replaceAll('ln', 'log')}`) as (x: number, y: number) => number
      let [sum, squares] = [0, 0]
      const middle = f(x, y)
      for (let k = 0; k < n; k++) {
        const value = f(x * (1 + 0.01 * draws[k]!), y * (1 + 0.01 * draws[n + k]!)) - middle
        sum += value
        squares += value * value
      }
      const deviation = Math.sqrt(squares / n - (sum / n) ** 2)
      // Five standard errors of a standard deviation, 1/√(2n) each, and the second order at 1 %, below 1e-3.
      near(spread(found), deviation, 5 / Math.sqrt(2 * n) + 1e-3)
    }
  })
})

describe('bounds and ranges', () => {
  test('mass below 5 g in 2 cm³ is a density below 2.5 g/cm³; a volume below 2 cm³ makes it greater', () => {
    const below = result(DENSITY, { mass: q(5, 'g', undefined, { bound: '<' }), volume: q(2, 'cm³') })
    assert.deepEqual([below.bound, below.value, below.high], ['<', 2.5, undefined])
    const above = result(DENSITY, { mass: q(5, 'g'), volume: q(2, 'cm³', undefined, { bound: '<=' }) })
    assert.deepEqual([above.bound, above.value], ['>=', 2.5])
  })

  test('10–20 g in 2–4 cm³ is 2.5–10 g/cm³', () => {
    const found = result(DENSITY, { mass: q(10, 'g', undefined, { high: 20 }), volume: q(2, 'cm³', undefined, { high: 4 }) })
    assert.deepEqual([found.value, found.high], [2.5, 10])
  })

  test('a bound above and a bound below settle nothing where they pull apart', () => {
    const values = { mass: q(5, 'g', undefined, { bound: '<' }), volume: q(2, 'cm³', undefined, { bound: '<' }) } as const
    assert.match(absence(DENSITY, values), /leave open/)
  })

  test('over a range in which the expression turns there is no result, and the field is named', () => {
    const square = [number('x', 'mm'), number('y', 'mm²', { expression: 'x^2' })]
    assert.match(absence(square, { x: q(-1, 'mm', undefined, { high: 2 }) }), /does not rise or fall.* x$/)
    assert.deepEqual(result(square, { x: q(1, 'mm', undefined, { high: 2 }) }).high, 4)
    assert.match(absence([number('x', 'mm'), number('y', 'mm', { expression: 'x * cos(x / [1 mm])' })], { x: q(1, 'mm', undefined, { high: 2 }) }), /cosine/)
    assert.match(absence(DENSITY.map((field) => ({ ...field, bounds: undefined }) as unknown as Field), { mass: q(5, 'g'), volume: q(2, 'cm³', undefined, { bound: '<' }) }), /divide by zero/)
  })

  test('a bound beside an uncertainty is no bound any more', () => {
    assert.match(absence(DENSITY, { mass: q(5, 'g', undefined, { bound: '<' }), volume: q(2, 'cm³', 0.1) }), /uncertainty of volume/)
  })

  test('whatever numbers lie in the ranges, the result lies in its own', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const expressions = ['a / b', 'a * b - b', '(a - b) / b', 'sqrt(a) * ln(b)', '-a + 3 / b^2', 'a^2 / (a + b)', 'exp(-a / b)']
    fc.assert(fc.property(fc.constantFrom(...expressions), fc.tuple(part, part, part, part), part, part, (expression, [a, da, b, db], s, t) => {
      const fields = [number('a', '1'), number('b', '1'), number('c', '1', { expression })]
      const [low, lower] = [1 + a, 1.5 + b]
      const found = outcome(fields, { a: q(low, '1', undefined, { high: low + da }), b: q(lower, '1', undefined, { high: lower + db }) })
      if ('absent' in found) return
      const { value } = result(fields, { a: q(low + s * da, '1'), b: q(lower + t * db, '1') })
      const slack = 1e-12 * Math.max(1, Math.abs(value))
      assert.ok(value >= found.value.value - slack && value <= (found.value.high ?? found.value.value) + slack)
    }))
  })
})

describe('what gives no result says why', () => {
  test('a missing input, never taken as zero', () => {
    assert.equal(absence(DENSITY, { mass: q(5, 'g') }), 'not given: volume')
    assert.equal(absence([number('a', 'g'), number('b', 'g'), number('c', 'g', { expression: 'a + b' })], { a: q(5, 'g') }), 'not given: b')
  })

  test('a division by zero, a logarithm of zero, a root of a negative number, an overflow, a number that vanishes', () => {
    const one = (expression: string) => [number('x', '1'), number('y', '1', { expression })]
    assert.match(absence(one('1 / x'), { x: q(0, '1') }), /divide by zero/)
    assert.match(absence(one('ln(x)'), { x: q(0, '1') }), /logarithm/)
    assert.match(absence(one('sqrt(x)'), { x: q(-1, '1') }), /root/)
    assert.match(absence(one('exp(x)'), { x: q(1000, '1') }), /too large/)
    assert.match(absence(one('exp(x)'), { x: q(-1000, '1') }), /too small/)
    assert.match(absence(one('1 / exp(x)'), { x: q(1000, '1') }), /too large/)
  })

  test('a result that its own field calls impossible', () => {
    const bounded = [...DENSITY.slice(0, 2), number('density', 'g/cm³', { expression: 'mass / volume', bounds: [0.0001, 30] })]
    assert.match(absence(bounded, { mass: q(100, 'g'), volume: q(2, 'cm³') }), /50 g\/cm³, outside 0.0001 … 30/)
  })
})

describe('units', () => {
  test('inputs may be in any unit that compares; the result is in that of its field', () => {
    const found = result(DENSITY, { mass: q(0.01, 'kg', 0.0001), volume: q(2000, 'mm³', 0) })
    assert.deepEqual([found.value, found.unit], [5, 'g/cm³'])
    near(spread(found), 0.05)
  })

  test('a temperature in °C is taken in kelvin: at 26.85 °C the thermal energy is k · 300 K', () => {
    const found = result([number('t', '°C'), number('e', 'meV', { expression: '[1.380649e-23 J/K] * t' })], { t: q(26.85, '°C', 1) })
    near(found.value, 25.851999786435314, 1e-9)
    near(spread(found), 25.851999786435314 / 300, 1e-9)
  })

  test('a difference of two temperatures in °C is 5 K; their mean is a temperature again', () => {
    const temperatures = [number('a', '°C'), number('b', '°C')]
    const values = { a: q(25, '°C'), b: q(20, '°C') }
    assert.equal(result([...temperatures, number('d', 'K', { expression: 'a - b' })], values).value, 5)
    assert.equal(result([...temperatures, number('m', '°C', { expression: '(a + b) / 2' })], values).value, 22.5)
    assert.equal(result([...temperatures, number('d', '%', { expression: '(a - b) / a' })], values).value, Number((500 / 298.15).toPrecision(15)))
  })
})

/** Numbers of the standard normal distribution, the same each time (Box and Muller over a linear congruential generator). */
function gaussians(n: number): Float64Array {
  let state = 12345n
  const uniform = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return (Number(state >> 11n) + 0.5) / 2 ** 53
  }
  return Float64Array.from({ length: n }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
}
