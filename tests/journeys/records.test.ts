// Dr. Lee melts an alloy, ages it and measures it; the hub keeps every step and refuses what cannot be.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import type { CallInput } from '#contract/operation.ts'
import { createRecord, getFacets, getLineage, getRecord, getRevisions, reviseRecord, searchRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let lee: Client
before(async () => {
  hub = await startHub()
  lee = createClient({ address: hub.address, token: hub.token })
})
after(() => hub.stop())

type Content = CallInput<typeof createRecord>['body']['content']

const common = { origin: 'specified', source: { kind: 'own' } } as const
const alloy = (written: string, fractions: Record<string, number>): Content => ({
  ...common, kind: 'material', template: 'alloy@1', name: written, values: { composition: { type: 'composition', written, basis: 'amount', fractions } },
})
const specimen = (name: string): Content => ({ ...common, kind: 'material', template: 'alloy_specimen@1', name, values: {} })
const processing = (inputs: string[], outputs: string[]): Content => ({
  ...common, kind: 'process', template: 'alloy_processing@1', name: 'ageing', state: 'done', planned: {},
  values: { processing_method: { type: 'terms', terms: ['ANNEAL'] } },
  inputs: inputs.map((material) => ({ material })), outputs: outputs.map((material) => ({ material })),
})
const hardness = (of: string, value: number, unit = 'HV'): Content => ({
  ...common, kind: 'measurement', template: 'hardness_test@1', name: 'hardness', origin: 'measured', state: 'done', of,
  values: { vickers_hardness: { type: 'quantity', value, unit } },
})
const add = async (content: Content) => (await lee.call(createRecord, { params: { hub: 'main' }, body: { content } })).id
const refused = async (work: Promise<unknown>, code: string, says: RegExp) => {
  const error = await work.then(() => assert.fail('was not refused'), (caught: unknown) => caught)
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.text.en, says)
  assert.match(error.text.ko, /[가-힣]/)
}

test('a chain from alloy to hardness is found by element, and its lineage runs both ways', async () => {
  const melt = await add(alloy('Al5Cu95', { Al: 0.05, Cu: 0.95 }))
  const aged = await add(specimen('aged bar'))
  const ageing = await add(processing([melt], [aged]))
  const tested = await add(hardness(aged, 95))
  const found = await lee.call(searchRecords, { params: { hub: 'main' }, query: { elements: 'Al,Cu', kind: 'measurement' } })
  assert.deepEqual(found.records.map(({ id }) => id), [tested])
  const lineage = await lee.call(getLineage, { params: { id: tested } })
  assert.deepEqual(new Set(lineage.nodes.map(({ id }) => id)), new Set([melt, ageing, aged, tested]))
  assert.equal(lineage.edges.length, 3)
})

test('a formula finds its own composition first, then all that has exactly its elements, also what was made from it', async () => {
  const equal = await add(alloy('Ta1 Hf1 Nb1', { Hf: 1 / 3, Nb: 1 / 3, Ta: 1 / 3 }))
  const bar = await add(specimen('unnamed bar'))
  const ageing = await add(processing([equal], [bar]))
  const tested = await add(hardness(bar, 310))
  const lean = await add(alloy('Hf2Nb2Ta', { Ta: 0.2, Nb: 0.4, Hf: 0.4 }))
  await add(alloy('ZrHfTaNb', { Hf: 0.25, Nb: 0.25, Ta: 0.25, Zr: 0.25 }))
  await add(alloy('Hf1Nb1', { Hf: 0.5, Nb: 0.5 }))
  const named = await add(specimen('like HfNbTa'))
  const find = async (text: string, cursor?: string, limit = 50) => lee.call(searchRecords, {
    params: { hub: 'main' }, query: { text, limit, ...(cursor ? { cursor } : {}) },
  })
  const { records, total } = await find('HfNbTa')
  assert.deepEqual(records.map(({ id }) => id), [equal, named, lean, tested, ageing, bar])
  assert.equal((await lee.call(getFacets, { params: { hub: 'main' }, query: { text: 'HfNbTa' } })).total, total)
  assert.equal((await find('Ta0.5NbHf')).records[0]!.id, lean)
  const paged: string[] = []
  for (let next: string | null | undefined = undefined; next !== null;) {
    const page = await find('Ta0.5NbHf', next, 2)
    paged.push(...page.records.map(({ id }) => id))
    next = page.next
  }
  assert.deepEqual(paged, [lean, tested, ageing, bar, equal])
  assert.deepEqual((await find('like')).records.map(({ id }) => id), [named])
})

test('a range is asked in any unit of the right dimension, and refused without one or with another', async () => {
  const bar = await add(alloy('Cu', { Cu: 1 }))
  await add(hardness(bar, 40))
  const query = { field: 'vickers_hardness', min: 30, max: 50 }
  const facets = await lee.call(getFacets, { params: { hub: 'main' }, query: { ...query, unit: 'HV' } })
  assert.equal(facets.total, 1)
  await refused(lee.call(searchRecords, { params: { hub: 'main' }, query }), 'field.unit_needed', /HV/)
  await refused(lee.call(searchRecords, { params: { hub: 'main' }, query: { ...query, unit: 'mm' } }), 'unit.incompatible', /mm/)
})

