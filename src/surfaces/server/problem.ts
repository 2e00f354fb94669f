import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refusal } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { Problem } from '#contract/client.ts'

/** HTTP status by refusal code; what is not listed is 422, a request understood and refused. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'request.invalid': 400,
  'request.foreign_origin': 403,
  'session.needed': 401,
  'session.wrong_password': 401,
  'session.too_many_tries': 429,
  'setup.wrong_code': 403,
  'setup.done': 409,
  'access.not_allowed': 403,
  'record.revised_meanwhile': 409,
  'file.too_large': 413,
  'home.disk_full': 507,
  'home.unwritable': 507,
}

/** The status that a refusal is answered with. */
export function statusOf(code: string): ContentfulStatusCode {
  return STATUS[code] ?? (code.endsWith('.not_found') ? 404 : 422)
}

/** The language that the reader asked for first, of those we speak. */
export function languageOf(c: Context): Language {
  const asked = (c.req.header('accept-language') ?? '').toLowerCase().split(',')
  const first = asked.map((part) => part.trim().slice(0, 2)).find((tag) => tag === 'ko' || tag === 'en')
  return first === 'ko' ? 'ko' : 'en'
}

/** Answers a refusal as `application/problem+json` (RFC 9457); a defect is logged and answered without its inside. */
export function answerProblem(c: Context, error: unknown): Response {
  const refusal = error instanceof Refusal ? error : defect(error)
  const status = error instanceof Refusal ? statusOf(refusal.code) : 500
  const detail = refusal.text[languageOf(c)]
  const problem: Problem = {
    type: `urn:sojae:problem:${refusal.code}`, title: refusal.code, status, detail,
    code: refusal.code, text: refusal.text, details: { ...refusal.details },
  }
  return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

function defect(error: unknown): Refusal {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return new Refusal('hub.defect', {
    en: 'The hub met a defect of its own; its log has the details. Nothing was changed.',
    ko: '허브 자체의 결함이 발생했습니다. 자세한 내용은 로그에 있으며 변경된 것은 없습니다.',
  })
}
