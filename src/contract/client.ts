import { Refusal } from '#science/refusal.ts'
import type { Language, Text } from '#science/refusal.ts'
import type { AnswerOf, CallInput, Operation } from './operation.ts'
import { MOST_ON_PAGE } from './page.ts'
import { sendInParts, WHOLE_UP_TO_BYTES } from './send-file.ts'
import type { Following } from './send-file.ts'

export type ClientOptions = {
  /** Address of the hub without a trailing slash; empty for the page's own. */
  readonly address: string
  readonly token?: string
  readonly language?: Language
  readonly fetch?: typeof fetch
}

/** `application/problem+json` (RFC 9457) as the hub writes it. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly text: Text
  readonly details: Record<string, unknown>
}

export type Client = {
  /** Performs an operation; throws a `Refusal` with the hub's code and text when the hub refuses. */
  call<O extends Operation>(
    operation: O, ...input: {} extends CallInput<O> ? [CallInput<O>?] : [CallInput<O>]
  ): Promise<AnswerOf<O>>
  /** All pages of a list as one answer. */
  all<O extends Operation>(
    operation: AnswerOf<O> extends { next: string | null } ? O : never, ...input: {} extends CallInput<O> ? [CallInput<O>?] : [CallInput<O>]
  ): Promise<AnswerOf<O>>
  /** Uploads a file and answers its SHA-256; a large one in parts, which go on by themselves after a break. */
  upload(hub: string, content: Blob | Uint8Array, mediaType: string, following?: Following): Promise<{ sha256: string; size: number }>
  /** Address of an `/api/v1` path, for links, downloads and event streams. */
  url(path: string): string
  /** A raw request with the client's credentials. */
  request(path: string, init?: RequestInit): Promise<Response>
}

/** Opens a client of a hub; nothing is sent before the first call. */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init))
  const url = (path: string) => `${options.address}/api/v1${path}`

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (options.token) headers.set('authorization', `Bearer ${options.token}`)
    if (options.language) headers.set('accept-language', options.language)
    const response = await send(url(path), { ...init, headers })
    if (!response.ok) throw await refusalFrom(response)
    return response
  }

  const client: Client = {
    url,
    request,
    async call(operation, ...[input]) {
      const { params = {}, query = {}, body, once } = (input ?? {}) as {
        params?: Record<string, string | number>
        query?: Record<string, unknown>
        body?: unknown
        once?: string
      }
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(String(params[name])))
      const response = await request(path + queryString(query), {
        method: operation.method.toUpperCase(),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(once === undefined ? {} : { 'idempotency-key': once }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return (await answerOf(response)) as AnswerOf<typeof operation>
    },
    async all(operation, ...[input]) {
      const { query = {}, ...rest } = (input ?? {}) as { query?: object }
      const page = (cursor?: string) => (
        client.call(operation as Operation, { ...rest, query: { limit: MOST_ON_PAGE, ...query, cursor } } as never)
      ) as Promise<Record<string, unknown>>
      const whole = await page()
      while (whole['next'] !== null) {
        const further = await page(whole['next'] as string)
        for (const [name, value] of Object.entries(further)) whole[name] = joined(whole[name], value)
      }
      return whole as AnswerOf<typeof operation>
    },
    async upload(hub, content, mediaType, following) {
      const size = content instanceof Blob ? content.size : content.byteLength
      if (size > WHOLE_UP_TO_BYTES) return sendInParts(request, `/hubs/${pathSegment(hub)}/uploads`, content, mediaType, following)
      const response = await request(`/hubs/${pathSegment(hub)}/files`, {
        method: 'POST',
        body: content as BodyInit,
        headers: { 'content-type': mediaType },
      })
      following?.onSent?.(size, false)
      return (await answerOf(response)) as { sha256: string; size: number }
    },
  }
  return client
}

/** What two pages say under one name: their things one after the other, their names beside one another, else the later. */
function joined(earlier: unknown, later: unknown): unknown {
  if (Array.isArray(earlier) && Array.isArray(later)) return [...earlier, ...later]
  const isObject = (value: unknown) => typeof value === 'object' && value !== null
  return isObject(earlier) && isObject(later) ? { ...(earlier as object), ...(later as object) } : later
}

/** A parameter inside a path; refuses what would be another path, since an address reads `..` as one level up. */
function pathSegment(text: string): string {
  if (text !== '' && text !== '.' && text !== '..' && text.isWellFormed()) return encodeURIComponent(text)
  throw new Refusal(
    'request.invalid',
    { en: `“${text}” is not the name or id of anything; check it.`, ko: `“${text}”은(는) 이름이나 ID가 될 수 없습니다. 다시 확인하십시오.` },
    { value: text },
  )
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(
      'http.unexpected',
      {
        en: 'The answer is not JSON, so it is not from a hub; check the address.',
        ko: '응답이 JSON이 아니므로 허브의 응답이 아닙니다. 주소를 확인하십시오.',
      },
      { status: response.status },
    )
  }
}

function queryString(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    search.append(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

async function refusalFrom(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => null)) as Problem | null
  if (problem?.text) return new Refusal(problem.code, problem.text, { ...problem.details, status: response.status })
  const status = `${response.status} ${response.statusText}`.trim()
  return new Refusal(
    'http.unexpected',
    { en: `The hub answered ${status} without saying why.`, ko: `허브가 이유 없이 ${status}(으)로 응답했습니다.` },
    { status: response.status },
  )
}
