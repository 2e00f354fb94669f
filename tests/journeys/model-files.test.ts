// Park Minseo takes a model out of the hub to a computer that has none.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { parseModelFile } from '#contract/files/model-file.ts'
import { readYaml } from '#contract/files/read-yaml.ts'
import { createHub, createImport, createTable, getImport, getModelFile } from '#contract/operations/index.ts'
import { predict } from '#contract/operations/model.ts'
import { ModelSchema } from '#contract/schemas/model.ts'
import { TableDefinitionSchema } from '#contract/schemas/table.ts'
import { addMember } from './member.ts'
import { askSojae, runSojae } from './run-sojae.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

const PLATE = join(import.meta.dirname, '../../examples/histories/plate')
const params = { hub: 'main' }
let hub: RunningHub
let park: Client
let desk: string
let model: z.output<typeof ModelSchema>
const file = (name: string) => join(desk, name)
before(async () => {
  desk = await mkdtemp(join(tmpdir(), 'sojae-desk-'))
  hub = await startHub()
  park = createClient({ address: hub.address, token: hub.token })
  const { sha256 } = await park.upload('main', await readFile(join(PLATE, 'records.jsonl')), 'application/jsonl')
  const started = await park.call(createImport, { params, body: { recipe: { records: 'plate' }, file: { sha256, name: 'records.jsonl' } } })
  for (;;) {
    const { state } = await park.call(getImport, { params: { id: started.id } })
    if (state === 'done') break
    assert.notEqual(state, 'failed')
    await sleep(50)
  }
  const definition = readYaml(await readFile(join(PLATE, 'tests.table.yaml'), 'utf8'), 'tests.table.yaml', TableDefinitionSchema)
  await park.call(createTable, { params, body: definition })
  model = await askSojae(ModelSchema, ['model', 'train', 'tension-tests', '--target', 'yield_strength', '--inputs', 'direction', '--groups', 'direction'], hub)
})
after(async () => {
  await hub.stop()
  await rm(desk, { recursive: true, force: true })
})

test('a model taken out of the hub predicts the same there as in the hub, with its rows by name and not by id', async () => {
  const { status, err } = await runSojae(['model', 'export', model.id, '-o', file('strength.json')], hub)
  assert.equal(status, 0, err)
  const text = await readFile(file('strength.json'), 'utf8')
  const kept = parseModelFile(text, 'strength.json')
  assert.equal(kept.records.length, model.card!.rows)
  for (const { record } of model.card!.parity) assert.ok(!text.includes(record), 'no id of the hub')

  const term = String(kept.inputs[0]!.values[0])
  const one = ['--case', `direction=${term}`]
  const inHub = await askSojae(predict.answer, ['model', 'predict', model.id, ...one], hub)
  const alone = JSON.parse((await runSojae(['model', 'predict', file('strength.json'), ...one, '--json'], { home: file('nowhere') })).out) as { predictions: { mean: number; intervals: object; nearest: { name: string }[] }[] }
  assert.equal(alone.predictions[0]!.mean, inHub.predictions[0]!.mean)
  assert.deepEqual(alone.predictions[0]!.intervals, inHub.predictions[0]!.intervals)
  assert.deepEqual(alone.predictions[0]!.nearest.map(({ name }) => name), inHub.predictions[0]!.nearest.map(({ name }) => name))

  await writeFile(file('new.csv'), `direction\n${term}\n`)
  const rows = await runSojae(['model', 'predict', file('strength.json'), file('new.csv')], { home: file('nowhere') })
  assert.match(rows.out, /^Row +yield_strength \(MPa\) +± +90 % +Distance$/m)
  const explained = await runSojae(['model', 'explain', file('strength.json'), file('new.csv')], { home: file('nowhere') })
  assert.match(explained.out, /^By stage$/m)
})

test('who may read a model may take its file, and to all others it does not exist', async () => {
  const reader = await addMember(hub, 'Lee Haeun', 'reader')
  assert.equal((await reader.client.call(getModelFile, { params: { id: model.id } })).format, 'sojae.model-file/1')
  await park.call(createHub, { body: { slug: 'other', title: { en: 'Other', ko: '다른' } } })
  const stranger = await addMember(hub, 'Choi Doyun', 'lead', 'other')
  await assert.rejects(stranger.client.call(getModelFile, { params: { id: model.id } }), { code: 'model.not_found' })
})

test('rows of a CSV are not sent to a hub’s model in silence: the command says how to take it out first', async () => {
  const { status, err } = await runSojae(['model', 'predict', model.id, file('new.csv')], hub)
  assert.equal(status, 2)
  assert.match(err, /First: sojae model export \S+ -o model\.json/)
})
