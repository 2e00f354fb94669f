import { createHash } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import type { AnswerOf, Operation } from '#contract/operation.ts'
import { unstorableIn } from '#contract/storable.ts'
import { isNoun, noSuch } from '#hub/actor.ts'
import type { Actor } from '#hub/actor.ts'
import { describe } from './describe.ts'
import { answerTagged, unchangedCheck } from './entity-tag.ts'
import type { App, Environment } from './serving.ts'

type Parsed<S> = S extends z.ZodType ? z.output<S> : never

type Asked<O extends Operation> = {
  readonly params: O extends Operation<infer P, any, any, any> ? Parsed<P> : never
  readonly query: O extends Operation<any, infer Q, any, any> ? Parsed<Q> : never
  readonly body: O extends Operation<any, any, infer B, any> ? Parsed<B> : never
  readonly actor: O extends { open: true } ? Actor | null : Actor
  readonly c: Context<Environment>
}

/** What answers the GETs of an app, for those that are compared with them. */
const readers = new WeakMap<App, Map<Operation, (asked: never) => Promise<unknown>>>()

/** Serves an operation: its input is checked against the contract before `answer` sees it. */
export function implement<O extends Operation>(
  app: App, operation: O, answer: (asked: Asked<O>) => Promise<AnswerOf<O>>,
): void {
  const { params, query, body, status = 200 } = operation
  const read = readers.get(app) ?? new Map()
  readers.set(app, read)
  if (operation.method === 'get') read.set(operation, answer as never)
  // Before anything is read: a stranger learns nothing from how a body is refused.
  const route = createRoute({ ...describe(operation), middleware: operation.open ? [] : [requireSession] })
  app.openapi(route, (async (c: Context<Environment>) => {
    const valid = (part: string) => (c.req as unknown as { valid(part: string): unknown }).valid(part)
    const asked = {
      params: params ? valid('param') : {}, query: query ? valid('query') : {}, body: body ? valid('json') : undefined,
      actor: c.get('actor'), c,
    } as unknown as Asked<O>
    requireStorable(asked)
    if (operation.method === 'get') return answerTagged(c, await answer(asked))
    const actor = withKey(c, operation, asked.body)
    const check = unchangedCheck(c, operation, (guard) => (
      read.get(guard)!({ params: asked.params, query: guard.query?.parse({}) ?? {}, actor, c } as never)
    ))
    if (check && !operation.once) await check()
    const whose = actor && { ...actor, ...(check && operation.once ? { unchanged: check } : {}) }
    return c.json((await answer({ ...asked, actor: whose } as Asked<O>)) as object, status)
  }) as never, ((result: { success: boolean; target: string; error: z.core.$ZodError }, c: Context<Environment>) => {
    if (!result.success) throw result.target === 'param' ? refuseParams(c, result.error) : refuseInvalid(result.error)
  }) as never)
}

/** Who asks, with the key of the request where it has one. */
function withKey(c: Context<Environment>, operation: Operation, body: unknown): Actor | null {
  const actor = c.get('actor')
  const key = c.req.header('idempotency-key')?.replace(/^"(.*)"$/, '$1')
  if (!actor || key === undefined) return actor
  if (!operation.once) throw keyNotTaken()
  const request = createHash('sha256').update(`${c.req.method} ${c.req.path}\n${JSON.stringify(body)}`).digest('hex')
  return { ...actor, once: { key, request } }
}

function keyNotTaken(): Refusal {
  return new Refusal('request.key_not_taken', {
    en: 'This request takes no Idempotency-Key; send it without, and look what is there before you send it again.',
    ko: '이 요청은 Idempotency-Key를 받지 않습니다. 키 없이 보내고, 다시 보내기 전에 현재 상태를 확인하십시오.',
  })
}

/** Lets nobody past who is not signed in. */
export const requireSession: MiddlewareHandler<Environment> = async (c, next) => {
  if (!c.get('actor')) throw needsSession()
  await next()
}

/** The parameters of a path that serves no operation, held to a schema as an operation's are. */
export function readParams<S extends z.ZodObject>(c: Context<Environment>, schema: S): z.output<S> {
  const read = schema.safeParse(c.req.param())
  if (!read.success) throw refuseParams(c, read.error)
  requireStorable({ params: read.data, query: {}, body: undefined })
  return read.data
}

/** What cannot be an id is asked for in vain like any other: `/records/abc`; the nearest noun before it in the path. */
function refuseParams(c: Context<Environment>, error: z.core.$ZodError): Refusal {
  const params = c.req.param() as Record<string, string>
  requireStorable({ params, query: {}, body: undefined })
  const asked = params[String(error.issues[0]?.path[0])]
  const parts = c.req.path.split('/').map(decodeURIComponent)
  const noun = parts.slice(0, parts.indexOf(asked ?? '')).map(singular).findLast(isNoun) ?? ''
  return isNoun(noun) && asked !== undefined ? noSuch(noun, asked) : refuseInvalid(error)
}

/** What one of a path's things is called: `records`, `saved-searches`, `bulk-edits`. */
function singular(part: string): string {
  return part.split('-').at(-1)!.replace(/(?<=ch)es$|s$/, '')
}

function requireStorable({ params, query, body }: { params: unknown; query: unknown; body: unknown }): void {
  const where = unstorableIn(params) ?? unstorableIn(query) ?? unstorableIn(body)
  if (where === null) return
  throw new Refusal(
    'request.invalid',
    {
      en: `“${where}” holds a character that cannot be kept (NUL, or half of a surrogate pair); take it out.`,
      ko: `“${where}”에 저장할 수 없는 문자(NUL 또는 짝이 없는 서로게이트)가 있습니다. 해당 문자를 제거하십시오.`,
    },
    { path: where.split('.') },
  )
}

/** The refusal that a stranger gets. */
export function needsSession(): Refusal {
  return new Refusal('session.needed', { en: 'Sign in first.', ko: '먼저 로그인하십시오.' })
}

/** What is wrong with a request, as one line: where, and what was expected. */
export function refuseInvalid(error: z.core.$ZodError): Refusal {
  const issue = error.issues[0]!
  const where = issue.path.join('.') || 'request'
  return new Refusal(
    'request.invalid',
    {
      en: `“${where}”: ${issue.message}. The contract is at /api/v1/openapi.json.`,
      ko: `“${where}” 값이 규격과 다릅니다: ${issue.message}. 규격은 /api/v1/openapi.json에 있습니다.`,
    },
    { path: issue.path.map(String), issues: error.issues.length },
  )
}
