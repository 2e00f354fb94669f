import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HARDNESS, ROLLING, material, measurement, process, quantity } from '../fixtures/lineages.ts'
import type { Template } from '../templates/template.ts'
import { resultsThatHold } from './results-that-hold.ts'

const results = (template: Template): Template => (
  { ...template, fields: template.fields.map((field) => ({ ...field, role: field.group ? 'result' : 'condition' })) }
)
const TEST = results(HARDNESS)
const CUTTING: Template = { ...ROLLING, template: 'cutting', event: 'split', keeps: ['mechanical'] }
const values = { hardness: quantity(200, 'HV'), load: quantity(10, 'N') }

test('a hardness holds through cutting and not through rolling, and a condition is no result', () => {
  const records = [
    material('slab'), measurement('on slab', 'slab', TEST, values),
    material('sheet'), process('rolling', ['slab'], ['sheet']), measurement('on sheet', 'sheet', TEST, values),
    material('piece'), process('cutting', ['sheet'], ['piece'], { of: CUTTING }),
  ]
  const held = resultsThatHold('piece', records)!
  assert.deepEqual([...held], [['on slab', []], ['on sheet', ['hardness']]])
})

test('what was measured on the material itself holds, but for a test that was not done', () => {
  const records = [
    material('bar'), measurement('done', 'bar', TEST, values), measurement('failed', 'bar', TEST, values, 'failed'),
  ]
  assert.deepEqual([...resultsThatHold('bar', records)!], [['done', ['hardness']], ['failed', []]])
  assert.deepEqual(resultsThatHold('done', records), resultsThatHold('bar', records))
})

test('of a process nothing is said: it is no material', () => {
  assert.equal(resultsThatHold('rolling', [material('a'), material('b'), process('rolling', ['a'], ['b'])]), null)
})
