import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { emptyEntry } from './entry.ts'
import { shipped } from './fixtures/shipped-template.ts'
import { forgetEntry, keepEntry, keptEntries, keptEntry } from './kept-entries.ts'

/** A browser's store; keys are properties of it, as in a browser. */
class Store {
  [key: string]: unknown
  getItem(key: string) { return Object.hasOwn(this, key) ? String(this[key]) : null }
  setItem(key: string, text: string) { this[key] = text }
  removeItem(key: string) { delete this[key] }
}
beforeEach(() => void Object.assign(globalThis, { localStorage: new Store() }))

const kept = (at: string) => ({ entry: emptyEntry(shipped('test_bar')), at, title: 'bar', address: '/' })

test('what one person typed is not offered to another who uses the same browser', () => {
  keepEntry('oh', 'main.test_bar', kept('2026-01-01'))
  assert.deepEqual([keptEntry('oh', 'main.test_bar')?.title, keptEntry('na', 'main.test_bar')], ['bar', null])
  assert.deepEqual(keptEntries('na', 'main'), [])
})

test('forms of a hub are listed newest first, those of another hub are not, and what is discarded is gone', () => {
  keepEntry('oh', 'main.test_bar', kept('2026-01-01'))
  keepEntry('oh', 'main.alloy', kept('2026-01-02'))
  keepEntry('oh', 'main2.alloy', kept('2026-01-03'))
  assert.deepEqual(keptEntries('oh', 'main').map(({ form }) => form), ['main.alloy', 'main.test_bar'])
  forgetEntry('oh', 'main.alloy')
  assert.deepEqual(keptEntries('oh', 'main').map(({ form }) => form), ['main.test_bar'])
})

test('a browser that keeps nothing is told of, and breaks nothing', () => {
  Object.assign(globalThis, { localStorage: { getItem() { throw new Error('denied') }, setItem() { throw new Error('full') } } })
  assert.equal(keepEntry('oh', 'main.alloy', kept('2026-01-01')), false)
  assert.equal(keptEntry('oh', 'main.alloy'), null)
  forgetEntry('oh', 'main.alloy')
})
