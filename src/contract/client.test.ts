import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import { createClient } from './client.ts'
import { operation } from './operation.ts'
import { searchRecords } from './operations/record.ts'

const find = operation({
  id: 'find', method: 'get', path: '/things/{thing}/parts', summary: '', tag: '',
  params: z
    .object({ thing: z.string() }), query: z
    .object({ text: z.string().optional() })
    .loose(), answer: z
    .unknown(),
})
const make = operation({
  id: 'make', method: 'post', path: '/things', summary: '', tag: '', body: z.object({
    name: z.string(),
  }), answer: z.unknown(),
})

/** A client whose requests go nowhere: each is kept, and answered with the same. */
function client(
  answer: () => Response = () => Response.json({}), options: { token?: string; language?: 'en' | 'ko' } = {},
) {
  const sent: Request[] = []
  const send = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push(new Request(input, init))
    return answer()
  }
  return { sent, ...createClient({ address: 'http://hub', fetch: send as typeof fetch, ...options }) }
}
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(() => assert.fail('nothing was refused'), (refused: unknown) => refused)
  assert.ok(error instanceof Refusal, String(error))
  return error
}
const text = fc.string({ unit: 'grapheme', minLength: 1 })

test('what is asked for arrives as it was asked, in any script and with any sign', async () => {
  const query = fc.dictionary(
    fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((name) => name !== '__proto__'), text,
  )
  await fc.assert(fc.asyncProperty(text.filter((thing) => !/^\.\.?$/.test(thing)), query, async (thing, asked) => {
    const { sent, call } = client()
    await call(find, { params: { thing }, query: asked })
    const { pathname, searchParams } = new URL(sent[0]!.url)
    const [, place] = /^\/api\/v1\/things\/([^/]+)\/parts$/.exec(pathname) ?? []
    assert.equal(decodeURIComponent(place!), thing)
    assert.deepEqual(Object.fromEntries(searchParams), { ...asked })
  }))
})

test('numbers, yes and no arrive as written, lists with commas; what was not said is not sent', async () => {
  const { sent, call } = client()
  await call(
    find,
    { params: { thing: 'a' }, query: { min: -1.5e-7, yes: false, list: ['Fe', 'Ni'], none: undefined, text: '' } },
  )
  assert.equal(new URL(sent[0]!.url).search, '?min=-1.5e-7&yes=false&list=Fe%2CNi')
})

test('a filter of records is the same filter when the hub reads it', async () => {
  const filter = { elements: 'Fe,Ni', text: '강도 50% & α', field: 'load', min: 0, max: 1e-9, unit: 'µm', limit: 7 }
  const { sent, call } = client()
  await call(searchRecords, { params: { hub: 'a' }, query: filter })
  const read = searchRecords.query!.parse(Object.fromEntries(new URL(sent[0]!.url).searchParams))
  assert.deepEqual({ ...read, ...filter }, read)
})

test('a name that an address would read as a folder above is refused before anything is sent', async () => {
  for (const thing of ['..', '.', '', '\ud800']) {
    const { sent, call, upload } = client()
    assert.equal((await refusal(call(find, { params: { thing } }))).code, 'request.invalid')
    assert.equal((await refusal(upload(thing, new Uint8Array(), 'text/csv'))).code, 'request.invalid')
    assert.equal(sent.length, 0)
  }
})

test('the token and the language go with every request, a body as JSON', async () => {
  const { sent, call, upload } = client(undefined, { token: 'secret', language: 'ko' })
  await call(make, { body: { name: '합금' } })
  await upload('a', new TextEncoder().encode('x,y'), 'text/csv')
  assert.deepEqual(sent.map(({ method, headers }) => [
    method, headers.get('authorization'), headers.get('accept-language'), headers.get('content-type'),
  ]), [['POST', 'Bearer secret', 'ko', 'application/json'], ['POST', 'Bearer secret', 'ko', 'text/csv']])
  assert.deepEqual(await sent[0]!.json(), { name: '합금' })
  assert.equal(await sent[1]!.text(), 'x,y')
})

test('the hub’s refusal reaches the caller with its code, both texts, its details and the status', async () => {
  const problem = { code: 'unit.unknown', text: { en: 'No such unit.', ko: '없는 단위입니다.' }, details: { unit: 'furlong' } }
  const { call } = client(() => Response.json(problem, { status: 422 }))
  const { code, text, details } = await refusal(call(make, { body: { name: 'a' } }))
  assert.deepEqual({ code, text, details }, { ...problem, details: { unit: 'furlong', status: 422 } })
})

test('an answer that no hub would give is refused in words, not with a fault of the parser', async () => {
  const answers = [
    () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }), () => new Response('<html>'),
    () => Response.json(null, { status: 500 }), () => new Response('', { status: 200 }),
  ]
  for (const answer of answers) {
    assert.equal((await refusal(client(answer).call(make, { body: { name: 'a' } }))).code, 'http.unexpected')
  }
})
