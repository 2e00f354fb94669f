import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import { findCommand } from './find-command.ts'

const words = (...args: string[]) => {
  const found = findCommand(args)
  return 'command' in found ? [found.command.words, ...found.rest] : found
}
const refuses = (args: string[], message: RegExp) =>
  assert.throws(() => findCommand(args), (error: unknown) => error instanceof Refusal && message.test(error.message))

test('a command is one verb of the hub, or a noun and its verb', () => {
  assert.deepEqual(words('overview', '--json'), ['overview', '--json'])
  assert.deepEqual(words('record', 'list', '--limit', '3'), ['record list', '--limit', '3'])
})

test('options of every command may come first or in between', () => {
  assert.deepEqual(words('--language', 'ko', 'record', '--json', 'list'), ['record list', '--language', 'ko', '--json'])
})

test('import takes a recipe, and has verbs of its own', () => {
  assert.deepEqual(words('import', 'recipes/mpea'), ['import', 'recipes/mpea'])
  assert.deepEqual(words('import', 'list'), ['import list'])
  assert.deepEqual(words('import', './list'), ['import', './list'])
})

test('help is asked for on everything, a noun or a command', () => {
  assert.deepEqual(words(), { helpOn: '' })
  assert.deepEqual(words('--help'), { helpOn: '' })
  assert.deepEqual(words('help', 'record', 'list'), { helpOn: 'record list' })
  assert.deepEqual(words('record', '--help'), { helpOn: 'record' })
  assert.deepEqual(words('record', 'list', '--help'), ['record list', '--help'])
})

test('a slip is refused with the command that was meant', () => {
  refuses(['recrod', 'list'], /did you mean “record”\?/)
  refuses(['record', 'lsit'], /did you mean “record list”\?/)
  refuses(['help', 'modle'], /did you mean “model”\?/)
  refuses(['record'], /needs one of: list, show, lineage, map, /)
  refuses(['--port', '1', 'serve'], /--port stands before any command/)
})
