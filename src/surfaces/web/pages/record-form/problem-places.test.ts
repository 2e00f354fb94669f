import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyEntry } from './entry.ts'
import { shipped } from './fixtures/shipped-template.ts'
import { inForm } from './problem-places.ts'

const text = { en: 'wrong', ko: '오류' }
const problem = (key: string, field: string | null, code = 'field.bounds', planned = false) => ({ key, field, code, planned, text, details: {} })
const entry = { ...emptyEntry(shipped('specimen_cutting')), made: [{ template: 'test_bar@2', shared: {}, own: ['position'], role: '', pieces: [] }] }
const places = (problems: ReturnType<typeof problem>[], unread: string[] = []) => (
  inForm(problems, entry, { drafts: [], problems: unread.map((at) => ({ at, code: 'quantity.malformed', text, details: {} })) }).map(({ at }) => at)
)

test('what is wrong in a value that all pieces share is told once, where it was typed; what is a piece’s own, at the piece', () => {
  assert.deepEqual(
    places([problem('made-0-0', 'gauge_length'), problem('made-0-1', 'gauge_length'), problem('made-0-1', 'position')]),
    ['made-0/values/gauge_length', 'made-0-1/values/position'],
  )
})

test('a plan is told apart from what was done, and a count of materials at its side', () => {
  assert.deepEqual(
    places([problem('record', 'x', 'field.bounds', true), problem('record', 'x'), problem('record', null, 'process.outputs'), problem('record', null)]),
    ['record/planned/x', 'record/values/x', 'record/outputs', 'record'],
  )
})

test('a box that could not be read is not told to be missing as well', () => {
  assert.deepEqual(places([problem('record', 'x', 'field.required')], ['record/values/x']), [])
})
