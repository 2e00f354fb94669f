import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGeometry, distanceBetween } from './geometry.ts'
import type { Point } from './point.ts'

const known: Point[] = [{ alloy: { Al: 1 }, T: 0, route: 'cast' }, { alloy: { Ni: 1 }, T: 100, route: 'rolled' }]
const { place } = createGeometry(['alloy', 'T', 'route'], known, known)
const distance = (a: Point, b: Point) => distanceBetween(place(a), place(b))

test('a pure element lies 1 from another, a whole range 1, another choice 0.3', () => {
  const from: Point = { alloy: { Al: 1 }, T: 0, route: 'cast' }
  assert.ok(Math.abs(distance(from, { ...from, alloy: { Ni: 1 } }) - 1) < 1e-12)
  assert.ok(Math.abs(distance(from, { ...from, T: 100 }) - 1) < 1e-12)
  assert.ok(Math.abs(distance(from, { ...from, route: 'rolled' }) - 0.3) < 1e-12)
})

test('two experiments that both leave the temperature open are one; of one that states it they are another choice away', () => {
  const open: Point = { alloy: { Al: 1 }, route: 'cast' }
  assert.equal(distance(open, open), 0)
  assert.ok(Math.abs(distance(open, { ...open, T: 0 }) - 0.3) < 1e-12)
})
