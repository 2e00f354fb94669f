import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { operation } from '#contract/operation.ts'
import { implement, refuseInvalid } from './implement.ts'
import { answerProblem } from './problem.ts'
import type { Environment } from './serving.ts'

const weigh = operation({
  id: 'weigh', method: 'post', path: '/things/{thing}/weights', summary: '', tag: 'things', status: 201,
  params: z.object({ thing: z.string() }), query: z.object({ digits: z.coerce.number().int().default(3) }),
  body: z.strictObject({ mass: z.number(), name: z.string() }), answer: z.object({ said: z.string() }),
})
const greet = operation({
  id: 'greet',
  method: 'get',
  path: '/hello',
  summary: '',
  tag: 'things',
  open: true,
  answer: z.object({ hello: z.string() }),
})

const app = new OpenAPIHono<Environment>({
  defaultHook: (result) => { if (!result.success) throw refuseInvalid(result.error) },
})
app.onError((error, c) => answerProblem(c, error))
app.use(async (c, next) => {
  const name = c.req.header('x-name')
  c.set('actor', name ? { account: name, name } : null)
  await next()
})
implement(app, weigh, async ({ params, query, body, actor }) => (
  { said: `${actor.name} ${params.thing} ${body.mass.toFixed(query.digits)} ${body.name}` }
))
implement(app, greet, async ({ actor }) => ({ hello: actor?.name ?? 'stranger' }))

async function ask(path: string, body?: string, name = 'marie') {
  const response = await app.request(`/api/v1${path}`, {
    ...(body !== undefined && { method: 'POST', body }),
    headers: { 'content-type': 'application/json', ...(name && { 'x-name': name }) },
  })
  const answer = await response.json() as Record<string, unknown>
  return { status: response.status, answer, code: answer['code'], detail: String(answer['detail']) }
}
const good = JSON.stringify({ mass: 1.23456, name: 'a' })

test('what is asked is read by the contract, defaults filled in, and answered with the status it states', async () => {
  const { status, answer } = await ask('/things/%EA%B8%88%2F1/weights', good)
  assert.deepEqual([status, answer], [201, { said: 'marie 금/1 1.235 a' }])
  assert.deepEqual((await ask('/things/x/weights?digits=1', good)).answer, { said: 'marie x 1.2 a' })
})

test('a request that breaks the contract gets one line that names the place', async () => {
  const broken = [
    ['{"mass":"1","name":"a"}', /^“mass”/], ['{"mass":1,"name":"a","extra":2}', /extra/], ['[]', /^“request”/],
  ] as const
  for (const [body, place] of broken) {
    const { status, code, detail } = await ask('/things/x/weights', body)
    assert.deepEqual([status, code], [400, 'request.invalid'], body)
    assert.match(detail, place)
    assert.ok(!detail.includes('\n'))
  }
  assert.match((await ask('/things/x/weights?digits=many', good)).detail, /^“digits”/)
})

test('a body that is no JSON is the asker’s mistake, not a defect of the hub', async () => {
  for (const body of ['{', '', 'mass=1']) assert.equal((await ask('/things/x/weights', body)).status, 400, body)
})

test('a text that cannot be kept is refused with its place before anybody works on it', async () => {
  for (const name of ['a\0', '\ud800']) {
    const { status, detail } = await ask('/things/x/weights', JSON.stringify({ mass: 1, name }))
    assert.equal(status, 400)
    assert.match(detail, /“name”/)
  }
})

test('a stranger is told to sign in, and nothing of what was wrong with the request', async () => {
  for (const body of [good, '{"mass":"1"}', '{']) {
    const { status, code } = await ask('/things/x/weights', body, '')
    assert.deepEqual([status, code], [401, 'session.needed'], body)
  }
  assert.deepEqual((await ask('/hello', undefined, '')).answer, { hello: 'stranger' })
})
