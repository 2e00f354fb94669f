// Mallory has an account and a script; Dr. Lee has two browser windows and a short temper.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '#contract/client.ts'
import type { Client, Problem } from '#contract/client.ts'
import * as operations from '#contract/operations/index.ts'
import type { Operation } from '#contract/operation.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import type { OpenDatabase } from '#platform/storage/connect.ts'
import { startHub } from './running-hub.ts'
import type { RunningHub } from './running-hub.ts'

let hub: RunningHub
let lee: Client
let database: OpenDatabase<unknown>
before(async () => {
  hub = await startHub()
  lee = createClient({ address: hub.address, token: hub.token })
  database = openDatabase(hub.database)
})
after(async () => {
  await database.close()
  await hub.stop()
})

const params = { hub: 'main' }
const alloy = (written: string, element: string) => ({
  kind: 'material', template: 'alloy@1', name: written, origin: 'specified', source: { kind: 'own' },
  values: { composition: { type: 'composition', written, basis: 'amount', fractions: { [element]: 1 } } },
} as const)
const add = async (content: object) =>
  (await lee.call(operations.createRecord, { params, body: { content: content as ReturnType<typeof alloy> } })).id

async function ask(method: string, path: string, body?: string, token = hub.token): Promise<{ status: number; problem: Problem }> {
  const response = await fetch(`${hub.address}/api/v1${path}`, {
    method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, problem: (await response.json()) as Problem }
}

test('nothing that one can send makes the hub fail or end: each is refused in one line', async () => {
  const record = (change: object) => JSON.stringify({ content: { ...alloy('Cu', 'Cu'), ...change } })
  const cases: [what: string, method: string, path: string, body?: string][] = [
    ['no JSON', 'POST', '/hubs/main/records', '{broken'],
    ['nothing', 'POST', '/hubs/main/records', ''],
    ['two million brackets', 'POST', '/hubs/main/records', '['.repeat(2e6) + ']'.repeat(2e6)],
    ['NUL in a name', 'POST', '/hubs/main/records', record({ name: 'a\0b' })],
    ['half a surrogate pair', 'POST', '/hubs/main/records', record({ note: 'a\ud800b' })],
    ['a number beyond all numbers', 'POST', '/hubs/main/records', record({}).replace('"Cu":1', '"Cu":1e999')],
    ['NUL in a search', 'GET', '/hubs/main/records?text=%00'],
    ['NUL in a hub', 'GET', '/hubs/ma%00in'],
    ['a cursor of another make', 'GET', '/hubs/main/records?cursor=1_------------------------------------'],
    ['a range of nothing', 'GET', '/hubs/main/records?min=5'],
    ['a misspelt filter', 'GET', '/hubs/main/records?elemnts=Al'],
    ['a stage that there is not', 'GET', '/hubs/main/records?stage=proprety'],
    ['a unit of twenty thousand brackets', 'GET', `/hubs/main/records?field=vickers_hardness&min=1&unit=${'('.repeat(10_000)}`],
    ['a file without a hash', 'GET', '/files/%00'],
  ]
  for (const [what, method, path, body] of cases) {
    const { status, problem } = await ask(method, path, body)
    assert.ok(status === 400 || status === 422, `${what}: ${status} ${problem.detail}`)
    assert.doesNotMatch(problem.detail, /\n/, what)
    assert.match(problem.text.ko, /[가-힣]/, what)
  }
  assert.equal((await fetch(`${hub.address}/api/v1/status`)).status, 200)
})

test('what cannot be an id is not there, by whatever noun it is asked for', async () => {
  const ids = Object.values(operations as unknown as Record<string, Operation>)
    .filter((one) => 'path' in one && one.path.includes('{id}'))
    .map(({ method, path }) => [method.toUpperCase(), path.replace('{id}', 'abc')] as const)
  assert.ok(ids.length > 12)
  for (const [method, path] of [...ids, ['GET', '/jobs/abc/events'], ['GET', '/files/abc']] as const) {
    const { status, problem } = await ask(method, path, method === 'POST' ? '{}' : undefined)
    const noun = path.split('/abc')[0]!.split('/').findLast((part) => part.endsWith('s'))!.split('-').at(-1)!.replace(/(?<=ch)es$|s$/, '')
    assert.deepEqual([status, problem.code], [404, `${noun}.not_found`], `${method} ${path}: ${problem.detail}`)
    assert.match(problem.text.en, new RegExp(`^There is no such (?:[a-z]+ )?${noun}: abc\\.`))
    assert.match(problem.text.ko, /없습니다: abc\./)
  }
})

/** What must be asked at some doors, by the last word of their path. */
const NEEDED: Readonly<Record<string, string>> = {
  columns: '?rows=alloy', curves: '?field=stress_strain&records=', plot: '?rows=hardness_test&x=vickers_hardness&y=vickers_hardness',
  compare: `?records=${randomUUID()},${randomUUID()}`,
}

test('who has an account and is no member finds nothing of a hub, at any door, under any id', async () => {
  const token = randomUUID()
  const account = randomUUID()
  await database.pool.query('insert into account (id, name) values ($1, $2)', [account, 'Mallory'])
  await database.pool.query(
    `insert into session (token_hash, account, kind, expires_at) values ($1, $2, 'browser', now() + interval '1 hour')`,
    [createHash('sha256').update(token).digest(), account],
  )
  const id = await add(alloy('Ag', 'Ag'))
  const { sha256 } = await lee.upload('main', Buffer.from('a,b\n1,2\n'), 'text/csv')
  const doors = Object.values(operations as unknown as Record<string, Operation>)
    .filter((one) => 'path' in one && !one.open && one.method === 'get' && /\{(hub|id)\}/.test(one.path))
    .map(({ path }) => path.replace('{hub}', 'main').replace('{id}', id) + (NEEDED[path.split('/').at(-1)!] ?? ''))
  assert.ok(doors.length > 12)
  for (const path of [...doors, `/jobs/${id}/events`, `/files/${sha256}`, `/files/${sha256}/picture`, '/hubs/main/records/export?format=csv']) {
    const { status, problem } = await ask('GET', path, undefined, token)
    assert.equal(status, 404, `${path}: ${status}`)
    assert.match(problem.detail, /^There is no such \w+: /, path)
  }
})

test('of ten revisions upon the same one, one is taken and nine are told', async () => {
  const id = await add(alloy('Zn', 'Zn'))
  const body = JSON.stringify({ upon: 1, content: alloy('Zn', 'Zn'), reason: 'at the same time' })
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('POST', `/records/${id}/revisions`, body)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)])
})

