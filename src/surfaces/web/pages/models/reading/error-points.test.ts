import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorsByCategory, pointsOver } from './error-points.ts'

const row = (name: string, observed: number, mean: number) => ({ record: name, name, observed, mean, low: mean - 10, high: mean + 10 })
const rows = [row('a', 100, 105), row('b', 100, 120), row('c', 50, 40), row('d', 60, 0)]

test('an error is predicted less observed; a value outside of its 90 % interval is marked', () => {
  const points = pointsOver(rows, [1, 2, null, 4], 'difference')
  assert.deepEqual(points.map(({ error, missed }) => [error, missed]), [[5, false], [20, true], [-60, true]])
})

test('a row whose input is unknown is at no place, and nothing is divided by a prediction of nothing', () => {
  assert.deepEqual(pointsOver(rows, [1, null, 3, 4], 'ratio').map(({ error }) => error), [100 / 105, 1.25])
})

test('four rows make no box: each is drawn; of a box only those whose interval missed are', () => {
  const cast = Array.from({ length: 6 }, (_, n) => row(`cast ${n}`, 100, 100 + n))
  const wrought = [row('w', 10, 30)]
  const [first, second] = errorsByCategory([...cast, row('off', 0, 50), ...wrought], [...cast.map(() => 'cast'), 'cast', 'wrought'], 'difference', 9)
  assert.equal(first!.n, 7)
  assert.deepEqual(first!.points.map((point) => point.row.name), ['off'])
  assert.equal(second!.box, null)
  assert.deepEqual(second!.points.map((point) => point.row.name), ['w'])
})
