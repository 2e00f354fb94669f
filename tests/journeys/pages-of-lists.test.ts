// A program of another institute reads the hub whole while people go on working in it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import {
  commentRecord, createDraft, createRecord, createTable, discardDraft, freezeTable, getDraft, getFrozenRows, getFrozenTable, getRecord,
  getRevisions, getTable, getTableRows, listComments, listDrafts, listFrozenTables, listTables, listTemplates, restoreRevision, reviseRecord,
  saveDraft, searchRecords, writeRecords,
} from '#contract/operations/index.ts'
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
const make = (name: string) => client.call(createRecord, { params, body: { content: bar(name) } })
const refusedAs = (code: string, status: number) => (error: unknown) => (
  error instanceof Refusal && error.code === code && error.details['status'] === status
)
const definition = (name: string) => ({
  name, title: { en: name, ko: name }, rows: { template: 'alloy_specimen' },
  columns: [{ name: 'source', path: { from: 'source' } as const }],
})
const table = (name: string, once?: string) => client.call(createTable, { params, body: definition(name), ...(once ? { once } : {}) })
const send = (path: string, method: string, headers: Record<string, string>, body?: object | Uint8Array) => fetch(client.url(path), {
  method, headers: { authorization: `Bearer ${hub.token}`, ...(body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }), ...headers },
  ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body as BodyInit : JSON.stringify(body) }),
})
const tagOf = async (path: string) => (await client.request(path)).headers.get('etag')!

test('each list read by pages of any size is the list read at once, nothing twice and nothing passed over', async () => {
  const { id } = await make('alder')
  for (let n = 1; n <= 6; n++) {
    await client.call(reviseRecord, { params: { id }, body: { upon: n, content: bar(`alder ${n}`), reason: 'a name' } })
    await client.call(commentRecord, { params: { id }, body: { text: `remark ${n}` } })
    await client.call(createDraft, { params, body: { records: [{ key: 'x', content: bar(`draft ${n}`) }] } })
    await table(`list-${n}`)
  }
  const { tables: [newest] } = await client.all(listTables, { params })
  for (let n = 1; n <= 3; n++) await client.call(freezeTable, { params: { id: newest!.id } })
  const lists = [
    { count: 7, read: (query: object) => client.call(getRevisions, { params: { id }, query }).then((page) => ({ ...page, things: page.revisions })) },
    { count: 6, read: (query: object) => client.call(listComments, { params: { id }, query }).then((page) => ({ ...page, things: page.comments })) },
    { count: 6, read: (query: object) => client.call(listDrafts, { params, query }).then((page) => ({ ...page, things: page.own })) },
    { count: 6, read: (query: object) => client.call(listTables, { params, query }).then((page) => ({ ...page, things: page.tables })) },
    { count: 3, read: (query: object) => client.call(listFrozenTables, { params: { id: newest!.id }, query }).then((page) => ({ ...page, things: page.frozen.map(({ n }) => n) })) },
    { count: null, read: (query: object) => client.call(listTemplates, { params, query }).then((page) => ({ ...page, things: page.templates.map(({ template, version }) => `${template}@${version}`) })) },
  ]
  for (const { count, read } of lists) {
    const whole = await read({ limit: 500 })
    assert.equal(whole.next, null)
    if (count !== null) assert.equal(whole.things.length, count)
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (limit) => {
      const things: unknown[] = []
      for (let cursor: string | undefined; ;) {
        const page = await read({ limit, ...(cursor === undefined ? {} : { cursor }) })
        assert.ok(page.things.length <= limit)
        things.push(...page.things)
        if (page.next === null) break
        cursor = page.next
      }
      assert.deepEqual(things, whole.things)
    }), { numRuns: 4 })
  }
})

test('a list goes on where it was while things are added before it', async () => {
  for (let n = 1; n <= 4; n++) await table(`grown-${n}`)
  const first = await client.call(listTables, { params, query: { limit: 2 } })
  await table('grown-meanwhile')
  const second = await client.call(listTables, { params, query: { limit: 2, cursor: first.next! } })
  assert.deepEqual([...first.tables, ...second.tables].map(({ definition: { name } }) => name), ['grown-4', 'grown-3', 'grown-2', 'grown-1'])
})

