import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortened, textWidth } from './text-width.ts'

test('a name is cut to its room with an ellipsis, Hangul as wide as it is drawn', () => {
  assert.equal(shortened('Cast', 70), 'Cast')
  assert.equal(shortened('Powder metallurgy', 70), 'Powder me…')
  assert.equal(shortened('규칙 체심입방(B2)', 60), '규칙 체…')
  assert.ok(textWidth(shortened('규칙 체심입방(B2)', 60)) <= 60)
})

test('where there is no room at all, the first letter stays', () => {
  assert.equal(shortened('Cast', 0), 'C…')
})
