import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HARDNESS, ROLLING, material, measurement, process, quantity } from '../fixtures/lineages.ts'
import type { Template } from '../templates/template.ts'
import { lineageGraph } from './graph.ts'
import { resultsThatHold } from './results-that-hold.ts'

const results = (template: Template): Template => (
  { ...template, fields: template.fields.map((field) => ({ ...field, role: field.group ? 'result' : 'condition' })) }
)
const TEST = results(HARDNESS)
const CUTTING: Template = { ...ROLLING, template: 'cutting', event: 'split', keeps: ['mechanical'] }
const values = { hardness: quantity(200, 'HV'), load: quantity(10, 'N') }

const NEWEST = new Map([['hardness', TEST]])
const held = (records: Parameters<typeof lineageGraph>[0], of: string) => new Map(
  [...resultsThatHold(lineageGraph(records), of, NEWEST)].map(([id, { speaks, outspoken }]) => [id, [speaks, outspoken]]),
)

test('a hardness holds through cutting and not through rolling, and a condition is no result', () => {
  const records = [
    material('slab'), measurement('on slab', 'slab', TEST, values),
    material('sheet'), process('rolling', ['slab'], ['sheet']), measurement('on sheet', 'sheet', TEST, values),
    material('piece'), process('cutting', ['sheet'], ['piece'], { of: CUTTING }),
  ]
  assert.deepEqual(held(records, 'piece'), new Map([['on sheet', [['hardness'], []]], ['on slab', [[], []]]]))
})

test('what was measured on the material itself holds, but for a test that was not done', () => {
  const records = [
    material('bar'), measurement('done', 'bar', TEST, values), measurement('failed', 'bar', TEST, values, 'failed'),
  ]
  assert.deepEqual(held(records, 'bar'), new Map([['done', [['hardness'], []]], ['failed', [[], []]]]))
})

test('two measurements as near speak both; one farther off holds, and does not speak', () => {
  const records = [
    material('sheet'), measurement('on sheet', 'sheet', TEST, values),
    material('piece'), process('cutting', ['sheet'], ['piece'], { of: CUTTING }),
    measurement('one', 'piece', TEST, values), measurement('two', 'piece', TEST, values),
  ]
  assert.deepEqual(held(records, 'piece'), new Map([
    ['one', [['hardness'], []]], ['two', [['hardness'], []]], ['on sheet', [[], ['hardness']]],
  ]))
})

test('an untested bar has what its plate’s representative bars say, two steps away; a tested one has its own', () => {
  const cut = process('cutting', ['plate'], ['tested', 'untested'], { of: CUTTING })
  const records = [material('plate'), material('tested'), material('untested'), {
    ...cut, content: { ...cut.content, outputs: [{ material: 'tested', representative: true }, { material: 'untested', representative: true }] },
  } as typeof cut, measurement('tensile', 'tested', TEST, values)]
  const holdFor = (id: string) => resultsThatHold(lineageGraph(records), id, NEWEST).get('tensile')
  assert.deepEqual(holdFor('untested'), { steps: 2, pieceOf: 'plate', speaks: ['hardness'], outspoken: [] })
  assert.deepEqual(holdFor('tested'), { steps: 0, pieceOf: null, speaks: ['hardness'], outspoken: [] })
})
