import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '#science/refusal.ts'
import { actorOf } from '#hub/accounts/session.ts'
import type { Environment, Serving } from './serving.ts'

const COOKIE = 'sojae_session'

/** Finds out who asks, from a bearer token or the session cookie; a stranger is null. */
export function identify(serving: Serving): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const bearer = c.req.header('authorization')?.match(/^Bearer (\S+)$/i)?.[1]
    const cookie = getCookie(c, COOKIE)
    if (!bearer && cookie) refuseForeignOrigin(c)
    const token = bearer ?? cookie ?? null
    c.set('token', token)
    c.set('actor', token ? await actorOf(serving.at, token) : null)
    await next()
  }
}

/** Gives the browser its session; it is out of reach of scripts and of other sites. */
export function keepSession(c: Context, token: string): void {
  const secure = new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https'
  setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: 14 * 24 * 60 * 60 })
}

export function forgetSession(c: Context): void {
  deleteCookie(c, COOKIE, { path: '/' })
}

/** A cookie travels with requests that other sites start; only those from this site may change anything. */
function refuseForeignOrigin(c: Context): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  const origin = c.req.header('origin')
  if (!origin || URL.parse(origin)?.host === c.req.header('host')) return
  throw new Refusal(
    'request.foreign_origin',
    { en: `Requests from ${origin} may not act here.`, ko: `${origin}에서 온 요청은 이곳에서 처리할 수 없습니다.` },
    { origin },
  )
}
