// Someone without an account walks up to every door of the hub.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as operations from '#contract/operations/index.ts'
import type { Operation } from '#contract/operation.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
before(async () => {
  hub = await startHub()
})
after(() => hub.stop())

const declared = Object.values(operations as unknown as Record<string, Operation>).filter((one) => 'path' in one && 'method' in one)
const SOME_ID = '01a20aa0-0000-7000-8000-000000000000'
const addressOf = ({ path }: Pick<Operation, 'path'>) => `${hub.address}/api/v1${path.replace('{hub}', 'main').replace('{id}', SOME_ID)}`

test('every operation that is not open answers a stranger with 401 and nothing of the hub', async () => {
  const closed = declared.filter(({ open }) => !open)
  assert.ok(closed.length > 25, `${closed.length} operations`)
  for (const operation of closed) {
    const body = operation.body ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}
    const response = await fetch(addressOf(operation), { method: operation.method.toUpperCase(), ...body })
    const text = await response.text()
    assert.ok([400, 401].includes(response.status), `${operation.id} answered ${response.status}`)
    assert.doesNotMatch(text, /alloy|records_made|main"/, operation.id)
  }
})

test('files and event streams are closed to strangers too', async () => {
  for (const path of [`/files/${'0'.repeat(64)}`, `/files/${'0'.repeat(64)}/picture`, `/jobs/${SOME_ID}/events`]) {
    assert.equal((await fetch(`${hub.address}/api/v1${path}`)).status, 401)
  }
  assert.equal((await fetch(`${hub.address}/api/v1/hubs/main/files`, { method: 'POST', body: 'x' })).status, 401)
})

test('the OpenAPI document lists every declared operation', async () => {
  const document = (await (await fetch(`${hub.address}/api/v1/openapi.json`)).json()) as { openapi: string; paths: Record<string, Record<string, { operationId: string }>> }
  assert.match(document.openapi, /^3\.1/)
  const listed = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
  assert.deepEqual(declared.map(({ id }) => id).filter((id) => !listed.includes(id)), [])
})

test('the hub has no default password, and its setup code cannot be guessed in a few tries', async () => {
  const setUp = (code: string) => fetch(`${hub.address}/api/v1/setup`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'Mallory', email: 'mallory@example.org', password: 'a long enough password' }),
  })
  const answers = []
  for (let attempt = 0; attempt < 12; attempt++) answers.push((await setUp(`guess-${attempt}`)).status)
  assert.deepEqual(answers.slice(0, 10), Array(10).fill(403))
  assert.deepEqual(answers.slice(10), [429, 429])
})

test('a page of another site cannot act with a cookie that the browser sends along', async () => {
  const response = await fetch(`${hub.address}/api/v1/session`, {
    method: 'DELETE', headers: { cookie: 'sojae_session=stolen', origin: 'https://elsewhere.example' },
  })
  assert.equal(response.status, 403)
})

test('a hub that one may not see and one that does not exist are refused in the same words', async () => {
  const ask = async (slug: string) => {
    const response = await fetch(`${hub.address}/api/v1/hubs/${slug}`, { headers: { authorization: `Bearer ${hub.token}` } })
    return { status: response.status, detail: ((await response.json()) as { detail: string }).detail.replace(slug, '…') }
  }
  assert.deepEqual(await ask('nowhere'), { status: 404, detail: 'There is no such hub: …. Check it; what you may not see is not found either.' })
})
