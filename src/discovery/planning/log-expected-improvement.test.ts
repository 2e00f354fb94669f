import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logExpectedImprovement } from './expected-improvement.ts'

// log(φ(z) + z Φ(z)) by mpmath with 60 digits, rounded to double precision.
const EXACT: readonly (readonly [number, number])[] = [
  [2, 0.6973835457882284], [-0.5, -1.6205162643873199], [-1, -2.4851210257126413], [-3, -7.869686059603029],
  [-10, -55.55312203612235], [-24.9, -317.35848574266737], [-25, -319.86146358149597], [-30, -457.724653760598],
  [-100, -5010.12957880025], [-1000, -500014.73445209116],
]

test('log EI agrees with 60-digit arithmetic to 1e-12 of its value, far into the tail', () => {
  for (const [z, exact] of EXACT) {
    const found = logExpectedImprovement(z, 1, 0, 'max')
    assert.ok(Math.abs(found - exact) < 1e-12 * Math.abs(exact), `z = ${z}: ${found}`)
  }
})

test('an sd that is zero, or lost in rounding, leaves a certain gain or none', () => {
  for (const sd of [0, 5e-324]) {
    assert.equal(logExpectedImprovement(12, sd, 10, 'max'), Math.log(2))
    assert.equal(logExpectedImprovement(8, sd, 10, 'max'), -Infinity)
  }
})
