import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { logNormalCdf, normalCdf, normalPdf, normalQuantile } from './normal.ts'

const near = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`)

// Values of SciPy 1.17 (scipy.stats.norm), which uses Cephes.
const CDF: [z: number, p: number, logP: number][] = [
  [-31, 2.6952500812001938e-211, -484.8539636271794], [-20, 2.7536241186061556e-89, -203.9171553710973],
  [-6.4, 7.768847581709776e-11, -23.278314185937177], [-5, 2.866515718791933e-7, -15.064998393988725],
  [-0.3, 0.3820885778110474, -0.9621028181688505], [0.5, 0.6914624612740131, -0.36894641528865635],
  [1.96, 0.9750021048517795, -0.025315649164282115],
]

test('the normal distribution agrees with published values far into its tail', () => {
  for (const [z, p, logP] of CDF) {
    near(normalCdf(z), p, 3e-13)
    near(logNormalCdf(z), logP, 1e-9)
  }
  near(logNormalCdf(-40), -804.6084420137539, 1e-9)
  near(normalPdf(1), 0.24197072451914337, 1e-15)
})

test('the probability stays within 0…1 and never turns round, however far out', () => {
  const far = [0, 0.1, 1, 5, 30, 38, 39, 40, 41, 1e3, 1e100, 4.5e307, Number.MAX_VALUE, Infinity]
  const p = [...far.map((z) => normalCdf(-z)).reverse(), ...far.map(normalCdf)]
  assert.ok(p.every((value, at) => value >= (p[at - 1] ?? 0) && value <= 1), String(p))
  assert.deepEqual([p[0], p.at(-1)], [0, 1])
})

test('quantiles of AS 241 agree with its own check values', () => {
  near(normalQuantile(0.25), -0.6744897501960817, 1e-15)
  near(normalQuantile(0.001), -3.090232306167814, 1e-15)
  near(normalQuantile(1e-20), -9.26234008979841, 1e-15)
  assert.deepEqual([normalQuantile(0), normalQuantile(1), normalQuantile(2)], [-Infinity, Infinity, NaN])
})

test('the quantile undoes the distribution', () => {
  fc.assert(fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => {
    assert.ok(Math.abs(normalQuantile(normalCdf(z)) - z) < 1e-8)
  }))
})
