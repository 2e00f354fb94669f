import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSearchText } from '#contract/search-text.ts'
import { queryExamples, templatesToShow } from './query-examples.ts'

type Given = Parameters<typeof queryExamples>
const label = { en: 'x', ko: 'x' }
const field = (name: string, type: string, more = {}) => ({ name, type, label, role: 'result', obligation: 'optional', ...more })
const template = (name: string, kind: string, records: number, fields: unknown[]) => (
  { template: name, version: 1, kind, stage: 'property', label, fields, records }
)
const TEMPLATES = [
  template('alloy', 'material', 9, []),
  template('casting', 'process', 5, [field('route', 'terms', { role: 'parameter', vocabulary: [{ term: 'as cast', label }] })]),
  template('test', 'measurement', 20, [field('strength', 'quantity', { unit: 'MPa' }), field('phases', 'terms', { several: true, vocabulary: [] })]),
  template('unused', 'measurement', 0, [field('colour', 'quantity')]),
] as unknown as Given[0]
const ROWS = [
  { template: 'test@1', values: { strength: { type: 'quantity', value: 834, unit: 'MPa' }, phases: { type: 'terms', terms: ['FCC', 'and'] } } },
  { template: 'casting@1', values: { route: { type: 'terms', terms: ['as cast'] } } },
] as unknown as Given[1]

test('every example parses, asks of what the hub has, and takes its number from a record', () => {
  const examples = queryExamples(templatesToShow(TEMPLATES), ROWS, { Fe: 3, Ni: 8, Al: 5 })
  assert.deepEqual(examples.map(({ query }) => query), [
    'strength > 800 MPa', 'elements has all Ni, Al and not origin = predicted', 'phases has any FCC, "and"',
    'strength is known and up.casting.route = "as cast"', 'kind = material and down.test.strength > 800 MPa',
    'test.strength is unknown',
  ])
  for (const { query } of examples) assert.equal(readSearchText(query).is, 'query', query)
})

test('an empty hub has no examples, and no number is made up where no record has one', () => {
  assert.deepEqual(queryExamples([], [], {}), [])
  assert.equal(queryExamples(templatesToShow(TEMPLATES), [], {})[0]!.query, 'strength is known')
})
