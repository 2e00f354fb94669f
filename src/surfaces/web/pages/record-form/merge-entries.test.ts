import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { emptySource } from './entry.ts'
import type { Entry } from './entry.ts'
import { differences, isContested, mergeEntries } from './merge-entries.ts'

const entry = (values: Entry['values'], more: Partial<Entry> = {}): Entry => ({
  template: 'tension_test@1', name: 'test', origin: 'measured', state: 'done', source: emptySource(), trl: '', note: '', values, planned: {},
  of: null, inputs: [], outputs: [], made: [], reason: '', ...more,
})

test('two people who correct two different values both have theirs', () => {
  const base = entry({ yield_strength: '158 MPa', elongation: '2 %' })
  const theirs = entry({ yield_strength: '185 MPa', elongation: '2 %' })
  const mine = entry({ yield_strength: '158 MPa', elongation: '12 %' }, { reason: 'typing error' })
  assert.deepEqual(differences(base, theirs, mine).filter(isContested), [])
  assert.deepEqual(mergeEntries(base, theirs, mine, {}), entry({ yield_strength: '185 MPa', elongation: '12 %' }, { reason: 'typing error' }))
})

test('what both changed is taken from whom the reader chooses, and is mine while nobody chose', () => {
  const [base, theirs, mine] = ['158 MPa', '185 MPa', '181 MPa'].map((text) => entry({ yield_strength: text })) as [Entry, Entry, Entry]
  assert.deepEqual(differences(base, theirs, mine), [{ at: 'values/yield_strength', was: '158 MPa', theirs: '185 MPa', mine: '181 MPa' }])
  assert.equal(mergeEntries(base, theirs, mine, {}).values['yield_strength'], '181 MPa')
  assert.equal(mergeEntries(base, theirs, mine, { 'values/yield_strength': 'theirs' }).values['yield_strength'], '185 MPa')
})

test('a value that I took out stays out, an emptied box is no change of one that was empty', () => {
  const base = entry({ yield_strength: '158 MPa' })
  assert.equal(mergeEntries(base, base, entry({ yield_strength: '' }), {}).values['yield_strength'], '')
  assert.deepEqual(differences(base, base, entry({ yield_strength: '158 MPa', elongation: '', test_type: [] })), [])
})

test('nothing that was typed is lost, whatever somebody else changed', () => {
  const boxes = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1 MPa', '2 MPa', '3 MPa'))
  fc.assert(fc.property(boxes, boxes, boxes, fc.string(), (was, theirs, mine, note) => {
    const merged = mergeEntries(entry(was), entry(theirs), entry(mine, { note }), {})
    for (const [field, box] of Object.entries(mine)) if (box !== was[field]) assert.equal(merged.values[field], box)
    assert.equal(merged.note, note)
  }))
})
