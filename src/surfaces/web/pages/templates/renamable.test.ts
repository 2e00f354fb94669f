import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOTHING, renamable, stillRenamed, withRenamed } from './renamable.ts'

const number = (name: string) => ({ name, type: 'quantity' })
const terms = (name: string, ...all: string[]) => ({ name, type: 'terms', vocabulary: all.map((term) => ({ term })) })

test('a field that is gone may be one that is new and of the same type, and nothing else', () => {
  const from = [number('strength'), number('stays'), terms('phase', 'A1')]
  const to = [number('yield_strength'), number('stays'), terms('phases', 'A1')]
  assert.deepEqual(renamable(from, to, NOTHING).fields, [
    { name: 'strength', choices: ['yield_strength'] }, { name: 'phase', choices: ['phases'] },
  ])
})

test('a term that is gone may be one that is new in its field, also where the field is called otherwise', () => {
  const [from, to] = [[terms('phase', 'A1', 'B2')], [terms('phases', 'FCC', 'B2')]]
  assert.deepEqual(renamable(from, to, NOTHING).terms, [])
  const renamed = withRenamed(NOTHING, 'phase', null, 'phases')
  assert.deepEqual(renamable(from, to, renamed).terms, [{ name: 'phase', term: 'A1', choices: ['FCC'] }])
})

test('what was renamed is forgotten once the later version has the old name again, or two would share one', () => {
  const chosen = withRenamed(withRenamed(NOTHING, 'a', null, 'c'), 'b', null, 'c')
  assert.deepEqual(stillRenamed(chosen, [number('a'), number('b')], [number('c')]).fields, { a: 'c' })
  assert.deepEqual(stillRenamed(chosen, [number('a')], [number('a'), number('c')]).fields, {})
  assert.deepEqual(withRenamed(chosen, 'a', null, '').fields, { b: 'c' })
})
