import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestWord } from './nearest-word.ts'

const commands = ['serve', 'status', 'overview', 'record', 'template', 'import', 'table', 'model', 'campaign', 'list', 'show']

test('swapped neighbours, a letter too many, too few or wrong are one slip', () => {
  const slips = ['lsit', 'recrod', 'tabel', 'modl', 'shows', 'impprt'].map((word) => nearestWord(word, commands))
  assert.deepEqual(slips, ['list', 'record', 'table', 'model', 'show', 'import'])
})

test('the beginning of a word means the word', () => {
  assert.equal(nearestWord('camp', commands), 'campaign')
})

test('a word that is like none has no nearest', () => {
  assert.equal(nearestWord('xyzzy', commands), null)
  assert.equal(nearestWord('', commands), null)
})
