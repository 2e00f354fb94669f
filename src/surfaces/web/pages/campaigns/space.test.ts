import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundSums, candidatesFrom, fractionOf, switchDimension } from './space.ts'

test('with at most two elements only the two highest upper bounds can add up', () => {
  const elements: Record<string, [number, number]> = { Al: [0, 0.4], Fe: [0.1, 0.3], Ni: [0.2, 0.2] }
  assert.deepEqual(boundSums({ kind: 'composition', column: 'c', elements }), { low: 0.3, high: 0.9 })
  assert.deepEqual(boundSums({ kind: 'composition', column: 'c', elements, at_most: 2 }), { low: 0.3, high: 0.7 })
})

test('candidates are read a line each, once, with the fixed conditions of the space', () => {
  assert.deepEqual(
    candidatesFrom('CrHfMoNbTaC5\n\nCrHfMoNbTiC5, CrHfMoNbTaC5\n', 'composition', [{ kind: 'fixed', column: 'temperature', value: 25 }]),
    [{ composition: 'CrHfMoNbTaC5', temperature: 25 }, { composition: 'CrHfMoNbTiC5', temperature: 25 }],
  )
})

test('a percentage half typed is no number, and a decimal comma is a decimal point', () => {
  assert.equal(fractionOf(''), null)
  assert.equal(fractionOf('-'), null)
  assert.equal(fractionOf('12,5'), 0.125)
  assert.equal(fractionOf('30'), 0.3)
})

test('fixing a range and freeing it again brings the suggested range back', () => {
  const range = { kind: 'continuous' as const, column: 't', low: 20, high: 600 }
  const fixed = switchDimension(range, range)
  assert.deepEqual(fixed, { kind: 'fixed', column: 't', value: 310 })
  assert.deepEqual(switchDimension(fixed, range), range)
})