const recipe = (name: string, more = '') => `recipe: ${name}
version: 1
title: {en: Melts, ko: 용해}
file: {kind: csv}
columns:
  melt: {header: melt, text: true}
  formula: {header: formula, composition: amount}
  hv: {header: hv, unit: HV}
records:
  - {as: alloy, template: alloy@1, name: "{melt}", origin: specified, key: [melt], values: {composition: formula}}
  - {as: test, template: hardness_test@1, name: hardness, origin: measured, key: [melt, hv], of: alloy, values: {vickers_hardness: hv}}
${more}`

async function importCsv(text: string, yaml: string, templates: string[] = []) {
  const { sha256 } = await lee.upload('main', Buffer.from(text), 'text/csv')
  const { id } = await lee.call(operations.createImport, { params, body: { recipe: { yaml, templates }, file: { sha256, name: 'melts.csv' } } })
  for (;;) {
    const one = await lee.call(operations.getImport, { params: { id } })
    if (one.state === 'done' || one.state === 'failed') return one
    await sleep(50)
  }
}

test('two imports of the same rows at the same time make each record once', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => `M${n},Cu${n + 1}Zn,${100 + n}`).join('\n')
  const ends = await Promise.all(['', '\n'].map((end) => importCsv(`melt,formula,hv\n${rows}\n${end}`, recipe('twice'))))
  assert.deepEqual(ends.map(({ state }) => state), ['done', 'done'])
  assert.deepEqual(ends.map(({ report }) => report!.records_made).sort((a, b) => a - b), [0, 1000])
})

test('a composition that a second import corrects is also that of the test that it leaves as it is', async () => {
  await importCsv('melt,formula,hv\nQ1,Cu,77\n', recipe('corrected'))
  const { report } = await importCsv('melt,formula,hv\nQ1,CuIr,77\n', recipe('corrected'))
  assert.deepEqual([report!.records_revised, report!.records_unchanged], [1, 1])
  const found = await lee.call(operations.searchRecords, { params, query: { elements: 'Ir', kind: 'measurement' } })
  assert.equal(found.total, 1)
})

test('a template comes in only if it can be used, and takes no name away from others', async () => {
  const template = (name: string, field: string) => `template: ${name}
version: 1
kind: measurement
stage: property
label: {en: Test, ko: 시험}
fields: [${field}]`
  const text = 'melt,formula,hv\nR1,Cu,50\n'
  const refused = async (document: string, code: string) => {
    const error = await importCsv(text, recipe('templates'), [document]).catch((caught: unknown) => caught as { code: string })
    assert.equal('code' in error ? error.code : error.state, code)
  }
  const quantity = (name: string, unit: string) => `{name: ${name}, label: {en: A, ko: 가}, type: quantity, role: result, unit: ${unit}}`
  await refused(template('one', quantity('length', 'zorkmid')), 'file.invalid')
  await refused(template('two', `${quantity('length', 'm')}, ${quantity('length', 'm')}`), 'file.invalid')
  await refused(template('three', quantity('vickers_hardness', 'kg')), 'template.other_meaning')
  await refused(template('alloy', quantity('length', 'm')).replace('measurement', 'material'), 'template.changed')
  await refused('a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]', 'file.not_yaml')
})

test('what ended without a word from its task is told as ended, not as running for ever', async () => {
  const { id, job } = await importCsv('melt,formula,hv\nS1,Cu,51\n', recipe('silent'))
  await database.pool.query(`update import set state = 'running', report = null where id = $1`, [id])
  await database.pool.query(`update job set state = 'cancelled' where id = $1`, [job])
  const stopped = await lee.call(operations.getImport, { params: { id } })
  assert.equal(stopped.state, 'failed')
  assert.match(stopped.problem!.en, /stopped/)
  const gaveUp = { code: 'job.gave_up', text: { en: 'The server ended 3 times.', ko: '서버가 3번 종료되었습니다.' } }
  await database.pool.query(`update job set state = 'failed', error = $2 where id = $1`, [job, JSON.stringify(gaveUp)])
  assert.equal((await lee.call(operations.getImport, { params: { id } })).problem!.en, 'The server ended 3 times.')
  const model = randomUUID()
  await database.pool.query(
    `insert into model (id, hub, name, title, version, state, request, job, created_by)
     select $1, hub.id, 'silent', '{"en": "x", "ko": "x"}', 1, 'training', '{"table": null, "target": "x", "inputs": []}', $2, account.id
     from hub, account where hub.slug = 'main' and account.name = 'console'`,
    [model, job],
  )
  const told = await lee.call(operations.getModel, { params: { id: model } })
  assert.deepEqual([told.state, told.problem!.en], ['failed', 'The server ended 3 times.'])
})
