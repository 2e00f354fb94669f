import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { openInvitation } from './invitations.ts'
import { setRole } from './members.ts'
import { hashPassword } from './password-hash.ts'
import { openSession } from './session.ts'

/**
 * Makes the guest a member: the account that is signed in if it is the invited one, or a new account under the invited
 * address. A new account gets a session, whose token is answered.
 */
export async function acceptInvitation(
  at: Installation, actor: Actor | null, { code, name, password }: { code: string; name?: string | undefined; password?: string | undefined },
): Promise<{ guest: Actor; token: string | null }> {
  const password_hash = password === undefined ? null : await hashPassword(password)
  return at.db.transaction().execute(async (trx) => {
    const { hub: { id: hub } } = await openInvitation(at, trx, code)
    await lockHub(trx, hub)
    // Two browsers may hold the code: the one that comes second finds it used.
    const { id, email, role, created_by } = await openInvitation(at, trx, code)
    const known = await trx.selectFrom('account').select(['id', 'name', 'closed_at']).where('email', '=', email).executeTakeFirst()
    if (known && known.id !== actor?.account) throw signInAs(email)
    if (!known && (!name || !password_hash)) {
      throw new Refusal('invitation.needs_account', {
        en: 'Give a name and a password of at least 12 characters for the new account.',
        ko: '새 계정에 쓸 이름과 12자 이상의 비밀번호를 입력하십시오.',
      })
    }
    if (known && await trx.selectFrom('membership').select('role').where('hub', '=', hub).where('account', '=', known.id).executeTakeFirst()) throw alreadyIn()
    const guest = known ?? { id: newId(at.now().getTime()), name: name! }
    if (!known) await trx.insertInto('account').values({ id: guest.id, email, name: guest.name, password_hash }).execute()
    await setRole(trx, at.now(), { hub, account: guest.id, role, by: created_by })
    await sql`insert into membership (hub, account, role) select id, ${guest.id}::uuid, 'reader' from hub where example
      on conflict do nothing`.execute(trx)
    await trx.updateTable('invitation').set({ accepted_by: guest.id, accepted_at: at.now() }).where('id', '=', id).execute()
    const token = known ? null : await openSession({ db: trx, now: at.now }, guest.id, 'browser')
    return { guest: { account: guest.id, name: guest.name }, token }
  })
}

/** Two may have invited one guest: the second link must not take away what the first, or a lead since, has given. */
function alreadyIn(): Refusal {
  return new Refusal('invitation.is_member', {
    en: 'You are a member of this hub already; its lead can give you another role.', ko: '이미 이 허브의 구성원입니다. 역할은 허브 책임자가 바꿀 수 있습니다.',
  })
}

function signInAs(email: string): Refusal {
  return new Refusal('invitation.other_account', {
    en: `This invitation is for ${email}, who has an account here; sign in with it, then open the link again.`,
    ko: `${email} 앞으로 온 초대이며 이 주소의 계정이 이미 있습니다. 그 계정으로 로그인한 뒤 링크를 다시 여십시오.`,
  }, { email })
}
