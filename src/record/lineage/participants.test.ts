import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lineages, material, measurement, process, quantity } from '../fixtures/lineages.ts'
import { referencedIds, renameReferences } from './participants.ts'

test('a process points to what went in and came out, a measurement to what it observed, a material to nothing', () => {
  assert.deepEqual(referencedIds(process('weld', ['plate', 'wire'], ['joint']).content), ['plate', 'wire', 'joint'])
  assert.deepEqual(referencedIds(measurement('test', 'joint').content), ['joint'])
  assert.deepEqual(referencedIds(material('plate').content), [])
})

test('a renamed participant keeps its role and its amount', () => {
  const weld = process('weld', [], ['joint']).content
  assert.ok(weld.kind === 'process')
  const inputs = [{ material: 'wire', role: 'filler', amount: quantity(3, 'g') }]
  assert.deepEqual(renameReferences({ ...weld, inputs }, (id) => `${id}2`), {
    ...weld, inputs: [
      { material: 'wire2', role: 'filler', amount: quantity(3, 'g') },
    ], outputs: [{ material: 'joint2' }],
  })
})

test('renaming changes every reference and nothing else, and renaming back undoes it', () => {
  fc.assert(fc.property(lineages, (records) => {
    for (const { content } of records) {
      const renamed = renameReferences(content, (id) => `x${id}`)
      assert.deepEqual(referencedIds(renamed), referencedIds(content).map((id) => `x${id}`))
      assert.deepEqual(renameReferences(renamed, (id) => id.slice(1)), content)
    }
  }))
})
