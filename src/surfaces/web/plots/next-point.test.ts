import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextPoint } from './next-point.ts'

const grid = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ x: column * 10, y: row * 10 })))
const BACK = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft', ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp' } as const

test('arrows lead from the middle of a grid to its four neighbours, back again, and from its edge nowhere', () => {
  assert.deepEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => nextPoint(grid, 4, key)), [3, 5, 1, 7])
  for (const [key, back] of Object.entries(BACK)) assert.equal(nextPoint(grid, nextPoint(grid, 4, key)!, back), 4)
  assert.deepEqual([nextPoint(grid, 2, 'ArrowRight'), nextPoint(grid, 4, 'Tab')], [null, null])
})

test('an arrow never leads against its direction, however the pieces lie', () => {
  const place = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) })
  fc.assert(fc.property(fc.array(place, { minLength: 1, maxLength: 25 }), (points) => {
    const to = (key: string) => points[nextPoint(points, 0, key) ?? -1]
    const { x, y } = points[0]!
    assert.ok((to('ArrowRight')?.x ?? Infinity) > x && (to('ArrowLeft')?.x ?? -Infinity) < x)
    assert.ok((to('ArrowDown')?.y ?? Infinity) > y && (to('ArrowUp')?.y ?? -Infinity) < y)
  }))
})
