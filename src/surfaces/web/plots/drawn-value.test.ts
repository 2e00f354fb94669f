import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnRange, drawnValue } from './drawn-value.ts'

const cell = (more: object) => ({ value: 10, record: 'r', steps: 0, ...more })

test('a measured value stands where it is, with its uncertainty to both sides', () => {
  assert.deepEqual(drawnValue(cell({ uncertainty: { kind: 'standard', value: 2 } })), { at: 10, bar: [8, 12], toward: 0, exact: true })
  assert.deepEqual(drawnValue(cell({ uncertainty: { kind: 'interval', low: 9, high: 15, level: 0.95 } })).bar, [9, 15])
})

test('“< 10” points downwards and “10–20” spans its ends; neither passes for a value', () => {
  assert.deepEqual(drawnValue(cell({ bound: '<=' })), { at: 10, bar: null, toward: -1, exact: false })
  assert.deepEqual(drawnValue(cell({ high: 20 })), { at: 15, bar: [10, 20], toward: 0, exact: false })
})

test('an axis holds every bar; a logarithmic one only what is above zero', () => {
  const values = [cell({}), cell({ value: -5 }), cell({ value: 100, uncertainty: { kind: 'standard', value: 20 } })].map(drawnValue)
  const [low, high] = drawnRange(values, false)!
  assert.ok(low < -5 && high > 120)
  const logarithmic = drawnRange(values, true)!
  assert.ok(logarithmic[0] > 0 && logarithmic[0] < 10 && logarithmic[1] > 120)
  assert.equal(drawnRange([drawnValue(cell({ value: -1 }))], true), null)
})
