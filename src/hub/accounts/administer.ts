import { sql } from 'kysely'
import type { z } from 'zod'
import type { AccountSchema } from '#contract/schemas/people.ts'
import type { HubSchema } from '#contract/schemas/account.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { shippedTemplates } from '#platform/shipped.ts'
import { noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { createHub as makeHub } from '../hubs/create-hub.ts'
import type { Installation, Reader, Transacted } from '../installation.ts'
import { cutPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { noteChange } from './members.ts'

type Account = z.infer<typeof AccountSchema>

/** Lets through an administrator who is signed in in a browser, and the console; with `byToken`, an administrator's token too. */
export async function requireAdministrator(db: Reader, { account, limits }: Actor, { byToken = false } = {}): Promise<void> {
  const { kind, administrator } = await db
    .selectFrom('account').select(['kind', 'administrator']).where('id', '=', account).executeTakeFirstOrThrow()
  if ((!limits || byToken) && (administrator || kind === 'console')) return
  throw new Refusal('access.administrators_only', {
    en: 'Only an administrator of this installation who is signed in in a browser, or its console, may do this.',
    ko: '브라우저에서 로그인한 이 설치의 관리자 또는 콘솔만 할 수 있습니다.',
  })
}

/** Every account by name. */
export async function listAccounts(at: Installation, actor: Actor, asked: PageAsked): Promise<{ accounts: Account[]; next: string | null }> {
  await requireAdministrator(at.db, actor)
  const { rows, next } = cutPage('accounts', asked, await accountsOf(at.db), ({ id }) => id)
  return { accounts: [...rows], next }
}

/** Closes or opens an account, and gives or takes what an administrator may; some administrator always stays. */
export async function changeAccount(
  at: Installation, actor: Actor, id: string, { closed, administrator }: { closed: boolean; administrator: boolean },
): Promise<Account> {
  await requireAdministrator(at.db, actor)
  return at.db.transaction().execute(async (trx) => {
    await sql`lock table account in share row exclusive mode`.execute(trx)
    const before = (await accountsOf(trx, id))[0]
    if (!before) throw noSuch('account', id)
    if (administrator && before.kind !== 'person') {
      throw new Refusal('account.instrument', { en: 'An instrument cannot be an administrator.', ko: '장비는 관리자가 될 수 없습니다.' })
    }
    await trx
      .updateTable('account')
      .set({ administrator, closed_at: closed ? sql`coalesce(closed_at, ${at.now()})` : null })
      .where('id', '=', id)
      .execute()
    if (!(await accountsOf(trx)).some((account) => account.administrator && !account.closed)) {
      throw new Refusal('account.last_administrator', {
        en: 'This is the last administrator; make somebody else one first.', ko: '마지막 관리자입니다. 먼저 다른 사람을 관리자로 지정하십시오.',
      })
    }
    if (closed) {
      await refuseLastLead(trx, id)
      await trx.deleteFrom('session').where('account', '=', id).execute()
      await trx.deleteFrom('password_link').where('account', '=', id).execute()
    }
    return (await accountsOf(trx, id))[0]!
  })
}

/** Makes a hub with the shipped templates, which its maker and the console lead. */
export async function createHub(
  at: Installation, actor: Actor, hub: { slug: string; title: Text },
): Promise<z.infer<typeof HubSchema>> {
  await requireAdministrator(at.db, actor)
  const templates = await shippedTemplates()
  await at.db.transaction().execute(async (trx) => {
    await sql`lock table hub in share row exclusive mode`.execute(trx)
    if (await trx.selectFrom('hub').select('id').where('slug', '=', hub.slug).executeTakeFirst()) {
      throw new Refusal('hub.exists', {
        en: `There is a hub “${hub.slug}” already; choose another short name.`, ko: `‘${hub.slug}’ 허브가 이미 있습니다. 다른 짧은 이름을 쓰십시오.`,
      }, { slug: hub.slug })
    }
    const id = await makeHub(trx, { ...hub, example: false }, actor.account, templates)
    await noteChange(trx, at.now(), { hub: id, account: actor.account, role: 'lead', by: actor.account })
    await sql`insert into membership (hub, account, role) select ${id}::uuid, id, 'lead' from account where kind = 'console'
      on conflict do nothing`.execute(trx)
  })
  return { slug: hub.slug, title: hub.title, role: 'lead', example: false, records: 0 }
}

/** A closed account leads nothing, so a hub must have another lead before. */
async function refuseLastLead(trx: Transacted, account: string): Promise<void> {
  const left = await trx
    .selectFrom('membership')
    .innerJoin('hub', 'hub.id', 'membership.hub')
    .select('hub.title')
    .where('membership.account', '=', account)
    .where('membership.role', '=', 'lead')
    .where('hub.example', '=', false)
    .where(({ not, exists, selectFrom }) => not(exists(
      selectFrom('membership as other')
        .innerJoin('account', 'account.id', 'other.account')
        .select('other.account')
        .whereRef('other.hub', '=', 'membership.hub')
        .where('other.role', '=', 'lead')
        .where('account.kind', '=', 'person')
        .where('account.closed_at', 'is', null),
    )))
    .executeTakeFirst()
  if (left) {
    throw new Refusal('account.last_lead', {
      en: `“${left.title.en}” would have no lead; make another member lead first.`,
      ko: `‘${left.title.ko}’ 허브에 책임자가 없게 됩니다. 먼저 다른 구성원을 책임자로 지정하십시오.`,
    })
  }
}

async function accountsOf(db: Reader, id?: string): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'kind', 'administrator', 'closed_at', 'created_at'])
    .select(sql<Date | null>`(select max(last_used_at) from session where session.account = account.id)`.as('last_seen'))
    .where('kind', '!=', 'console')
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ closed_at, created_at, last_seen, kind, ...account }) => ({
    ...account, kind: kind as Account['kind'], closed: closed_at !== null, created_at: created_at.toISOString(),
    last_seen: last_seen?.toISOString() ?? null,
  }))
}
