import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mapRange, spacingOf } from './map-range.ts'

const place = fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -200, max: 200 }) })

test('a millimetre is as long across a map as it is up, and no piece lies outside', () => {
  fc.assert(fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
    const { x, y, aspect } = mapRange(places)
    assert.ok(Math.abs((y[1] - y[0]) / (x[1] - x[0]) - aspect) < 1e-9)
    assert.ok(aspect >= 0.3 - 1e-9 && aspect <= 1.15 + 1e-9)
    for (const at of places) assert.ok(at.x > x[0] && at.x < x[1] && at.y > y[0] && at.y < y[1])
  }))
})

test('the spacing of a grid is its step, also where one spot was made twice, almost in its place', () => {
  const grid = [0, 10, 20, 30].flatMap((x) => [0, 10, 20].map((y) => ({ x, y })))
  assert.equal(spacingOf(grid), 10)
  assert.equal(spacingOf([...grid, { x: 0.1, y: 0 }]), 10)
  assert.equal(spacingOf([{ x: 1, y: 1 }, { x: 1, y: 1 }]), null)
})
