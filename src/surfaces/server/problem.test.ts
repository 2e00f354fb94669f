import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import fc from 'fast-check'
import { Refusal } from '#science/refusal.ts'
import { answerProblem, languageOf, statusOf } from './problem.ts'

const app = new Hono()
let failure: unknown
app.get('/language', (c) => c.text(languageOf(c)))
app.get('/fail', () => { throw failure })
app.post('/json', async (c) => c.json(await c.req.json()))
app.onError((error, c) => answerProblem(c, error))

const languageFor = async (accept?: string) => (
  (await app.request('/language', { headers: accept === undefined ? {} : { 'accept-language': accept } })).text()
)
const problemOf = async (error: unknown, accept = 'en') => {
  failure = error
  const response = await app.request('/fail', { headers: { 'accept-language': accept } })
  return { response, problem: await response.json() as Record<string, unknown> }
}

test('the language that is liked best is spoken, whatever its place in the list', async () => {
  const asked = {
    'ko-KR,ko;q=0.9,en;q=0.8': 'ko', 'en;q=0.5, ko;q=0.9': 'ko', 'de, ko;q=0.3, en;q=0.2': 'ko', 'en-GB,ko': 'en',
    KO: 'ko',
  }
  for (const [accept, language] of Object.entries(asked)) assert.equal(await languageFor(accept), language, accept)
})

test('a language that is not wanted, or only begins alike, is not spoken', async () => {
  for (const accept of ['ko;q=0', 'ko;q=0,en;q=0.1', 'kok-IN', 'de', '*', '', 'ko;q=high']) assert.equal(
    await languageFor(accept), 'en', accept,
  )
  assert.equal(await languageFor(), 'en')
})

test('no header makes the choice of language fail', async () => {
  const header = fc.stringMatching(/^[a-zA-Z0-9;,.=* -]{0,40}$/)
  await fc.assert(fc.asyncProperty(header, async (accept) => assert.match(await languageFor(accept), /^(en|ko)$/)))
})

test('a refusal is answered as problem+json in the reader’s language, with both texts beside it', async () => {
  const text = { en: 'No such unit.', ko: '없는 단위입니다.' }
  const { response, problem } = await problemOf(new Refusal('unit.unknown', text, { unit: 'x' }), 'ko')
  assert.equal(response.status, 422)
  assert.match(response.headers.get('content-type')!, /^application\/problem\+json/)
  assert.deepEqual(problem, {
    type: 'urn:sojae:problem:unit.unknown', title: 'unit.unknown', status: 422, detail: text.ko,
    code: 'unit.unknown', text, details: { unit: 'x' },
  })
})

test('what is not there is 404, what came too late 409, who may not 403, what makes no sense 422', () => {
  const codes = [
    'record.not_found',
    'record.revised_meanwhile',
    'access.not_allowed',
    'session.needed',
    'lineage.cycle',
    'request.invalid',
  ]
  assert.deepEqual(codes.map(statusOf), [404, 409, 403, 401, 422, 400])
})

test('a defect is logged and answered without what it says of the inside', async (t) => {
  const log = t.mock.method(process.stderr, 'write', () => true)
  const { response, problem } = await problemOf(new Error('password of postgres is hunter2'))
  assert.equal(response.status, 500)
  assert.equal(problem['code'], 'hub.defect')
  assert.ok(!JSON.stringify(problem).includes('hunter2'))
  assert.match(String(log.mock.calls[0]!.arguments[0]), /hunter2/)
})
