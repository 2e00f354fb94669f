import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { SessionSchema } from '#contract/schemas/account.ts'
import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'

const DAYS = 24 * 60 * 60 * 1000
/**
 * A browser's session ends after 14 days; the console's token lasts as long as the server runs and is renewed at start.
 */
const LIFETIME = { browser: 14 * DAYS, console: 400 * DAYS }

/** Opens a session and returns its token, which is stored nowhere but with its holder. */
export async function openSession(at: Installation, account: string, kind: 'browser' | 'console'): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires_at = new Date(at.now().getTime() + LIFETIME[kind])
  await at.db.insertInto('session').values({ token_hash: hashOf(token), account, kind, expires_at }).execute()
  return token
}

/** Who holds this token; null when it is unknown or over. */
export async function actorOf(at: Installation, token: string): Promise<Actor | null> {
  const row = await at.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .select(['account.id', 'account.name'])
    .where('session.token_hash', '=', hashOf(token))
    .where('session.expires_at', '>', at.now())
    .executeTakeFirst()
  return row ? { account: row.id, name: row.name } : null
}

/** Ends a session at once; an unknown token is no error. */
export async function closeSession(at: Installation, token: string): Promise<void> {
  await at.db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute()
}

/** Who is signed in and the hubs they may see, own hubs before examples. */
export async function describeSession(db: Reader, actor: Actor): Promise<z.infer<typeof SessionSchema>> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'email'])
    .where('id', '=', actor.account)
    .executeTakeFirstOrThrow()
  const hubs = await db
    .selectFrom('hub')
    .innerJoin('membership', 'membership.hub', 'hub.id')
    .select(['hub.slug', 'hub.title', 'hub.example', 'membership.role'])
    .select(sql<string>`(select count(*) from record where record.hub = hub.id)`.as('records'))
    .where('membership.account', '=', actor.account)
    .orderBy('hub.example')
    .orderBy('hub.created_at')
    .execute()
  return {
    account: { id: account.id, name: account.name, email: account.email ?? '' },
    hubs: hubs.map((hub) => ({ ...hub, records: Number(hub.records) })),
  }
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
