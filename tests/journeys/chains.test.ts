// Park Minseo learns steels over their grain size: many were looked at under the microscope, few were pulled.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  cancelJob, createImport, createModel, createTable, explainDifference, getImport, getModel, getModelFile, getModelNews, modelDependence, predict,
  suggestSpace,
} from '#contract/operations/index.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const params = { hub: 'main' }
const [SEEN, PULLED_EVERY] = [240, 8]
let hub: RunningHub
let park: Client
let desk: string
let table: string
let model: string

/** Grain size in µm from carbon and chromium in turns that few rows do not show; strength after Hall and Petch. */
function steels(): object[] {
  const source = { kind: 'literature', doi: '10.1000/steels' }
  return Array.from({ length: SEEN }, (_, n) => n).flatMap((n) => {
    const carbon = 0.0005 * ((n * 37) % 41)
    const chromium = 0.004 * ((n * 53) % 47)
    const grain = Number((4 * Math.exp(1.5 * Math.sin(300 * carbon) * Math.cos(25 * chromium) + 0.03 * (((n * 7) % 11) - 5))).toPrecision(4))
    const fractions = { Fe: 1 - carbon - chromium, ...(carbon > 0 && { C: carbon }), ...(chromium > 0 && { Cr: chromium }) }
    const written = Object.entries(fractions).map(([symbol, share]) => `${symbol}${Number(share.toFixed(4))}`).join('')
    const quantity = (value: number, unit: string) => ({ type: 'quantity', value, unit })
    return [
      { key: `steel-${n}`, content: { kind: 'material', template: 'alloy@1', name: `Steel ${n}`, origin: 'specified', source, values: { composition: { type: 'composition', written, basis: 'amount', fractions } } } },
      { key: `micro-${n}`, content: { kind: 'measurement', template: 'microstructure@2', name: `Micrograph ${n}`, origin: 'measured', state: 'done', source, of: `steel-${n}`, values: { grain_size: quantity(grain, 'µm') } } },
      ...(n % PULLED_EVERY === 0 ? [{ key: `test-${n}`, content: {
        kind: 'measurement', template: 'tension_test@2', name: `Test ${n}`, origin: 'measured', state: 'done', source, of: `steel-${n}`,
        values: { test_type: { type: 'terms', terms: ['tension'] }, yield_strength: quantity(200 + Math.round(900 / Math.sqrt(grain)), 'MPa') },
      } }] : []),
    ]
  })
}

async function train(body: { inputs: string[]; on_the_way?: string[] }): Promise<string> {
  const { id } = await park.call(createModel, { params, body: { table, target: 'yield_strength', groups: ['composition'], log_target: false, seed: 1, ...body } })
  for (;;) {
    const { state, problem } = await park.call(getModel, { params: { id } })
    if (state === 'ready') return id
    assert.equal(state, 'training', JSON.stringify(problem))
    await sleep(200)
  }
}

before(async () => {
  desk = await mkdtemp(join(tmpdir(), 'sojae-desk-'))
  hub = await startHub()
  park = createClient({ address: hub.address, token: hub.token })
  const { sha256 } = await park.upload('main', Buffer.from(steels().map((record) => JSON.stringify(record)).join('\n')), 'application/jsonl')
  const started = await park.call(createImport, { params, body: { recipe: { records: 'steels' }, file: { sha256, name: 'steels.jsonl' } } })
  for (;;) {
    const found = await park.call(getImport, { params: { id: started.id } })
    if (found.state === 'done') break
    assert.notEqual(found.state, 'failed', JSON.stringify(found))
    await sleep(50)
  }
  const text = (en: string) => ({ en, ko: en })
  table = (await park.call(createTable, { params, body: {
    name: 'steels', title: text('Steels'), rows: { template: 'tension_test', where: [{ column: 'yield_strength', present: true }] },
    columns: [
      { name: 'composition', label: text('Composition'), path: { from: 'up', template: 'alloy', field: 'composition' } },
      { name: 'grain_size', label: text('Grain size'), path: { from: 'up', template: 'microstructure', field: 'grain_size' }, unit: 'µm' },
      { name: 'yield_strength', label: text('Yield strength'), path: { from: 'own', field: 'yield_strength' }, unit: 'MPa' },
    ],
  } })).id
  model = await train({ inputs: ['composition', 'grain_size'], on_the_way: ['grain_size'] })
})
after(async () => {
  await hub.stop()
  await rm(desk, { recursive: true, force: true })
})

