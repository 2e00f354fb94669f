import assert from 'node:assert/strict'
import { test } from 'node:test'
import { train } from '#discovery/learning/train.ts'
import type { LearningTable, Target } from '#discovery/learning/columns.ts'
import { fileForOthers, fittedFile, openFitted } from './fitted.ts'
import type { FittedFile } from './fitted.ts'

const xs = Array.from({ length: 24 }, (_, n) => n)
const fileOf = (target: Target): FittedFile => {
  const table: LearningTable = { n: xs.length, inputs: [{ name: 'x', kind: 'number', values: xs }], target }
  const artefact = JSON.parse(JSON.stringify(train(table, { seed: 1 })))
  return fittedFile({ artefact, inputs: table.inputs, observed: xs, records: xs.map((n) => ({ record: `r${n}`, name: `${n}` })) })
}
const line: Target = { name: 'y', kind: 'number', values: xs.map((x) => 2 * x + (x % 3)) }

test('a model read from its file predicts, and is made only once for a file in memory', () => {
  const file = fileOf(line)
  const fitted = openFitted(file)
  const [prediction] = fitted.model.predict([{ name: 'x', kind: 'number', values: [12] }])
  assert.ok(Math.abs(prediction!.mean - 24) < 8, String(prediction!.mean))
  assert.deepEqual(fitted.records, file.records)
  assert.equal(openFitted(file), fitted)
  assert.notEqual(openFitted({ ...file }), fitted)
})

test('a model of labels is no model of numbers', () => {
  const labels = xs.map((x) => (x < 12 ? 'low' : 'high'))
  assert.throws(() => openFitted(fileOf({ name: 'y', kind: 'category', values: labels })), /only models of numbers/)
})

test('a file kept before it had a format opens as one of today, and what leaves the hub names no record of it', () => {
  const { format: _, ...before } = fileOf(line)
  const file = fittedFile(before)
  assert.equal(file.format, 'sojae.model-file/1')
  assert.equal(openFitted(file).model.predict([{ name: 'x', kind: 'number', values: [3] }]).length, 1)
  const left = fileForOthers(file)
  assert.deepEqual(left.records, xs.map((n) => ({ name: `${n}` })))
  assert.ok(!JSON.stringify(left).includes('"record"'))
})
