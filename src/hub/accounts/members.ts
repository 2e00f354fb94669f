import { sql } from 'kysely'
import type { z } from 'zod'
import type { MemberChangeSchema, MemberSchema } from '#contract/schemas/people.ts'
import { Refusal } from '#science/refusal.ts'
import { may } from '#stewardship/access/may.ts'
import type { HubRole } from '#stewardship/access/may.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubFor, noSuch } from '../actor.ts'
import type { Actor, HubRow } from '../actor.ts'
import type { Installation, Reader, Transacted } from '../installation.ts'
import { lockHub } from '../lock-hub.ts'
import { cutPage, readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'

export type Member = z.infer<typeof MemberSchema>

/** Members of a hub by role and name; leads also see addresses, last visits and when an instrument's token ends. */
export async function listMembers(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ members: Member[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = cutPage(`members ${hub.id}`, asked, await membersOf(at.db, hub), ({ account }) => account.id)
  return { members: [...rows], next }
}

/** A member of a hub that the actor was found to be in; refuses `member.not_found`. */
export async function memberNamed(db: Reader, hub: HubRow, account: string): Promise<Member> {
  const found = (await membersOf(db, hub, account))[0]
  if (!found) throw noSuch('member', account)
  return found
}

/** Gives a member another role; an instrument stays one, and nobody else becomes one. */
export async function changeMember(at: Installation, actor: Actor, slug: string, account: string, role: HubRole): Promise<Member> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  return at.db.transaction().execute(async (trx) => {
    await lockHub(trx, hub.id)
    const before = await memberNamed(trx, hub, account)
    if ((before.kind === 'instrument') !== (role === 'instrument')) {
      throw new Refusal('member.instrument', {
        en: 'An instrument is a member as instrument, and a person is not; add an instrument instead.',
        ko: '장비는 장비로만, 사람은 장비가 아닌 역할로만 참여합니다. 장비는 따로 추가하십시오.',
      }, { account, role })
    }
    if (before.role === 'lead' && role !== 'lead') await keepLead(trx, hub.id, account)
    if (before.role !== role) await setRole(trx, at.now(), { hub: hub.id, account, role, by: actor.account })
    return memberNamed(trx, hub, account)
  })
}

/** Ends a membership: a lead anybody's, everyone their own; an instrument's account is closed with it. */
export async function removeMember(at: Installation, actor: Actor, slug: string, account: string): Promise<void> {
  const hub = await hubFor(at.db, actor, slug, account === actor.account && !actor.limits ? 'read' : 'people')
  await at.db.transaction().execute(async (trx) => {
    await lockHub(trx, hub.id)
    const { role, kind } = await memberNamed(trx, hub, account)
    if (role === 'lead') await keepLead(trx, hub.id, account)
    await trx.deleteFrom('membership').where('hub', '=', hub.id).where('account', '=', account).execute()
    await noteChange(trx, at.now(), { hub: hub.id, account, role: null, by: actor.account })
    if (kind === 'instrument') {
      await trx.updateTable('account').set({ closed_at: at.now() }).where('id', '=', account).execute()
      await trx.deleteFrom('session').where('account', '=', account).execute()
    }
  })
}

/** Makes somebody a member, or gives them another role, and notes who did it. */
export async function setRole(
  trx: Transacted, now: Date, { hub, account, role, by }: { hub: string; account: string; role: HubRole; by: string },
): Promise<void> {
  await trx
    .insertInto('membership')
    .values({ hub, account, role, since: now })
    .onConflict((conflict) => conflict.columns(['hub', 'account']).doUpdateSet({ role }))
    .execute()
  await noteChange(trx, now, { hub, account, role, by })
}

/** Every change of roles in a hub, newest first; for leads. */
export async function listMemberChanges(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ changes: (z.infer<typeof MemberChangeSchema> & { id: string })[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  const { rows, next } = await readPage(`member-changes ${hub.id}`, asked, (after, most) => (
    at.db
      .selectFrom('membership_change as change')
      .innerJoin('account', 'account.id', 'change.account')
      .innerJoin('account as changer', 'changer.id', 'change.changed_by')
      .select(['change.id', 'change.account', 'account.name', 'change.role', 'change.changed_by', 'changer.name as by', 'change.at'])
      .where('change.hub', '=', hub.id)
      .$if(after !== null, (query) => query.where('change.id', '<', after!))
      .orderBy('change.id', 'desc')
      .limit(most)
      .execute()
  ))
  return {
    changes: rows.map(({ id, account, name, role, changed_by, by, at: moment }) => ({
      id, account: { id: account, name }, role, by: { id: changed_by, name: by }, at: moment.toISOString(),
    })),
    next,
  }
}

/** Notes a change of roles, for the hub’s history of them. */
export async function noteChange(
  trx: Transacted, now: Date, { hub, account, role, by }: { hub: string; account: string; role: HubRole | null; by: string },
): Promise<void> {
  await trx.insertInto('membership_change').values({ id: newId(now.getTime()), hub, account, role, changed_by: by, at: now }).execute()
}

/** Refuses to let the last lead go who is a person with an open account; the hub must be locked. */
async function keepLead(trx: Transacted, hub: string, leaving: string): Promise<void> {
  const other = await trx
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select('account.id')
    .where('membership.hub', '=', hub)
    .where('membership.role', '=', 'lead')
    .where('account.kind', '=', 'person')
    .where('account.closed_at', 'is', null)
    .where('account.id', '!=', leaving)
    .limit(1)
    .executeTakeFirst()
  if (!other) {
    throw new Refusal('member.last_lead', {
      en: 'This is the hub’s last lead; make somebody else lead first.',
      ko: '이 허브의 마지막 책임자입니다. 먼저 다른 사람을 책임자로 지정하십시오.',
    }, { account: leaving })
  }
}

async function membersOf(db: Reader, hub: HubRow, account?: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['account.id', 'account.name', 'account.email', 'account.kind', 'account.closed_at', 'membership.role', 'membership.since'])
    .select(sql<Date | null>`(select max(last_used_at) from session where session.account = account.id)`.as('last_seen'))
    .select(sql<Date | null>`(select max(expires_at) from session where session.account = account.id)`.as('expires'))
    .where('membership.hub', '=', hub.id)
    .where('account.kind', '!=', 'console')
    .$if(account !== undefined, (query) => query.where('account.id', '=', account!))
    .orderBy(sql`array_position(array['lead', 'curator', 'researcher', 'instrument', 'reader'], membership.role)`)
    .orderBy('account.name')
    .orderBy('account.id')
    .execute()
  const isLead = may(hub.role, 'people')
  return rows.map(({ id, name, email, kind, closed_at, role, since, last_seen, expires }) => ({
    account: { id, name }, kind: kind as Member['kind'], role, since: since.toISOString(), closed: closed_at !== null,
    email: isLead ? email : null, last_seen: isLead ? last_seen?.toISOString() ?? null : null,
    token_expires: isLead && kind === 'instrument' ? expires?.toISOString() ?? null : null,
  }))
}