test('what is no cursor, or one of another list, is refused in one line; so is a page larger than a page may be', async () => {
  const { next } = await client.call(listTables, { params, query: { limit: 1 } })
  await assert.rejects(client.call(listDrafts, { params, query: { cursor: next! } }), refusedAs('cursor.unreadable', 400))
  await assert.rejects(client.call(searchRecords, { params, query: { cursor: next! } }), refusedAs('cursor.unreadable', 400))
  for (const cursor of ['x', '%00', 'dGFibGVzCm5v', '..', 'é']) {
    await assert.rejects(client.call(listTables, { params, query: { cursor } }), refusedAs('cursor.unreadable', 400))
    await assert.rejects(client.call(listTemplates, { params, query: { cursor } }), refusedAs('cursor.unreadable', 400))
    await assert.rejects(client.call(getTableRows, { params: { id: (await client.all(listTables, { params })).tables[0]!.id }, query: { cursor } }), refusedAs('cursor.unreadable', 400))
  }
  for (const limit of [0, 501, 1.5]) await assert.rejects(client.call(listTables, { params, query: { limit } }), refusedAs('request.invalid', 400))
})

test('the rows of a table are those of the first page’s moment to the last page, whatever is written meanwhile', async () => {
  const records = (from: number, n: number) => Array.from({ length: n }, (_, at) => ({ key: `k${from + at}`, content: bar(`bar ${from + at}`) }))
  await client.call(writeRecords, { params, body: { records: records(0, 200) } })
  const { id } = await table('many-bars')
  let page = await client.call(getTableRows, { params: { id }, query: { limit: 60 } })
  const { total } = page
  const rows = [...page.rows]
  for (let written = 1000; page.next !== null; written += 10) {
    await client.call(writeRecords, { params, body: { records: records(written, 10) } })
    page = await client.call(getTableRows, { params: { id }, query: { limit: 60, cursor: page.next } })
    assert.equal(page.total, total)
    rows.push(...page.rows)
  }
  assert.equal(rows.length, total)
  assert.equal(new Set(rows.map(({ record }) => record)).size, total)
  const now = await client.call(getTableRows, { params: { id }, query: { limit: 10_000 } })
  assert.ok(now.total > total)
})

test('a cursor of a table that the hub no longer holds says so, and does not go on with another moment', async () => {
  const { id } = await table('of-another-start')
  const forgotten = Buffer.from(`rows ${id}\n0123456789abcdef 100`).toString('base64url')
  await assert.rejects(client.call(getTableRows, { params: { id }, query: { cursor: forgotten } }), refusedAs('cursor.outdated', 410))
})

test('a frozen table is read by pages, the same before and after records are written', async () => {
  const { id } = await table('frozen-bars')
  const { id: frozen } = await client.call(freezeTable, { params: { id } })
  while ((await client.call(getFrozenTable, { params: { id: frozen } })).state === 'freezing') await new Promise((done) => setTimeout(done, 100))
  const read = async () => {
    let page = await client.call(getFrozenRows, { params: { id: frozen }, query: { limit: 70 } })
    const rows = [...page.rows]
    while (page.next !== null) {
      page = await client.call(getFrozenRows, { params: { id: frozen }, query: { limit: 70, cursor: page.next } })
      rows.push(...page.rows)
    }
    assert.equal(rows.length, page.total)
    return rows
  }
  const before = await read()
  await make('after the frost')
  assert.deepEqual(await read(), before)
})

test('a table, a freezing and a draft asked for twice with one key are made once', async () => {
  assert.equal((await table('once', 'key table')).id, (await table('once', 'key table')).id)
  const { id } = await table('once', 'key table')
  const freeze = () => client.call(freezeTable, { params: { id }, once: 'key freeze' })
  assert.equal((await freeze()).id, (await freeze()).id)
  const draft = () => client.call(createDraft, { params, body: { records: [{ key: 'x', content: bar('once') }] }, once: 'key draft' })
  assert.equal((await draft()).id, (await draft()).id)
})

