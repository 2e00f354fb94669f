import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linePath } from './line-path.ts'
import { linearScale } from './scale.ts'

const scales = { x: linearScale([0, 10], 0, 100), y: linearScale([0, 10], 100, 0) }

test('no line is drawn across a missing point, and a point alone is a dot', () => {
  assert.equal(linePath([0, 1, 2, 3, 4], [0, 1, null, 3, 4], scales), 'M0.0,100.0L10.0,90.0M30.0,70.0L40.0,60.0')
  assert.equal(linePath([0, 1, 2], [null, 1, null], scales), 'M10.0,90.0h0')
  assert.equal(linePath([0, null, 2], [1, null, 2], scales), 'M0.0,90.0h0M20.0,80.0h0')
})
