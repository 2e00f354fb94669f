import assert from 'node:assert/strict'
import test from 'node:test'
import { createRandom } from '#science/numerics/random.ts'
import { calibrate, fitVarianceLine, halfWidth } from './calibration.ts'
import { LEVELS } from './model.ts'

/** Residuals with standard deviation √(0.5 + 2 s²), heavier in the tail than normal ones. */
function residuals(m: number, seed: number) {
  const random = createRandom(seed)
  const raw = Float64Array.from({ length: m }, () => random.uniform())
  const r = raw.map((s2) => {
    const heavy = random.uniform() < 0.1 ? 2.2 : 0.78
    return random.normal() * heavy * Math.sqrt(0.5 + 2 * s2)
  })
  return { raw, r }
}

test('conformal intervals cover new rows as often as they say, whatever the distribution', () => {
  const known = residuals(4000, 1)
  const line = fitVarianceLine(known.r, known.raw)
  const variance = (raw: Float64Array) => raw.map((s2) => line.a + line.b * s2)
  const calibration = calibrate(known.r, variance(known.raw))
  const fresh = residuals(4000, 2)
  const v = variance(fresh.raw)
  for (const level of LEVELS) {
    const inside = fresh.r.filter((r, row) => Math.abs(r) <= halfWidth(calibration, level, Math.sqrt(v[row]!)))
    assert.ok(Math.abs(inside.length / 4000 - Number(level) / 100) < 0.03, `${level}: ${inside.length / 4000}`)
  }
})

test('a variance line finds how noise grows with the raw variance', () => {
  const random = createRandom(3)
  const raw = Float64Array.from({ length: 5000 }, () => random.uniform())
  const line = fitVarianceLine(raw.map((s2) => random.normal() * Math.sqrt(1 + 3 * s2)), raw)
  assert.ok(Math.abs(line.a - 1) < 0.15 && Math.abs(line.b - 3) < 0.3, JSON.stringify(line))
})

test('the factor for 50 % of nine residuals is the fifth smallest', () => {
  const { factors } = calibrate(Float64Array.of(9, -8, 7, -6, 5, -4, 3, -2, 1), new Float64Array(9).fill(1))
  assert.equal(factors[49], 5)
  assert.equal(factors[89], 9)
})

test('where rows are too few for a level its interval is wider than all residuals seen', () => {
  const { factors } = calibrate(Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1), new Float64Array(8).fill(1))
  assert.ok(factors[94]! > 2.3)
  assert.ok(factors.every((factor, index) => index === 0 || factor >= factors[index - 1]!))
})
