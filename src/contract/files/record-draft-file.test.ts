import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '#science/refusal.ts'
import { parseRecordDraftFile } from './record-draft-file.ts'

const common = { template: 'alloy@1', name: 'CoNi', origin: 'specified', source: { kind: 'own' }, values: {} }
const material = { key: 'alloy', content: { kind: 'material', ...common } }
const measurement = {
  key: 'test',
  content: { kind: 'measurement', ...common, template: 'hardness@1', state: 'done', of: 'alloy' },
}
const file = (...drafts: readonly object[]) => drafts.map((draft) => JSON.stringify(draft)).join('\n')

function refuse(text: string, code: string, line: number): void {
  assert.throws(() => parseRecordDraftFile(text, 'records.jsonl'), (error: Refusal) => {
    assert.deepEqual([error.code, error.details.line], [code, line])
    return true
  })
}

test('drafts come with the line that they stand on', () => {
  const drafts = parseRecordDraftFile(`${file(material)}\n\n${file(measurement)}\n`, 'records.jsonl')
  assert.deepEqual(drafts.map(({ key, line }) => [key, line]), [['alloy', 1], ['test', 3]])
})

test('a record may not point to one that stands below it or nowhere', () => {
  refuse(file(measurement, material), 'file.unknown_key', 1)
})

test('two records may not share a key', () => {
  refuse(file(material, measurement, material), 'file.duplicate_key', 3)
})

test('a line that is not JSON, or not a record, is told by its number', () => {
  refuse(`${file(material)}\n{"key": `, 'file.not_json', 2)
  refuse(file(material, { ...measurement, content: { ...measurement.content, origin: 'guessed' } }), 'file.invalid', 2)
  refuse(file({ ...material, colour: 'red' }), 'file.invalid', 1)
})