test('the grain size is learned from steels that were never pulled too, and the card holds chain and flat model side by side', async () => {
  const { card } = await park.call(getModel, { params: { id: model } })
  const chain = card!.chain!
  const pulled = SEEN / PULLED_EVERY
  assert.deepEqual([chain.whole, chain.partial, chain.links[0]!.rows], [pulled, SEEN - pulled, SEEN])
  assert.equal(card!.rows, pulled)
  assert.deepEqual(card!.inputs.map(({ name }) => name), ['composition'])
  assert.ok(chain.chain.mae < chain.flat.mae && chain.informed!.mae < chain.informed!.blind_mae, JSON.stringify(chain))
  assert.equal(chain.uses, 'chain')
  assert.equal(card!.overall.mae, chain.chain.mae)
  assert.equal(chain.links[0]!.stage, 'property')
})

test('a grain size that was measured is used, one that was not is foretold, and what is impossible is refused', async () => {
  const steel = { composition: 'Fe0.9C0.005Cr0.095' }
  const { predictions: [blind, told] } = await park.call(predict, { params: { id: model }, body: { cases: [steel, { ...steel, grain_size: 9 }] } })
  const [grain] = blind!.on_the_way!.foretold
  assert.ok('mean' in grain! && grain.column === 'grain_size' && grain.low < grain.mean && grain.mean < grain.high && grain.low > 0)
  assert.deepEqual(told!.on_the_way, { by: 'chain', foretold: [] })
  assert.ok(Math.abs(told!.mean - 500) < 60, `${told!.mean}`)
  assert.ok(told!.sd < blind!.sd)
  assert.deepEqual(blind!.by_stage, [])
  await assert.rejects(park.call(predict, { params: { id: model }, body: { cases: [{ ...steel, grain_size: -1 }] } }), { code: 'model.impossible_value' })
})

test('where the chain answers, what would tell of the flat model alone is refused in one line', async () => {
  const record = (await park.call(getModel, { params: { id: model } })).card!.parity.map((row) => ({ record: row.record }))
  const refused = { code: 'learning.not_of_chain' }
  await assert.rejects(park.call(explainDifference, { params: { id: model }, body: { one: record[0]!, other: record[1]! } }), refused)
  await assert.rejects(park.call(modelDependence, { params: { id: model }, body: { input: 'composition' } }), { code: 'model.no_dependence' })
  await assert.rejects(park.call(suggestSpace, { params: { id: model } }), refused)
  assert.equal((await park.call(getModelNews, { params: { id: model } })).rows, 0)
})

test('what is no input, and everything on the way, is refused before anything is trained', async () => {
  const ask = (inputs: string[], on_the_way: string[]) => park.call(createModel, { params, body: { table, target: 'yield_strength', inputs, on_the_way } })
  await assert.rejects(ask(['composition'], ['grain_size']), { code: 'learning.chain_columns' })
  await assert.rejects(ask(['composition', 'grain_size'], ['composition']), { code: 'learning.chain_columns' })
  await assert.rejects(ask(['grain_size'], ['grain_size']), { code: 'learning.chain_chosen' })
})

test('a training of a chain that is cancelled ends as cancelled; the same request makes the same file', async () => {
  const body = { table, target: 'yield_strength', inputs: ['composition', 'grain_size'], on_the_way: ['grain_size'], groups: ['composition'] }
  const { id, job } = await park.call(createModel, { params, body })
  await park.call(cancelJob, { params: { id: job! } })
  for (let wait = 0; wait < 100 && (await park.call(getModel, { params: { id } })).state === 'training'; wait++) await sleep(100)
  assert.equal((await park.call(getModel, { params: { id } })).state, 'cancelled')
  const again = await train({ inputs: ['composition', 'grain_size'], on_the_way: ['grain_size'] })
  const file = async (of: string) => JSON.stringify((await park.call(getModelFile, { params: { id: of } })).artefact)
  assert.equal(await file(again), await file(model))
})

