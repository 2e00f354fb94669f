import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Installation } from '../installation.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { openSession } from './session.ts'

/** Opens a browser session for the right password; says no more than "address or password" when it is wrong. */
export async function signIn(
  at: Installation, email: string, password: string,
): Promise<{ account: string; name: string; token: string }> {
  const account = await at.db
    .selectFrom('account')
    .select(['id', 'name', 'password_hash'])
    .where('email', '=', addressOf(email))
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  const right = await verifyPassword(account?.password_hash ?? null, password)
  if (!account?.password_hash || !right) {
    throw new Refusal('session.wrong_password', {
      en: 'The e-mail address or the password is not right.',
      ko: '전자우편 주소 또는 비밀번호가 올바르지 않습니다.',
    })
  }
  return { account: account.id, name: account.name, token: await openSession(at, account.id, 'browser') }
}

/** An e-mail address as accounts and invitations keep it. */
export function addressOf(email: string): string {
  return email.trim().toLowerCase()
}

/** Whether the hub still waits for its administrator. */
export async function needsSetup(at: Installation): Promise<boolean> {
  const row = await at.db
    .selectFrom('account')
    .select('id')
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row === undefined
}

/**
 * Creates the administrator, who leads every hub; refused once there is one.
 *
 * Somebody of that address who came with an archive of one hub, without a password, is made the administrator.
 */
export async function setUp(at: Installation, person: { name: string; email: string; password: string }) {
  const password_hash = await hashPassword(person.password)
  const id = await at.db.transaction().execute(async (trx) => {
    // Two browsers may hold the code: the one that comes second finds an administrator and is refused.
    await trx.selectFrom('hub').select('id').forUpdate().execute()
    if (!(await needsSetup({ ...at, db: trx }))) {
      throw new Refusal('setup.done', {
        en: 'This hub already has its administrator; sign in instead.',
        ko: '이 허브에는 이미 관리자가 있습니다. 로그인하십시오.',
      })
    }
    const { id } = await trx
      .insertInto('account')
      .values({ id: newId(), email: addressOf(person.email), name: person.name, password_hash, administrator: true })
      .onConflict((known) => known.column('email').doUpdateSet({ name: person.name, password_hash, administrator: true, closed_at: null }))
      .returning('id')
      .executeTakeFirstOrThrow()
    await sql`insert into membership (hub, account, role) select id, ${id}::uuid, 'lead' from hub
      on conflict (hub, account) do update set role = 'lead'`.execute(trx)
    return id
  })
  return { account: id, name: person.name, token: await openSession(at, id, 'browser') }
}
