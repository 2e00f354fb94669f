import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linearScale, logScale } from './scale.ts'

test('on a logarithmic axis equal ratios are equal distances, and a pixel gives its value back', () => {
  const scale = logScale([1, 1000], 0, 300)
  assert.deepEqual([1, 10, 100, 1000].map((value) => Math.round(scale.at(value))), [0, 100, 200, 300])
  assert.ok(Math.abs(scale.value(scale.at(37)) - 37) < 1e-9)
})

test('on a plain axis equal differences are', () => {
  const scale = linearScale([0, 10], 100, 0)
  assert.deepEqual([0, 5, 10].map(scale.at), [100, 50, 0])
})
