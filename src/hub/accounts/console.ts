import { newId } from '#platform/storage/new-id.ts'
import type { Installation } from '../installation.ts'
import { openSession } from './session.ts'

/** The account of whoever can read the data folder: commands on this machine act under it. */
export const CONSOLE_NAME = 'console'

/** The console account, made at first start. */
export async function consoleAccount(at: Pick<Installation, 'db'>): Promise<string> {
  const existing = await at.db
    .selectFrom('account')
    .select('id')
    .where('kind', '=', 'console')
    .executeTakeFirst()
  if (existing) return existing.id
  const id = newId()
  await at.db.insertInto('account').values({ id, email: null, name: CONSOLE_NAME, password_hash: null, kind: 'console' }).execute()
  return id
}

/** A fresh token for the console; the ones before end, so a leaked old one is worth nothing after a restart. */
export async function renewConsoleToken(at: Installation, account: string): Promise<string> {
  await at.db.deleteFrom('session').where('account', '=', account).where('kind', '=', 'console').execute()
  return openSession(at, account, 'console')
}
