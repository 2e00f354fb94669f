import { Refusal } from '#science/refusal.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { memberNamed, setRole } from './members.ts'
import type { Member } from './members.ts'
import { openSession } from './session.ts'

/** Adds an instrument to a hub; answers its token, which nothing here can answer again. */
export async function addInstrument(
  at: Installation, actor: Actor, slug: string, { name, days }: { name: string; days: number },
): Promise<{ member: Member; token: string }> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  return at.db.transaction().execute(async (trx) => {
    const account = newId(at.now().getTime())
    await trx.insertInto('account').values({ id: account, email: null, name, password_hash: null, kind: 'instrument' }).execute()
    await setRole(trx, at.now(), { hub: hub.id, account, role: 'instrument', by: actor.account })
    const token = await openSession({ db: trx, now: at.now }, account, { name, days, hub: hub.id, atMost: 'instrument' })
    return { member: await memberNamed(trx, hub, account), token }
  })
}

/** A new token for an instrument; the one before opens nothing any more. */
export async function renewInstrument(
  at: Installation, actor: Actor, slug: string, account: string, days: number,
): Promise<{ member: Member; token: string }> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  return at.db.transaction().execute(async (trx) => {
    const { kind, account: { name } } = await memberNamed(trx, hub, account)
    if (kind !== 'instrument') {
      throw new Refusal('member.person', {
        en: `${name} is a person, who makes tokens for themself on the account page.`,
        ko: `${name} 님은 사람이므로 계정 페이지에서 직접 토큰을 만듭니다.`,
      }, { account })
    }
    await trx.deleteFrom('session').where('account', '=', account).execute()
    const token = await openSession({ db: trx, now: at.now }, account, { name, days, hub: hub.id, atMost: 'instrument' })
    return { member: await memberNamed(trx, hub, account), token }
  })
}
