import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seriesMark } from './series-marks.ts'

test('no two of fifty curves are drawn alike', () => {
  const marks = Array.from({ length: 50 }, (_, place) => JSON.stringify(seriesMark(place)))
  assert.equal(new Set(marks).size, 50)
})
