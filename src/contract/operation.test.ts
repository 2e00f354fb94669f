import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { operation } from './operation.ts'
import type { AnswerOf, CallInput, Operation } from './operation.ts'
import * as declared from './operations/index.ts'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value
const operations = (Object.values(declared) as unknown[]).filter(isOperation)

test('no two operations share a name or a way to be asked', () => {
  assert.ok(operations.length > 20)
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length)
  const ways = operations.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
  assert.equal(new Set(ways).size, operations.length, ways.join('\n'))
})

test('the parameters of every path are exactly those that are checked', () => {
  for (const { id, path, params } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    assert.deepEqual(inPath.sort(), Object.keys(params?.shape ?? {}).sort(), id)
  }
})

test('what only reads takes no body', () => {
  for (const { id, method, body } of operations) if (method === 'get') assert.equal(body, undefined, id)
})

test('strangers may only learn that a hub is there and works, set it up, sign in, and use a code that they were given', () => {
  assert.deepEqual(operations.filter(({ open }) => open).map(({ id }) => id).sort(), [
    'acceptInvitation', 'choosePassword', 'getHealth', 'getStatus', 'readInvitation', 'setUp', 'signIn',
  ])
})

test('a caller must pass what an operation needs, may leave out the rest, and knows the answer', () => {
  const read = operation({
    id: 'read', method: 'post', path: '/a/{id}', summary: '', tag: '', params: z.object({ id: z.string() }),
    query: z
      .object({ limit: z.coerce.number().default(10) }), body: z
      .object({ n: z.number() }), answer: z
      .object({ size: z.number() }),
  })
  const least: CallInput<typeof read> = { params: { id: 'a' }, body: { n: 1 } }
  const answer: AnswerOf<typeof read> = { size: 3 }
  // @ts-expect-error the body is needed
  const withoutBody: CallInput<typeof read> = { params: { id: 'a' } }
  // @ts-expect-error an answer has a size
  const wrong: AnswerOf<typeof read> = {}
  assert.ok(least && answer && withoutBody && wrong)
})
