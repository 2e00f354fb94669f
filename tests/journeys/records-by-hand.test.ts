// Oh Seunghwan, technician, cuts a plate into five bars and tests one; what he gets wrong is told, and nothing is half there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import type { CallInput } from '#contract/operation.ts'
import {
  checkRecords, createRecord, getLineage, getRecord, getRevisions, restoreRevision, reviseRecord, searchRecords, writeRecords,
} from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let oh: Client
before(async () => {
  hub = await startHub()
  oh = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

const params = { hub: 'main' }
const common = { origin: 'specified', source: { kind: 'own' } } as const
type Drafts = CallInput<typeof writeRecords>['body']['records']

const plateContent = {
  ...common, kind: 'material', template: 'wrought_plate@1', name: 'Plate 6061', values: { designation: { type: 'text', text: '6061' } },
} as const
const bars = (names: readonly string[]): Drafts => names.map((name) => ({
  key: name, content: { ...common, kind: 'material', template: 'test_bar@2', name, values: {} },
}))
const cutting = (plate: string, names: readonly string[]): Drafts => [...bars(names), {
  key: 'cut', content: {
    ...common, kind: 'process', template: 'specimen_cutting@1', name: 'Cutting', state: 'done', planned: {}, values: {},
    inputs: [{ material: plate }], outputs: names.map((material) => ({ material, representative: true })),
  },
}]
const NAMES = ['P1', 'P2', 'P3', 'P4', 'P5']
const addPlate = async () => (await oh.call(createRecord, { params, body: { content: plateContent } })).id
const total = async (text: string) => (await oh.call(searchRecords, { params, query: { text } })).total

async function refused(work: Promise<unknown>, code: string): Promise<Refusal> {
  const error = await work.then(() => assert.fail('was not refused'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  return error
}

test('five bars and the cutting that made them are there together, in the order in which they were named', async () => {
  const plate = await addPlate()
  const { records } = await oh.call(writeRecords, { params, body: { records: cutting(plate, NAMES), reason: 'for the tension series' } })
  assert.deepEqual(records.map(({ key }) => key), [...NAMES, 'cut'])
  const cut = await oh.call(getRecord, { params: { id: records[5]!.id } })
  assert.ok(cut.content.kind === 'process')
  assert.deepEqual(cut.content.outputs.map(({ material }) => cut.names[material]), NAMES)
  assert.equal(cut.reason, 'for the tension series')
  const lineage = await oh.call(getLineage, { params: { id: plate } })
  assert.equal(lineage.nodes.length, 7)
})

test('a fault in the last record leaves none of those before it', async () => {
  const plate = await addPlate()
  const names = ['Q1', 'Q2', 'Q3']
  const drafts = cutting(plate, names)
  const wrong = drafts.map(({ key, content }) => (content.kind === 'process' ? { key, content: { ...content, inputs: [] } } : { key, content }))
  const error = await refused(oh.call(writeRecords, { params, body: { records: wrong } }), 'process.inputs')
  assert.equal(error.details['key'], 'cut')
  for (const name of names) assert.equal(await total(name), 0)
})

test('a plan becomes what was done together with the pieces that came of it, or stays a plan', async () => {
  const plate = await addPlate()
  const plan = { ...cutting(plate, [])[0]!.content, state: 'planned' } as const
  const { records: [planned] } = await oh.call(writeRecords, { params, body: { records: [{ key: 'cut', content: plan }] } })
  const done = (upon: number) => {
    const drafts = cutting(plate, ['T1', 'T2'])
    return oh.call(writeRecords, {
      params, body: { records: drafts.map((draft) => (draft.key === 'cut' ? { ...draft, revises: { id: planned!.id, upon } } : draft)), reason: 'cut' },
    })
  }
  await refused(done(7), 'record.revised_meanwhile')
  assert.equal(await total('T1'), 0)
  await done(1)
  const { revision, content } = await oh.call(getRecord, { params: { id: planned!.id } })
  assert.ok(content.kind === 'process')
  assert.deepEqual([revision, content.state, content.outputs.length], [2, 'done', 2])
})

test('a draft may not point below itself, share its key, or be called like a record', async () => {
  const plate = await addPlate()
  const send = (records: Drafts) => oh.call(writeRecords, { params, body: { records } })
  await refused(send(cutting(plate, ['R1']).toReversed()), 'lineage.not_a_material')
  await refused(send(bars(['R1', 'R1'])), 'draft.duplicate_key')
  await refused(send(bars([plate])), 'draft.key_is_id')
  assert.equal(await total('R1'), 0)
})

test('a check tells every fault by record and field, of the plan apart from what was done, and writes nothing', async () => {
  const plate = await addPlate()
  const records: Drafts = [
    { key: 'bar', content: { ...common, kind: 'material', template: 'test_bar@2', name: 'S1', values: { gauge_length: { type: 'quantity', value: 5, unit: 'kg' } } } },
    { key: 'melt', content: {
      ...common, kind: 'process', template: 'alloy_processing@1', name: 'S melt', state: 'done',
      planned: { processing_temperature: { type: 'quantity', value: 9000, unit: '°C' } },
      values: { processing_method: { type: 'terms', terms: ['FRIED'] } }, inputs: [{ material: plate }], outputs: [{ material: 'bar' }],
    } },
    { key: 'test', content: {
      ...common, kind: 'measurement', template: 'tension_test@2', name: 'S test', state: 'done', of: 'melt', values: {},
    } },
  ]
  const { problems } = await oh.call(checkRecords, { params, body: { records } })
  assert.deepEqual(problems.map(({ key, field, planned, code }) => [key, field, planned, code]), [
    ['bar', 'gauge_length', false, 'field.unit'],
    ['melt', 'processing_method', false, 'field.term'],
    ['melt', 'processing_temperature', true, 'field.bounds'],
    ['test', null, false, 'lineage.not_a_material'],
  ])
  assert.equal(await total('S1'), 0)
})

test('a restored revision says what the older one said, says which, and keeps what stood between', async () => {
  const id = await addPlate()
  const revise = (upon: number, name: string) => oh.call(reviseRecord, {
    params: { id }, body: { upon, content: { ...plateContent, name }, reason: 'renamed' },
  })
  await revise(1, 'Plate A')
  await revise(2, 'Plate B')
  await oh.call(restoreRevision, { params: { id }, body: { n: 2, upon: 3, reason: 'B was a mistake' } })
  assert.equal((await oh.call(getRecord, { params: { id } })).content.name, 'Plate A')
  const { revisions } = await oh.call(getRevisions, { params: { id } })
  assert.deepEqual(revisions.map(({ n, content, restores }) => [n, content.name, restores]), [
    [4, 'Plate A', 2], [3, 'Plate B', null], [2, 'Plate A', null], [1, 'Plate 6061', null],
  ])
  await refused(oh.call(restoreRevision, { params: { id }, body: { n: 1, upon: 3, reason: 'late' } }), 'record.revised_meanwhile')
  await refused(oh.call(restoreRevision, { params: { id }, body: { n: 9, upon: 4, reason: 'none' } }), 'revision.not_found')
})
