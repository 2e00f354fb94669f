import type { RouteConfig } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Operation } from '#contract/operation.ts'
import type { App } from './serving.ts'

const ProblemSchema = z
  .object({
    type: z.string(), title: z.string(), status: z.int(), detail: z.string().describe('In the language of Accept-Language'),
    code: z.string().describe('Stable, for programs'), text: z.object({ en: z.string(), ko: z.string() }),
    details: z.record(z.string(), z.unknown()).describe('The values that the sentence speaks of'),
  })
  .meta({ id: 'Problem' })

const PROBLEM = { 'application/problem+json': { schema: ProblemSchema } }
const SECURITY: Record<string, string[]>[] = [{ session: [] }, { token: [] }]

/** IETF draft-ietf-httpapi-idempotency-key-header-07; the quotation marks of a structured field may be left out. */
const KEY = z.string().min(1).max(255).optional().describe('Sent again with the same key, the request is not done twice')
const MATCH = z.string().optional().describe('ETag of what was read; anything else there now is answered 412')

/** The header of a GET that is answered 304 to who has the answer. */
export const IfNoneMatchHeader = z.object({
  'if-none-match': z.string().optional().describe('ETag of an answer at hand; 304 if it is still the answer'),
})
export const NOT_MODIFIED = { description: 'Still what the ETag in If-None-Match stands for' }
const ETAG = z.object({ etag: z.string().describe('Stands for exactly this answer') })

/** An operation as the OpenAPI document has it. */
export function describe(operation: Operation) {
  const { params, query, body, once, unchanged, status = 200 } = operation
  const isGet = operation.method === 'get'
  const headers = isGet ? IfNoneMatchHeader
    : z.object({ ...(once ? { 'idempotency-key': KEY } : {}), ...(unchanged ? { 'if-match': MATCH } : {}) })
  return {
    method: operation.method,
    path: `/api/v1${operation.path}`,
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.open ? [] : SECURITY,
    request: {
      ...(params ? { params } : {}),
      ...(Object.keys(headers.shape).length > 0 ? { headers } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: {
      [status]: {
        description: 'Done', ...(isGet ? { headers: ETAG } : {}), content: { 'application/json': { schema: operation.answer } },
      },
      ...(isGet ? { 304: NOT_MODIFIED } : {}),
      ...(unchanged ? { 412: { description: 'Changed since it was read; `details.current` is what it is now', content: PROBLEM } } : {}),
      ...refusals(operation.open, params !== undefined),
    },
  }
}

/** Puts what streams bytes, and so is no operation, into the OpenAPI document. */
export function describeRaw(app: App, route: Omit<RouteConfig, 'security'>): void {
  app.openAPIRegistry.registerPath({
    ...route, path: `/api/v1${route.path}`, security: SECURITY,
    responses: { ...route.responses, ...refusals(false, true) },
  })
}

function refusals(isOpen: boolean | undefined, hasParams: boolean) {
  return {
    ...(isOpen ? {} : { 401: { description: 'Nobody is signed in', content: PROBLEM } }),
    ...(hasParams ? { 404: { description: 'There is none, or none that the asker may see', content: PROBLEM } } : {}),
    default: { description: 'Refused, with the reason', content: PROBLEM },
  }
}
