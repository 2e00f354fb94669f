import type { z } from 'zod'
import type { OwnSessionSchema } from '#contract/schemas/people.ts'
import { Refusal } from '#science/refusal.ts'
import type { HubRole } from '#stewardship/access/may.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { hashOf } from './secret.ts'
import { openSession } from './session.ts'

type OwnSession = z.infer<typeof OwnSessionSchema>

/** Gives oneself another name. */
export async function changeName(at: Installation, actor: Actor, name: string): Promise<Actor> {
  await requireOwnBrowser(at, actor)
  await at.db.updateTable('account').set({ name }).where('id', '=', actor.account).execute()
  return { ...actor, name }
}

/** Gives oneself another password; answers how many other browser sessions this ended. */
export async function changePassword(at: Installation, actor: Actor, { current, password }: { current: string; password: string }): Promise<number> {
  await requireOwnBrowser(at, actor)
  const { password_hash: kept } = await at.db
    .selectFrom('account').select('password_hash').where('id', '=', actor.account).executeTakeFirstOrThrow()
  if (!(await verifyPassword(kept, current))) {
    throw new Refusal('account.wrong_password', { en: 'The current password is not right.', ko: '현재 비밀번호가 올바르지 않습니다.' })
  }
  const password_hash = await hashPassword(password)
  return at.db.transaction().execute(async (trx) => {
    await trx.updateTable('account').set({ password_hash }).where('id', '=', actor.account).execute()
    const ended = await trx
      .deleteFrom('session')
      .where('account', '=', actor.account)
      .where('kind', '=', 'browser')
      .where('id', '!=', actor.session!)
      .executeTakeFirst()
    return Number(ended.numDeletedRows)
  })
}

/** Where one is signed in and which tokens one has, used last first. */
export async function listSessions(at: Installation, actor: Actor): Promise<OwnSession[]> {
  const rows = await ownSessions(at, actor).execute()
  return rows.map((row) => described(row, actor))
}

/** A token for a program of one's own; answers it this once. */
export async function createToken(
  at: Installation, actor: Actor, wanted: { name: string; days: number; at_most: HubRole; hub: string | null },
): Promise<{ session: OwnSession; token: string }> {
  await requireOwnBrowser(at, actor)
  const hub = wanted.hub === null ? null : (await hubFor(at.db, actor, wanted.hub, 'read')).id
  const token = await openSession(at, actor.account, { name: wanted.name, days: wanted.days, hub, atMost: wanted.at_most })
  const row = await ownSessions(at, actor).where('session.token_hash', '=', hashOf(token)).executeTakeFirstOrThrow()
  return { session: described(row, actor), token }
}

/** Ends one of one's own sessions or tokens; refuses `session.not_found` for any other. */
export async function endSession(at: Installation, actor: Actor, id: string): Promise<void> {
  await requireOwnBrowser(at, actor)
  const ended = await at.db.deleteFrom('session').where('id', '=', id).where('account', '=', actor.account).executeTakeFirst()
  if (ended.numDeletedRows === 0n) throw noSuch('session', id)
}

/** Lets only a person through who signed in by password: a token that leaked cannot make itself at home. */
async function requireOwnBrowser(at: Installation, { account, limits }: Actor): Promise<void> {
  const { kind } = await at.db.selectFrom('account').select('kind').where('id', '=', account).executeTakeFirstOrThrow()
  if (kind === 'person' && !limits) return
  throw new Refusal('account.not_by_token', {
    en: 'Only a person who is signed in in a browser may change an account, its tokens and sessions.',
    ko: '계정과 토큰, 세션은 브라우저에서 로그인한 본인만 바꿀 수 있습니다.',
  })
}

function ownSessions(at: Installation, actor: Actor) {
  return at.db
    .selectFrom('session')
    .leftJoin('hub', 'hub.id', 'session.hub')
    .select([
      'session.id', 'session.kind', 'session.name', 'session.at_most', 'session.created_at', 'session.last_used_at', 'session.expires_at', 'hub.slug',
      'hub.title',
    ])
    .where('session.account', '=', actor.account)
    .where('session.kind', '!=', 'console')
    .where('session.expires_at', '>', at.now())
    .orderBy('session.last_used_at', (order) => order.desc().nullsLast())
    .orderBy('session.created_at', 'desc')
}

function described(row: Awaited<ReturnType<ReturnType<typeof ownSessions>['executeTakeFirstOrThrow']>>, actor: Actor): OwnSession {
  return {
    id: row.id, kind: row.kind as OwnSession['kind'], name: row.name, hub: row.slug === null ? null : { slug: row.slug, title: row.title! },
    at_most: row.at_most, created_at: row.created_at.toISOString(), last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at.toISOString(), current: row.id === actor.session,
  }
}
