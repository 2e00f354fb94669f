import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { logTicks, niceRange, niceTicks } from './ticks.ts'
import { binValues } from './bins.ts'
import { nearestPoint } from './nearest-point.ts'

test('ticks of 0 to 1 are tenths without binary dust', () => {
  assert.deepEqual(niceTicks(0, 1, 10).values, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
})

test('ticks step by 1, 2 or 5 times a power of ten, stay inside the range, and are neither one nor a crowd', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (low, span) => {
      const { values, step } = niceTicks(low, low + span, 5)
      assert.match((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toFixed(6), /^[125]\.000000$/)
      assert.ok(values.length >= 2 && values.length <= 9, `${values.length} ticks`)
      for (const value of values) assert.ok(value >= low - step * 1e-6 && value <= low + span + step * 1e-6)
    }),
  )
})

test('a range of one value can still be drawn, with the value inside', () => {
  const [low, high] = niceRange(125, 125)
  assert.ok(low < 125 && high > 125)
})

test('an empty or infinite range has no ticks', () => {
  assert.deepEqual(niceTicks(3, 3).values, [])
  assert.deepEqual(niceTicks(0, Infinity).values, [])
})

test('every finite value is counted in exactly one bin', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { minLength: 1 }), (values) => {
      const bins = binValues(values)
      const finite = values.filter((value) => value !== null).length
      assert.equal(bins?.counts.reduce((sum, count) => sum + count, 0) ?? 0, finite)
    }),
  )
})

test('values that differ by rounding only are drawn as one', () => {
  const bins = binValues([-999999.9999999834, -999999.9999999909])!
  assert.deepEqual([Math.max(...bins.counts), bins.counts.filter((count) => count > 0).length], [2, 1])
})

test('the nearest point is found within reach and not beyond', () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }]
  assert.equal(nearestPoint(points, 7, 1, 5), 1)
  assert.equal(nearestPoint(points, 5, 40, 5), null)
})

test('a logarithmic axis has round values: tens over many decades, 1, 2 and 5 over few, plain steps within one', () => {
  assert.deepEqual(logTicks(1e-6, 1e6, 6), [1e-6, 1e-4, 1e-2, 1, 100, 1e4, 1e6])
  assert.deepEqual(logTicks(3, 700, 6), [5, 10, 20, 50, 100, 200, 500])
  assert.deepEqual(logTicks(200, 800, 6), [200, 300, 400, 500, 600, 700, 800])
  assert.deepEqual(logTicks(1e-5, 1e-3, 5), [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3])
})