test('a query finds by value, element and lineage; the facets count what it finds; a slip is told by its column', async () => {
  const melt = await add(alloy('MoNbW', { Mo: 1 / 3, Nb: 1 / 3, W: 1 / 3 }))
  const [soft, hard] = [await add(specimen('soft')), await add(specimen('hard'))]
  const annealing = await add({ ...processing([melt], [soft]), values: { processing_temperature: { type: 'quantity', value: 1500, unit: 'K' } } } as Content)
  await add(processing([melt], [hard]))
  const [low, high] = [await add(hardness(soft, 410)), await add(hardness(hard, 520))]
  const find = async (q: string) => {
    const query = { q: `elements has all Mo, Nb, W and ${q}` }
    const { records, total } = await lee.call(searchRecords, { params: { hub: 'main' }, query })
    assert.equal((await lee.call(getFacets, { params: { hub: 'main' }, query })).total, total, q)
    return new Set(records.map(({ id }) => id))
  }
  assert.deepEqual(await find('vickers_hardness > 500 HV'), new Set([high]))
  assert.deepEqual(await find('vickers_hardness < 4.5 GPa'), new Set([low]))
  assert.deepEqual(await find('up.alloy_processing.processing_temperature between 1200 and 1300 degC'), new Set([soft, low]))
  assert.deepEqual(await find('down.vickers_hardness > 500 HV and kind = material'), new Set([melt, hard]))
  assert.deepEqual(await find('down.vickers_hardness > 500 HV and stage = "소재 설계·합성" and not kind = process'), new Set([melt, hard]))
  // The soft bar's processing says no method: it is neither annealed nor not annealed.
  assert.deepEqual(await find('not up.alloy_processing.processing_method = CAST'), new Set([hard, high]))
  assert.deepEqual(await find('processing_temperature is known'), new Set([annealing]))
  const ask = (q: string) => lee.call(searchRecords, { params: { hub: 'main' }, query: { q } })
  await refused(ask('vickers_hardnes > 5 HV'), 'field.unknown', /^Column 1: .*Did you mean “vickers_hardness”/)
  await refused(ask('stage = property andd kind = material'), 'query.syntax', /^Column \d+: /)
  await refused(ask('vickers_hardness > 500'), 'field.unit_needed', /^Column 20: .*HV/)
})

test('a revision is added upon the newest one only, and the one before stays as it was', async () => {
  const bar = await add(alloy('Ni', { Ni: 1 }))
  const id = await add(hardness(bar, 60))
  const first = await lee.call(getRecord, { params: { id } })
  await lee.call(reviseRecord, { params: { id }, body: { upon: 1, content: hardness(bar, 66), reason: 'indenter recalibrated' } })
  await refused(
    lee.call(reviseRecord, { params: { id }, body: { upon: 1, content: hardness(bar, 70), reason: 'another view' } }),
    'record.revised_meanwhile', /revision 2 now, not 1/,
  )
  const { revisions } = await lee.call(getRevisions, { params: { id } })
  assert.deepEqual(revisions.map(({ n, reason }) => [n, reason]), [[2, 'indenter recalibrated'], [1, '']])
  assert.deepEqual(revisions[1]!.content, first.content)
  assert.equal(revisions[0]!.parent, revisions[1]!.hash)
})

test('the database itself refuses to change a stored revision', async () => {
  const { pool, close } = openDatabase(hub.database)
  try {
    await assert.rejects(pool.query(`update revision set reason = 'never happened'`), /revisions are never changed/)
    await assert.rejects(pool.query('delete from revision'), /revisions are never changed/)
  } finally {
    await close()
  }
})

test('nothing is made from itself, and no thing is made twice', async () => {
  const [a, b] = [await add(specimen('a')), await add(specimen('b'))]
  await add(processing([a], [b]))
  await refused(add(processing([b], [a])), 'lineage.cycle', /its own ancestor/)
  await refused(add(processing([a], [a])), 'lineage.cycle', /its own ancestor/)
  await refused(add(processing([a], [b])), 'lineage.made_twice', /already made/)
})

test('a changed composition reaches what was made and measured from it', async () => {
  const melt = await add(alloy('FeCo', { Fe: 0.5, Co: 0.5 }))
  const bar = await add(specimen('rolled'))
  await add(processing([melt], [bar]))
  const id = await add(hardness(bar, 120))
  const withVanadium = async () =>
    (await lee.call(searchRecords, { params: { hub: 'main' }, query: { elements: 'V', kind: 'measurement' } })).records.map((record) => record.id)
  assert.deepEqual(await withVanadium(), [])
  const content = alloy('Fe49Co49V2', { Fe: 0.49, Co: 0.49, V: 0.02 })
  await lee.call(reviseRecord, { params: { id: melt }, body: { upon: 1, content, reason: 'vanadium was overlooked' } })
  assert.deepEqual(await withVanadium(), [id])
})

test('what a template does not allow is refused in one line, and nothing is written', async () => {
  const bar = await add(specimen('bar'))
  const total = async () => (await lee.call(searchRecords, { params: { hub: 'main' }, query: { limit: 1 } })).total
  const before = await total()
  await refused(add(hardness(bar, 60, 'zorkmid')), 'unit.unknown', /zorkmid/)
  await refused(add(hardness(bar, 60, 'kg')), 'field.unit', /kg/)
  await refused(add({ ...hardness(bar, 60), template: 'hardness_test@9' } as Content), 'template.unknown_version', /hardness_test@1/)
  await refused(add(hardness('01a20aa0-0000-7000-8000-000000000000', 60)), 'lineage.not_a_material', /not a material/)
  assert.equal(await total(), before)
})
