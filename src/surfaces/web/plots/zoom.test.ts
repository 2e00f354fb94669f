import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inside, moved, zoomed } from './zoom.ts'
import type { Window } from './zoom.ts'

const WHOLE: Window = [-2, 10]

test('zooming out far enough, or brushing over everything, shows the whole', () => {
  assert.equal(zoomed([0, 4], WHOLE, 20), null)
  assert.equal(inside([-5, 99], WHOLE), null)
  assert.deepEqual(zoomed(null, WHOLE, 0.5), [1, 7])
})

test('moving keeps the width and stops at the ends', () => {
  assert.deepEqual(moved([0, 4], WHOLE, 0.5), [2, 6])
  assert.deepEqual(moved([0, 4], WHOLE, 99), [6, 10])
  assert.deepEqual(moved([0, 4], WHOLE, -99), [-2, 2])
  assert.equal(moved(null, WHOLE, 1), null)
})

test('no way of zooming leads outside the whole', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('zoom', 'move'), fc.double({ min: 0.1, max: 8, noNaN: true })))
  fc.assert(fc.property(steps, (all) => {
    let window: Window | null = null
    for (const [what, by] of all) window = what === 'zoom' ? zoomed(window, WHOLE, by) : moved(window, WHOLE, by - 4)
    if (window) assert.ok(window[0] >= -2 - 1e-9 && window[1] <= 10 + 1e-9 && window[0] < window[1])
  }))
})
