import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refusal } from '#science/refusal.ts'
import type { Language } from '#science/refusal.ts'
import type { Problem } from '#contract/client.ts'
import { databaseFailure } from '#platform/storage/database-failure.ts'

/** HTTP status by refusal code; what is not listed is 422, a request understood and refused. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'request.invalid': 400,
  'request.unreadable': 400,
  'request.foreign_origin': 403,
  'request.key_reused': 409,
  'request.key_not_taken': 400,
  'request.match_not_taken': 400,
  'request.changed_meanwhile': 412,
  'cursor.unreadable': 400,
  'cursor.outdated': 410,
  'file.encoding_unknown': 415,
  'session.needed': 401,
  'session.wrong_password': 401,
  'session.too_many_tries': 429,
  'setup.wrong_code': 403,
  'setup.done': 409,
  'access.not_allowed': 403,
  'access.token_limited': 403,
  'access.administrators_only': 403,
  'access.console_only': 403,
  'account.not_by_token': 403,
  'invitation.other_account': 403,
  'invitation.accepted': 410,
  'invitation.withdrawn': 410,
  'invitation.over': 410,
  'password_link.over': 410,
  'hub.exists': 409,
  'record.revised_meanwhile': 409,
  'record.withdrawn': 410,
  'record.deleted': 410,
  'file.deleted': 410,
  'deletion.freezing': 409,
  'record.in_use': 409,
  'record.withdraw_not_own': 403,
  'import.not_done': 409,
  'edit.not_done': 409,
  'search.name_taken': 409,
  'proposal.decided': 409,
  'finding.decided': 409,
  'draft.changed': 409,
  'draft.decided': 409,
  'file.too_large': 413,
  'hub.files_full': 507,
  'upload.wrong_offset': 409,
  'upload.taken_over': 409,
  'upload.too_long': 413,
  'upload.not_parts': 415,
  'upload.expired': 410,
  'upload.lost': 410,
  'upload.other_version': 412,
  'files.bucket_away': 503,
  'files.bucket_refused': 503,
  'home.disk_full': 507,
  'home.unwritable': 507,
  'database.busy': 503,
  'database.away': 503,
  'index.building': 503,
}

/** The status that a refusal is answered with. */
export function statusOf(code: string): ContentfulStatusCode {
  return STATUS[code] ?? (code.endsWith('.not_found') ? 404 : 422)
}

/** The language that the reader likes best, of those we speak (RFC 9110, section 12.5.4); English where none is. */
export function languageOf(c: Context): Language {
  const asked = (c.req.header('accept-language') ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const weight = parameters.find((text) => text.startsWith('q='))
    return { language: range.split('-')[0]!, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const [best] = asked
    .filter(({ language, weight }) => (language === 'ko' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return best?.language === 'ko' ? 'ko' : 'en'
}

/** Answers a refusal as `application/problem+json` (RFC 9457); a defect is logged and answered without its inside. */
export function answerProblem(c: Context, error: unknown): Response {
  const told = error instanceof HTTPException ? unreadable(error) : databaseFailure(error)
  const refusal = told instanceof Refusal ? told : defect(told)
  const status = told instanceof Refusal ? statusOf(refusal.code) : 500
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
    en: 'The hub met a defect of its own; its log has the details. Look what is there before you try again.',
    ko: '허브 자체의 결함이 발생했습니다. 자세한 내용은 로그에 있습니다. 현재 상태를 확인한 뒤 다시 시도하십시오.',
  })
}

/** What the HTTP layer itself could not read, such as a body that is no JSON. */
function unreadable({ message }: HTTPException): Refusal {
  return new Refusal(
    'request.unreadable',
    {
      en: `The request cannot be read (${message}). Send one JSON value as application/json.`,
      ko: `요청을 읽을 수 없습니다(${message}). JSON 값 하나를 application/json으로 보내십시오.`,
    },
    { reason: message },
  )
}
