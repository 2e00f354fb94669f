import { createHash, randomBytes } from 'node:crypto'
import { createClient } from '#contract/client.ts'
import type { Client } from '#contract/client.ts'
import { openDatabase } from '#platform/storage/connect.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { HubRole } from '#stewardship/access/may.ts'
import type { RunningHub } from './running-hub.ts'

export type Member = { readonly account: string; readonly client: Client; readonly token: string }

/** Somebody with a role in a hub and a session, made past the invitation that people come by. */
export async function addMember(hub: RunningHub, name: string, role: HubRole, slug = 'main'): Promise<Member> {
  const account = newId()
  const token = randomBytes(32).toString('base64url')
  const { pool, close } = openDatabase(hub.database)
  try {
    await pool.query('insert into account (id, name) values ($1, $2)', [account, name])
    await pool.query('insert into membership (hub, account, role) select id, $1, $2 from hub where slug = $3', [account, role, slug])
    await pool.query(
      `insert into session (token_hash, account, kind, expires_at) values ($1, $2, 'browser', now() + interval '1 day')`,
      [createHash('sha256').update(token).digest(), account],
    )
  } finally {
    await close()
  }
  return { account, token, client: createClient({ address: hub.address, token }) }
}
