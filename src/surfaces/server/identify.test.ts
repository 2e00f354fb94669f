import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Installation } from '#hub/installation.ts'
import { forgetSession, identify, keepSession } from './identify.ts'
import { answerProblem } from './problem.ts'
import type { Environment } from './serving.ts'

// A database in which no session is found; the journeys sign in against a real one.
const db = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of), createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
const at = { db, now: () => new Date(0) } as unknown as Installation
const app = new Hono<Environment>()
app.onError((error, c) => answerProblem(c, error))
app.use(identify({ at, version: '1', setupCode: '' }))
app.all('/who', (c) => c.json({ token: c.get('token'), actor: c.get('actor') }))
app.get('/keep', (c) => { keepSession(c, 'tok'); return c.text('') })
app.get('/forget', (c) => { forgetSession(c); return c.text('') })

const who = async (headers: Record<string, string>, method = 'GET') => {
  const response = await app.request('http://hub.example/who', { method, headers: { host: 'hub.example', ...headers } })
  return { status: response.status, answer: await response.json() as Record<string, unknown> }
}
const cookie = 'sojae_session=c00k1e'

test('who brings no token is a stranger, and so is who brings one that nobody gave out', async () => {
  assert.deepEqual((await who({})).answer, { token: null, actor: null })
  assert.deepEqual((await who({ authorization: 'Bearer invented' })).answer, { token: 'invented', actor: null })
})

test('a bearer token goes before the cookie, and only a bearer token is one', async () => {
  assert.equal((await who({ authorization: 'bearer abc', cookie })).answer['token'], 'abc')
  assert.equal((await who({ authorization: 'Basic abc' })).answer['token'], null)
  assert.equal((await who({ authorization: 'Bearer a b', cookie })).answer['token'], 'c00k1e')
})

test('another site may not act with the cookie of a visitor, whatever it calls itself', async () => {
  const foreign = [
    'https://evil.example',
    'http://hub.example.evil.example',
    'http://hub.example:81',
    'null',
    'hub.example',
    'http://',
  ]
  for (const origin of foreign) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, answer } = await who({ cookie, origin }, method)
      assert.deepEqual([status, answer['code']], [403, 'request.foreign_origin'], `${method} ${origin}`)
    }
  }
})

test('the hub’s own pages and programs without a browser may act, and links from anywhere may lead here', async () => {
  assert.equal((await who({ cookie, origin: 'http://hub.example' }, 'POST')).status, 200)
  assert.equal((await who({ cookie }, 'POST')).status, 200)
  assert.equal((await who({ cookie, origin: 'https://evil.example' })).status, 200)
  assert.equal((await who({ authorization: 'Bearer a', cookie, origin: 'https://evil.example' }, 'POST')).status, 200)
})

test('a session is out of reach of scripts and other sites, and sent in the clear only where the hub is', async () => {
  const kept = async (url: string, headers = {}) => (await app.request(url, { headers })).headers.get('set-cookie')!
  assert.match(await kept('http://hub/keep'), /^sojae_session=tok; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.match(await kept('https://hub/keep'), /; Secure/)
  assert.match(await kept('http://hub/keep', { 'x-forwarded-proto': 'https' }), /; Secure/)
  assert.match(await kept('http://hub/forget'), /^sojae_session=; Max-Age=0/)
})