test('the command line trains a chain on a CSV file, tells both errors, and predicts with and without the grain size', async () => {
  const rows = steels() as { key: string; content: { of?: string; values: Record<string, { written?: string; value?: number }> } }[]
  const of = (kind: string, n: number) => rows.find(({ key }) => key === `${kind}-${n}`)?.content.values
  await writeFile(join(desk, 'steels.csv'), ['formula,grain,strength', ...Array.from({ length: SEEN }, (_, n) => (
    [of('steel', n)!.composition!.written, of('micro', n)!.grain_size!.value, of('test', n)?.yield_strength?.value ?? ''].join(',')
  ))].join('\n'))
  const run = (...args: string[]) => runSojae(args, { home: hub.home })
  const trained = await run('model', 'train', join(desk, 'steels.csv'), '--target', 'strength', '--formula', 'formula', '--on-the-way', 'grain', '-o', join(desk, 'm.json'))
  assert.equal(trained.status, 0, trained.err)
  assert.match(trained.out, /MAE chain · flat/)
  assert.match(trained.out, /30 rows with a target, 210 that stop half-way/)
  const said = await run('model', 'predict', join(desk, 'm.json'), '--case', 'formula=Fe0.9C0.005Cr0.095', '--case', 'formula=Fe0.9C0.005Cr0.095,grain=9')
  assert.equal(said.status, 0, said.err)
  assert.equal(said.out.match(/On the way: grain/g)?.length, 1)
  await writeFile(join(desk, 'new.csv'), 'formula\nFe0.9C0.005Cr0.095\n')
  await run('model', 'predict', join(desk, 'm.json'), join(desk, 'new.csv'), '-o', join(desk, 'out.csv'))
  assert.match(await readFile(join(desk, 'out.csv'), 'utf8'), /^formula,prediction,.*foretold grain,distance/)
  const onnx = await run('model', 'export', join(desk, 'm.json'), '--onnx', join(desk, 'm.onnx'))
  assert.match(onnx.err, /no proposals or trees are made of it/)
})

test('a chain that leaves the hub as a file foretells the same without it', async () => {
  const run = (...args: string[]) => runSojae(args, { home: hub.home })
  const path = join(desk, 'hub.json')
  const taken = await run('model', 'export', model, '-o', path)
  assert.equal(taken.status, 0, taken.err)
  const outside = await run('model', 'predict', path, '--case', 'composition=Fe0.9C0.005Cr0.095', '--json')
  const [said] = (JSON.parse(outside.out) as { predictions: { mean: number; on_the_way: unknown }[] }).predictions
  const { predictions: [inside] } = await park.call(predict, { params: { id: model }, body: { cases: [{ composition: 'Fe0.9C0.005Cr0.095' }] } })
  assert.equal(said!.mean, inside!.mean)
  assert.deepEqual(said!.on_the_way, inside!.on_the_way)
})

test('the page asks what comes out on the way, draws the chain, and foretells the grain size in a trial', { skip: noBrowser }, async () => {
  const { page, complaints, close } = await openBrowser()
  try {
    await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${hub.token}` })
    await page.goto(`${hub.address}/h/main/models/new?table=${table}`)
    const ticks = page.getByRole('checkbox', { name: /comes out on the way/ })
    await ticks.first().waitFor()
    assert.equal(await ticks.count(), 1)
    await ticks.check()
    await page.getByText(/A chain is learned: Grain size/).waitFor()

    await page.goto(`${hub.address}/models/${model}`)
    await page.getByRole('heading', { name: 'What comes out on the way' }).waitFor()
    await page.getByRole('rowheader', { name: /^Grain size \(Characterization/ }).waitFor()
    await page.getByText(/^What single inputs do, differences/).waitFor()
    const trial = page.locator('#try')
    await trial.getByText('Foretold on the way').waitFor()
    await trial.getByText('Answered by the chain.').waitFor()
    await trial.getByLabel(/^Grain size/).fill('9')
    await trial.getByRole('button', { name: 'Predict' }).click()
    await trial.getByText('Foretold on the way').waitFor({ state: 'detached' })
    await trial.getByText('Answered by the chain.').waitFor()
    assert.deepEqual(complaints, [])
  } finally {
    await close()
  }
})
