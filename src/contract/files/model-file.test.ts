import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#science/refusal.ts'
import type { Column, LearningTable } from '#discovery/learning/columns.ts'
import { modelFileOf, openModelFile } from '#discovery/learning/model-file.ts'
import { train } from '#discovery/learning/train.ts'
import { parseModelFile } from './model-file.ts'

const xs = Array.from({ length: 30 }, (_, n) => n)
const inputs: Column[] = [
  { name: 'alloy', kind: 'composition', values: xs.map((n) => ({ Fe: 1 - n / 60, Ni: n / 60 })) },
  { name: 'route', kind: 'category', values: xs.map((n) => ['cast', 'wrought', null][n % 3]!) },
  { name: 'T', kind: 'number', unit: '°C', values: xs.map((n) => (n % 7 ? n * 10 : null)) },
]
const records = xs.map((n) => ({ name: `#${n + 1}` }))
const numbers: LearningTable = { n: 30, inputs, target: { name: 'hv', kind: 'number', unit: 'HV', values: xs.map((n) => (n === 4 ? null : 100 + 5 * n + (n % 3))) } }
const labels: LearningTable = { n: 30, inputs, target: { name: 'phase', kind: 'category', values: xs.map((n) => (n < 15 ? 'bcc' : 'fcc')) } }
const written = (table: LearningTable) => JSON.stringify(modelFileOf(train(table, { seed: 1 }), table, records))
const text = written(numbers)

function refused(content: string, code: string, says: RegExp) {
  assert.throws(() => openModelFile(parseModelFile(content, 'm.json')), (error: Refusal) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code)
    assert.match(error.text.en, says)
    assert.match(error.text.ko, /[가-힣]/)
    return true
  })
}

test('a model read from its file says the same as the one that was written, of numbers and of labels', () => {
  for (const table of [numbers, labels]) {
    const made = openModelFile(modelFileOf(train(table, { seed: 1 }), table, records)).model
    const read = openModelFile(parseModelFile(written(table), 'm.json')).model
    assert.deepEqual(read.predict(inputs), made.predict(inputs))
  }
})

test('the file holds the rows that were learned from, and none without a target', () => {
  const file = parseModelFile(text, 'm.json')
  assert.equal(file.records.length, 29)
  assert.ok(!file.records.some(({ name }) => name === '#5'))
  assert.equal(file.observed[4], 125 + 2)
})

test('a file that is no model says why: cut off, no JSON, another format, a damaged key, columns of other lengths', () => {
  refused(text.slice(0, text.length / 2), 'model_file.cut_off', /^m\.json ends in the middle/)
  refused('x,y\n1,2\n', 'model_file.not_json', /it is not JSON/)
  refused('{"format": "sojae.model-file/9"}', 'model_file.other_format', /but “sojae\.model-file\/9”/)
  refused('[1, 2]', 'model_file.other_format', /is no model of the format sojae\.model-file\/1\. /)
  refused('null', 'model_file.other_format', /is no model/)
  const file = JSON.parse(text)
  refused(JSON.stringify({ ...file, artefact: { ...file.artefact, weights: 'half' } }), 'model_file.invalid', /artefact\.weights: expected a list, found “half”/)
  refused(JSON.stringify({ ...file, observed: file.observed.slice(1) }), 'model_file.invalid', /not of one length/)
})

test('a model made with other element properties is refused, and so are numbers that cannot be read', () => {
  const { artefact, ...file } = JSON.parse(text)
  refused(JSON.stringify({ ...file, artefact: { ...artefact, elementProperties: ['mass'] } }), 'learning.artefact_elements', /another table of element properties/)
  refused(JSON.stringify({ ...file, artefact: { ...artefact, range: { ...artefact.range, reference: 'x' } } }), 'learning.model_damaged', /cannot be read/)
  refused(JSON.stringify({ ...file, artefact: { ...artefact, learners: [{ ...artefact.learners[0], kind: 'oracle' }] } }), 'learning.model_damaged', /cannot be read/)
})
