import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { canonicalJson } from '#record/records/canonical-json.ts'
import {
  ALLOY, HARDNESS, composition, lineages, material, measurement, process, quantity,
} from '#record/fixtures/lineages.ts'
import type { WholeRecord } from '#record/fixtures/lineages.ts'
import { hashedText, rowsOf } from './record-rows.ts'
import type { Authorship, PreparedRecord } from './record-rows.ts'

const by: Authorship = {
  hub: 'h', author: 'marie', at: new Date('2026-01-02T03:04:05.678Z'), reason: 'first', import: null,
}
const prepared = ({ id, content, template }: WholeRecord, change: Partial<PreparedRecord> = {}): PreparedRecord => (
  { id, content, template, elements: [], revision: 1, parent: null, ...change }
)
const hashOf = (record: PreparedRecord, authorship = by) => rowsOf(record, authorship).revision.hash
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]))
}

test('the hash of a revision is the same in whatever order its keys were written, and after JSON', () => {
  fc.assert(fc.property(lineages, (records) => {
    for (const record of records) {
      const hash = hashOf(prepared(record))
      assert.match(hash, /^[0-9a-f]{64}$/)
      const content = reversed(JSON.parse(JSON.stringify(record.content))) as typeof record.content
      assert.equal(hashOf(prepared({ ...record, content })), hash)
      assert.equal(hashOf(prepared({ ...record, content: { ...record.content, note: undefined } as never })), hash)
    }
  }))
})

test('a revision cannot be changed without changing its hash: neither what, who, when, why nor upon what', () => {
  const record = measurement('t', 'm', HARDNESS, { hardness: quantity(120, 'HV') })
  const changes: [Partial<PreparedRecord>, Partial<Authorship>][] = [
    [{}, {}], [{ revision: 2 }, {}], [{ parent: 'a'.repeat(64) }, {}], [{ id: 'u' }, {}], [{}, { author: 'pierre' }],
    [{}, { at: new Date('2026-01-02T03:04:05.679Z') }], [{}, { reason: 'second' }],
    [{ content: measurement('t', 'm', HARDNESS, { hardness: quantity(121, 'HV') }).content }, {}],
    [{ content: measurement('t', 'n', HARDNESS, { hardness: quantity(120, 'HV') }).content }, {}],
  ]
  const hashes = changes.map(([change, authorship]) => hashOf(prepared(record, change), { ...by, ...authorship }))
  assert.equal(new Set(hashes).size, changes.length)
})

test('a copy in another hub has the same hash: a revision is known by what it says', () => {
  assert.equal(hashOf(prepared(material('m')), { ...by, hub: 'other' }), hashOf(prepared(material('m'))))
})

test('what is stored of a record is what its revision says', () => {
  const iron = material('m', ALLOY, { composition: composition({ Fe: 1 }), density: quantity(7.9, 'g/cm^3') })
  const { record, revision } = rowsOf(prepared(iron, { elements: [26] }), by)
  assert.deepEqual(JSON.parse(revision.content), iron.content)
  assert.deepEqual(
    [record.stage, record.template, record.template_version, record.state], ['design', 'alloy', 1, 'done'],
  )
  assert.deepEqual([record.elements, record.source_key, record.trl, record.of_material], [[26], null, null, null])
  assert.deepEqual([record.number_fields, record.numbers], [['density'], [7900]])
  assert.deepEqual([record.number_highs, record.number_bounds, record.term_fields, record.terms], [null, null, [], []])
})

test('the edges of a process keep the order, role and amount of its participants; other records have none', () => {
  const mix = process('mix', [], ['paste']).content
  assert.ok(mix.kind === 'process')
  const inputs = [{ material: 'powder', role: 'filler', amount: quantity(2, 'g') }, { material: 'oil' }]
  const { edges } = rowsOf(prepared({ ...process('mix', [], []), content: { ...mix, inputs } }), by)
  assert.deepEqual(edges.map(({ direction, position, material, role }) => [direction, position, material, role]), [
    ['input', 0, 'powder', 'filler'], ['input', 1, 'oil', null], ['output', 0, 'paste', null],
  ])
  assert.deepEqual(edges.map(({ amount }) => amount && JSON.parse(amount)), [quantity(2, 'g'), null, null])
  assert.deepEqual(rowsOf(prepared(measurement('t', 'm')), by).edges, [])
})

test('a number that SI cannot hold is refused, not stored as none', () => {
  const load = quantity(1e308, 'kN')
  assert.throws(() => rowsOf(prepared(measurement('t', 'm', HARDNESS, { load })), by), (error) => (
    error instanceof Refusal && error.code === 'field.too_large' && error.details['field'] === 'load'
  ))
})

test('a revision’s hash is taken over the canonical JSON of all that it says, whatever stands in its reason', () => {
  fc.assert(fc.property(fc.string(), fc.option(fc.string()), fc.jsonValue(), (reason, parent, content) => {
    const said = { author: by.author, at: by.at.toISOString(), reason, parent }
    assert.equal(hashedText('r', 3, canonicalJson(content), said), canonicalJson({ record: 'r', n: 3, content, ...said }))
  }))
})
