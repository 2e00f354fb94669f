import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lineages, material, measurement, process } from '../fixtures/lineages.ts'
import type { WholeRecord } from '../fixtures/lineages.ts'
import { elementsAlong } from './elements-along.ts'
import { referencedIds } from './participants.ts'

const none = () => []
const along = (
  records: readonly WholeRecord[],
  own: Record<string, readonly number[]>,
  known = none as (id: string) => readonly number[],
) => (
  elementsAlong(new Map(records.map(({ id, content }) => [id, { content, own: own[id] ?? [] }])), known)
)

test('a specimen and its tests have the elements of the alloy that it was rolled from', () => {
  const found = along([
    measurement('test', 'specimen'), material('specimen'), process('roll', ['alloy'], ['specimen']), material('alloy'),
  ], { alloy: [26, 28] })
  for (const id of ['alloy', 'roll', 'specimen', 'test']) assert.deepEqual(found.get(id), [26, 28], id)
})

test('a blend has the elements of all that went in, each once, in the order of atomic numbers', () => {
  const records = [material('a'), material('b'), process('mix', ['a', 'b'], ['blend']), material('blend')]
  assert.deepEqual(along(records, { a: [26, 28], b: [6, 26] }).get('blend'), [6, 26, 28])
})

test('what a thing was found to consist of counts more than what it was made from', () => {
  const records = [material('ore'), process('smelt', ['ore'], ['iron']), material('iron')]
  assert.deepEqual(along(records, { ore: [8, 26], iron: [26] }).get('iron'), [26])
})

test('a process without input has the elements of what it made', () => {
  const records = [process('grow', [], ['film', 'rest']), material('film'), material('rest')]
  assert.deepEqual(along(records, { film: [31, 33] }).get('grow'), [31, 33])
})

test('a material of which nothing is known has no elements, rather than any', () => {
  assert.deepEqual(along([material('powder'), measurement('xrd', 'powder')], {}).get('xrd'), [])
})

test('what is outside of the batch is asked of the store', () => {
  assert.deepEqual(
    along([measurement('test', 'elsewhere')], {}, (id) => (id === 'elsewhere' ? [13] : [])).get('test'), [13],
  )
})

test('a lot that was passed on 20,000 times still has its elements', () => {
  const steps = Array.from(
    { length: 20_000 }, (_, n) => [process(`p${n}`, [`m${n}`], [`m${n + 1}`]), material(`m${n + 1}`)],
  )
  const records = [material('m0'), ...steps.flat()].reverse()
  assert.deepEqual(along(records, { m0: [29] }).get('m20000'), [29])
})

test('a circle, which no store holds, ends and adds nothing', () => {
  const circle = [material('a'), material('b'), process('p', ['a'], ['b']), process('q', ['b'], ['a'])]
  assert.deepEqual(along(circle, {}).get('a'), [])
})

test('every element of a record is stated by some ancestor, and the order of records does not matter', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 118 }), { maxLength: 3 })
  const own = fc.dictionary(
    fc.constantFrom('m0', 'm1', 'm2', 'm3'), numbers.map((unsorted) => unsorted.sort((a, b) => a - b)),
  )
  fc.assert(fc.property(lineages, own, (records, stated) => {
    const found = along(records, stated)
    assert.deepEqual(along([...records].reverse(), stated), new Map([...found].reverse()))
    const all = new Set(Object.values(stated).flat())
    for (const { id, content } of records) {
      const elements = found.get(id)!
      assert.deepEqual(elements, [...new Set(elements)].sort((a, b) => a - b))
      assert.ok(elements.every((number) => all.has(number)))
      if (content.kind === 'measurement') assert.deepEqual(elements, found.get(referencedIds(content)[0]!))
    }
  }))
})