test('who changes what they read may say so: a record that another revised meanwhile is not overwritten, and is shown', async () => {
  const { id } = await make('hazel')
  const tag = await tagOf(`/records/${id}`)
  const change = (name: string, match: string, upon: number, key?: string) => send(
    `/records/${id}/revisions`, 'POST', { 'if-match': match, ...(key ? { 'idempotency-key': key } : {}) }, { upon, content: bar(name), reason: 'a name' },
  )
  assert.equal((await change('hazel, mine', tag, 1, 'key hazel')).status, 201)
  assert.equal((await change('hazel, mine', tag, 1, 'key hazel')).status, 201, 'sent again with its key, it is the same change')
  const late = await change('hazel, late', tag, 1)
  assert.equal(late.status, 412)
  const { code, details } = await late.json() as { code: string; details: { etag: string; current: { revision: number; content: { name: string } } } }
  assert.equal(code, 'request.changed_meanwhile')
  assert.deepEqual([details.current.revision, details.current.content.name], [2, 'hazel, mine'])
  assert.equal((await change('hazel, upon that', details.etag, 2)).status, 201)
  assert.equal((await send(`/records/${id}/restorations`, 'POST', { 'if-match': tag }, { n: 1, upon: 3, reason: 'back' })).status, 412)
  assert.equal((await client.call(getRecord, { params: { id } })).revision, 3)
  assert.equal((await client.call(restoreRevision, { params: { id }, body: { n: 1, upon: 3, reason: 'back' } })).revision, 4)
})

test('a draft is saved and put away only as it was read, where its reader says so', async () => {
  const { id } = await client.call(createDraft, { params, body: { records: [{ key: 'x', content: bar('ivy') }] } })
  const tag = await tagOf(`/drafts/${id}`)
  await client.call(saveDraft, { params: { id }, body: { version: 1, records: [{ key: 'x', content: bar('ivy, wilder') }] } })
  assert.equal((await send(`/drafts/${id}`, 'DELETE', { 'if-match': tag })).status, 412)
  assert.equal((await client.call(getDraft, { params: { id } })).state, 'open')
  assert.equal((await send(`/drafts/${id}`, 'DELETE', { 'if-match': await tagOf(`/drafts/${id}`) })).status, 200)
  await assert.rejects(client.call(discardDraft, { params: { id } }), refusedAs('draft.decided', 409))
})

test('a request that changes nothing that was there says that it takes no If-Match', async () => {
  const answer = await send('/hubs/main/tables', 'POST', { 'if-match': '"x"' }, definition('unmatched'))
  assert.deepEqual([answer.status, (await answer.json() as { code: string }).code], [400, 'request.match_not_taken'])
})

test('a record, a template, a table, its rows and a file are not sent again to who has them', async () => {
  const { id } = await table('known')
  const record = await make('juniper')
  const { sha256 } = await client.upload('main', new TextEncoder().encode('x,y\n1,2\n'), 'text/csv')
  for (const path of [`/records/${record.id}`, '/hubs/main/templates/tension_test', '/hubs/main/templates', `/tables/${id}`, `/tables/${id}/rows`, `/files/${sha256}`]) {
    const tag = await tagOf(path)
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await send(path, 'GET', { 'if-none-match': known })
      assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', tag], `${path} ${known}`)
    }
    assert.equal((await send(path, 'GET', { 'if-none-match': '"other"' })).status, 200)
  }
  assert.equal((await client.call(getTable, { params: { id } })).id, id)
})

test('a file packed by gzip is kept as what it unpacks to; what is cut off or packed otherwise is not kept', async () => {
  const lines = new TextEncoder().encode(Array.from({ length: 5000 }, (_, n) => `${n},${n * n}\n`).join(''))
  const sha256 = createHash('sha256').update(lines).digest('hex')
  const packed = new Uint8Array(gzipSync(lines))
  const upload = (bytes: Uint8Array, encoding: string) => send('/hubs/main/files', 'POST', { 'content-type': 'text/csv', 'content-encoding': encoding }, bytes)
  const cut = await upload(packed.slice(0, packed.length - 20), 'gzip')
  assert.deepEqual([cut.status, (await cut.json() as { code: string }).code], [422, 'file.not_gzip'])
  assert.equal((await upload(lines, 'gzip')).status, 422)
  assert.equal((await upload(packed, 'br')).status, 415)
  assert.equal((await send(`/files/${sha256}`, 'GET', {})).status, 404)
  const kept = await upload(packed, 'gzip')
  assert.deepEqual([kept.status, await kept.json()], [201, { sha256, size: lines.byteLength }])
})
