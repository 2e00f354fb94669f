import { Refusal } from '#science/refusal.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { requireAdministrator } from './administer.ts'
import { hashPassword } from './password-hash.ts'
import { daysAfter, hashOf, newSecret } from './secret.ts'
import { openSession } from './session.ts'

/** A code by which a person chooses another password, once, within a day; the one before opens nothing any more. */
export async function makePasswordLink(at: Installation, actor: Actor, id: string): Promise<{ code: string; expires_at: string }> {
  await requireAdministrator(at.db, actor)
  const account = await at.db.selectFrom('account').select(['email', 'closed_at', 'name']).where('id', '=', id).executeTakeFirst()
  if (!account) throw noSuch('account', id)
  if (account.email === null || account.closed_at) {
    throw new Refusal('account.no_password', {
      en: `${account.name} does not sign in by password (an instrument, or closed).`,
      ko: `${account.name} 계정은 비밀번호로 로그인하지 않습니다(장비이거나 닫힌 계정).`,
    })
  }
  const { secret, hash } = newSecret()
  const expires_at = daysAfter(at.now(), 1)
  await at.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('password_link').where('account', '=', id).execute()
    await trx.insertInto('password_link').values({ code_hash: hash, account: id, created_by: actor.account, created_at: at.now(), expires_at }).execute()
  })
  return { code: secret, expires_at: expires_at.toISOString() }
}

/** Chooses another password by such a code: every session ends, and a new one is opened, whose token is answered. */
export async function choosePassword(
  at: Installation, { code, password }: { code: string; password: string },
): Promise<{ owner: Actor; token: string }> {
  const password_hash = await hashPassword(password)
  return at.db.transaction().execute(async (trx) => {
    const used = await trx
      .deleteFrom('password_link').where('code_hash', '=', hashOf(code.trim())).where('expires_at', '>', at.now()).returning('account')
      .executeTakeFirst()
    const owner = used && await trx
      .updateTable('account').set({ password_hash }).where('id', '=', used.account).where('closed_at', 'is', null).returning(['id', 'name'])
      .executeTakeFirst()
    if (!owner) {
      throw new Refusal('password_link.over', {
        en: 'This link is not known here, was used, or its day is over; ask an administrator for another.',
        ko: '알 수 없거나 이미 쓴 링크, 또는 하루가 지난 링크입니다. 관리자에게 새 링크를 요청하십시오.',
      })
    }
    await trx.deleteFrom('session').where('account', '=', owner.id).execute()
    return { owner: { account: owner.id, name: owner.name }, token: await openSession({ db: trx, now: at.now }, owner.id, 'browser') }
  })
}
