import { sql } from 'kysely'
import type { z } from 'zod'
import type { SessionSchema } from '#contract/schemas/account.ts'
import { lesser } from '#stewardship/access/may.ts'
import { hubsOf } from '../actor.ts'
import type { Actor, TokenLimits } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { daysAfter, hashOf, newSecret } from './secret.ts'

/** A browser's session ends after 14 days; the console's token lasts as long as the server runs and is renewed at start. */
const DAYS = { browser: 14, console: 400 }
const USE_KEPT_EVERY = '5 minutes'

type Opening = 'browser' | 'console' | (TokenLimits & { readonly name: string; readonly days: number })

/** Opens a session and returns its token, which is stored nowhere but with its holder. */
export async function openSession(at: Pick<Installation, 'db' | 'now'>, account: string, opening: Opening): Promise<string> {
  const { secret, hash } = newSecret()
  const isToken = typeof opening === 'object'
  await at.db
    .insertInto('session')
    .values({
      token_hash: hash, account, kind: isToken ? 'token' : opening, created_at: at.now(),
      expires_at: daysAfter(at.now(), isToken ? opening.days : DAYS[opening]),
      ...(isToken ? { name: opening.name, hub: opening.hub, at_most: opening.atMost } : {}),
    })
    .execute()
  return secret
}

/** Who holds this token; null when it is unknown or over, or its account is closed. */
export async function actorOf(at: Installation, token: string): Promise<Actor | null> {
  const token_hash = hashOf(token)
  const row = await at.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .select(['account.id', 'account.name', 'session.id as session', 'session.kind', 'session.hub', 'session.at_most'])
    .select(sql<boolean>`session.last_used_at is null or session.last_used_at < now() - ${USE_KEPT_EVERY}::interval`.as('unseen'))
    .where('session.token_hash', '=', token_hash)
    .where('session.expires_at', '>', at.now())
    .where('account.closed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  if (row.unseen) await at.db.updateTable('session').set({ last_used_at: at.now() }).where('token_hash', '=', token_hash).execute()
  const limited = row.kind === 'token' ? { limits: { hub: row.hub, atMost: row.at_most! } } : {}
  return { account: row.id, name: row.name, session: row.session, ...limited }
}

/** Ends a session at once; an unknown token is no error. */
export async function closeSession(at: Installation, token: string): Promise<void> {
  await at.db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute()
}

/** Who is signed in and the hubs they may see, own hubs before examples. */
export async function describeSession(db: Reader, actor: Actor): Promise<z.infer<typeof SessionSchema>> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'kind', 'administrator'])
    .where('id', '=', actor.account)
    .executeTakeFirstOrThrow()
  const hubs = await hubsOf(db, actor)
    .clearSelect()
    .select(['hub.slug', 'hub.title', 'hub.example', 'membership.role'])
    .select(sql<string>`(select count(*) from record where record.hub = hub.id and record.deleted_at is null)`.as('records'))
    .orderBy('hub.example')
    .orderBy('hub.created_at')
    .execute()
  const limit = actor.limits?.atMost
  return {
    account: {
      id: account.id, name: account.name, email: account.email ?? '',
      administrator: (account.administrator || account.kind === 'console') && !actor.limits,
    },
    hubs: hubs.map((hub) => ({ ...hub, role: limit ? lesser(hub.role, limit) : hub.role, records: Number(hub.records) })),
  }
}
