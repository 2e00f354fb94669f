import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxesOf } from './boxes-of.ts'
import type { Point } from './get-plot.ts'

const point = (category: string, value: number, more: Partial<Point['y']> = {}): Point => ({
  record: `${category} ${value}`, name: '', colour: null,
  x: { value: category, record: 'x', steps: 2 }, y: { value, record: 'y', steps: 0, ...more },
})

test('a group of five has a box, one of four its points only', () => {
  const { boxes, points } = boxesOf([1, 2, 3, 4, 5].map((value) => point('CAST', value)).concat([1, 2, 3, 4].map((value) => point('ROLLED', value))))
  assert.deepEqual(boxes, [
    { category: 'CAST', n: 5, left_out: 0, box: { q1: 2, median: 3, q3: 4, low: 1, high: 5, outliers: 0 } },
    { category: 'ROLLED', n: 4, left_out: 0, box: null },
  ])
  assert.deepEqual(points.map(({ record }) => record), ['ROLLED 1', 'ROLLED 2', 'ROLLED 3', 'ROLLED 4'])
})

test('“< 1” and “2–9” move no quartile and are counted', () => {
  const exact = [10, 11, 12, 13, 14].map((value) => point('CAST', value))
  const { boxes: [box], points } = boxesOf([...exact, point('CAST', 1, { bound: '<' }), point('CAST', 2, { high: 9 })])
  assert.deepEqual([box!.n, box!.left_out, box!.box!.median], [5, 2, 12])
  assert.deepEqual(points, [])
})

test('an outlier is drawn as the record that it is', () => {
  const { points } = boxesOf([1, 2, 3, 4, 5, 40].map((value) => point('CAST', value)))
  assert.deepEqual(points.map(({ record }) => record), ['CAST 40'])
})
