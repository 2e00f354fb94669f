import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { Refusal } from '#science/refusal.ts'
import type { Operation } from '#contract/operation.ts'

/** Answers a GET with its ETag, or 304 to who has this very answer (RFC 9110, section 13.1.2). */
export function answerTagged(c: Context, answer: unknown): Response {
  const text = JSON.stringify(answer)
  const tag = tagOf(text)
  if (isKnown(c, tag)) return c.body(null, 304, { etag: tag })
  return c.body(text, 200, { 'content-type': 'application/json', etag: tag })
}

/** Whether `If-None-Match` names this tag; by the weak comparison, for a proxy that packs answers marks their tags weak. */
export function isKnown(c: Context, tag: string): boolean {
  const known = tagsIn(c.req.header('if-none-match'))
  return known.some((one) => one === '*' || one.replace(/^W\//, '') === tag)
}

/**
 * What must hold before an operation with `If-Match` may write: the answer of its GET is still one that the caller has.
 *
 * Null where the header is absent. What is written is held to the revision or version in the body as well, within the
 * transaction, so nobody slips in between. Refuses `request.match_not_taken` where there is no GET to compare with.
 */
export function unchangedCheck(
  c: Context, operation: Operation, read: (guard: Operation) => Promise<unknown>,
): (() => Promise<void>) | null {
  const header = c.req.header('if-match')
  if (header === undefined) return null
  const guard = operation.unchanged
  if (!guard) throw matchNotTaken()
  return async () => {
    const current = await read(guard)
    const tag = tagOf(JSON.stringify(current))
    if (!tagsIn(header).some((one) => one === '*' || one === tag)) throw changedMeanwhile(tag, current)
  }
}

function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url')}"`
}

function tagsIn(header: string | undefined): string[] {
  return header === undefined ? [] : header.split(',').map((tag) => tag.trim())
}

function matchNotTaken(): Refusal {
  return new Refusal('request.match_not_taken', {
    en: 'This request takes no If-Match, for it changes nothing that was there before; send it without.',
    ko: '이 요청은 기존 내용을 바꾸지 않으므로 If-Match를 받지 않습니다. 헤더 없이 보내십시오.',
  })
}

function changedMeanwhile(etag: string, current: unknown): Refusal {
  return new Refusal(
    'request.changed_meanwhile',
    {
      en: 'It has changed since you read it; “details.current” is what it is now. Look at that, then send your change upon it.',
      ko: '읽은 뒤에 내용이 바뀌었습니다. 현재 내용은 “details.current”에 있습니다. 확인한 뒤 그 위에 변경을 보내십시오.',
    },
    { etag, current },
  )
}
