import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawChain } from './chain-drawing.ts'

test('boxes of a chain stand side by side on a wide page and below each other on a narrow one, within its width', () => {
  for (const [width, n] of [[1200, 5], [340, 4], [700, 3]] as const) {
    const { boxes, height } = drawChain(n, width)
    assert.equal(boxes.length, n)
    for (const [at, { x, y, width: w, height: h }] of boxes.entries()) {
      assert.ok(x >= 0 && x + w <= width + 1e-9 && y >= 0 && y + h <= height)
      const before = boxes[at - 1]
      if (before) assert.ok(x >= before.x + before.width || y >= before.y + before.height)
    }
  }
})

test('each box is joined to every one before it', () => {
  assert.equal(drawChain(5, 1200).edges.length, 10)
  assert.equal(drawChain(3, 300).edges.length, 3)
})
