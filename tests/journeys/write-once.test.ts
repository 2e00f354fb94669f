// An instrument on a bad line sends what it measured again until it is answered; nothing is made twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { createRecord, getRecord, reviseRecord, searchRecords, writeRecords } from '#contract/operations/index.ts'
import { Refusal } from '#science/refusal.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let client: Client
before(async () => {
  hub = await startHub()
  client = createClient({ address: hub.address, token: hub.token })
})
after(() => hub?.stop())

const params = { hub: 'main' }
const bar = (name: string) => ({
  kind: 'material', template: 'alloy_specimen@1', name, origin: 'measured', source: { kind: 'own' }, values: {},
} as const)
const create = (name: string, once: string) => client.call(createRecord, { params, body: { content: bar(name) }, once })
const count = async (text: string) => (await client.call(searchRecords, { params, query: { text } })).total
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a record sent again with its key is the same record, also when five are sent at once', async () => {
  const first = await create('alder', 'key A')
  assert.equal((await create('alder', 'key A')).id, first.id)
  const together = await Promise.all(Array.from({ length: 5 }, () => create('birch', 'key B')))
  assert.equal(new Set(together.map(({ id }) => id)).size, 1)
  assert.deepEqual([await count('alder'), await count('birch')], [1, 1])
})

test('without a key, and with another, it is another record', async () => {
  await create('cedar', 'key C1')
  await create('cedar', 'key C2')
  await client.call(createRecord, { params, body: { content: bar('cedar') } })
  assert.equal(await count('cedar'), 3)
})

test('a key that came with another request is refused, and what was refused itself can be mended under the same key', async () => {
  await create('damson', 'key D')
  await assert.rejects(create('elder', 'key D'), refusedAs('request.key_reused'))
  assert.equal(await count('elder'), 0)
  const wrong = { ...bar('fir'), template: 'alloy_specimen@99' }
  await assert.rejects(client.call(createRecord, { params, body: { content: wrong }, once: 'key F' }), refusedAs('template.unknown_version'))
  await create('fir', 'key F')
  assert.equal(await count('fir'), 1)
})

test('a batch and a revision are written once as well', async () => {
  const body = { records: [{ key: 'x', content: bar('gorse') }], reason: '' }
  const [{ records: [one] }, { records: [two] }] = [
    await client.call(writeRecords, { params, body, once: 'key G' }), await client.call(writeRecords, { params, body, once: 'key G' }),
  ]
  assert.equal(one!.id, two!.id)
  const revise = () => client.call(reviseRecord, {
    params: { id: one!.id }, body: { upon: 1, content: bar('gorse, named again'), reason: 'a name' }, once: 'key H',
  })
  assert.deepEqual([(await revise()).revision, (await revise()).revision], [2, 2])
})

test('a request that takes no key says so instead of ignoring it', async () => {
  const answer = client.request('/hubs/main/record-checks', {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'k' }, body: JSON.stringify({ records: [{ key: 'x', content: bar('hazel') }] }),
  })
  await assert.rejects(answer, refusedAs('request.key_not_taken'))
})

test('a record that has not changed is not sent again to who has its ETag', async () => {
  const { id } = await create('ivy', 'key I')
  const first = await client.request(`/records/${id}`)
  const tag = first.headers.get('etag')!
  const again = await fetch(client.url(`/records/${id}`), { headers: { authorization: `Bearer ${hub.token}`, 'if-none-match': tag } })
  assert.equal(again.status, 304)
  await client.call(reviseRecord, { params: { id }, body: { upon: 1, content: bar('ivy, changed'), reason: 'a name' } })
  const changed = await fetch(client.url(`/records/${id}`), { headers: { authorization: `Bearer ${hub.token}`, 'if-none-match': tag } })
  assert.equal(changed.status, 200)
  assert.equal((await client.call(getRecord, { params: { id } })).revision, 2)
})
