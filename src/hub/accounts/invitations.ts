import type { z } from 'zod'
import type { InvitationSchema, InvitedSchema, PersonRoleSchema } from '#contract/schemas/people.ts'
import { Refusal } from '#science/refusal.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Reader } from '../installation.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { daysAfter, hashOf, newSecret } from './secret.ts'
import { addressOf } from './sign-in.ts'

const DAYS = 7

type Invitation = z.infer<typeof InvitationSchema>

/** Invites a person to a hub; answers the code of its link, which nothing here can answer again. */
export async function invite(
  at: Installation, actor: Actor, slug: string, guest: { email: string; role: z.infer<typeof PersonRoleSchema> },
): Promise<{ invitation: Invitation; code: string }> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  const email = addressOf(guest.email)
  const member = await at.db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select('account.name')
    .where('membership.hub', '=', hub.id)
    .where('account.email', '=', email)
    .executeTakeFirst()
  if (member) {
    throw new Refusal('invitation.is_member', {
      en: `${member.name} (${email}) is a member already; change the role in the list.`,
      ko: `${member.name}(${email}) 님은 이미 구성원입니다. 목록에서 역할을 바꾸십시오.`,
    }, { email })
  }
  const { secret, hash } = newSecret()
  const id = newId(at.now().getTime())
  await at.db
    .insertInto('invitation')
    .values({
      id, hub: hub.id, email, role: guest.role, code_hash: hash, created_by: actor.account, created_at: at.now(),
      expires_at: daysAfter(at.now(), DAYS),
    })
    .execute()
  return { invitation: await invitationOf(at, id), code: secret }
}

/** Invitations to a hub, newest first; for leads. */
export async function listInvitations(
  at: Installation, actor: Actor, slug: string, asked: PageAsked,
): Promise<{ invitations: Invitation[]; next: string | null }> {
  const hub = await hubFor(at.db, actor, slug, 'people')
  const { rows, next } = await readPage(`invitations ${hub.id}`, asked, (after, most) => (
    invitations(at.db)
      .where('invitation.hub', '=', hub.id)
      .$if(after !== null, (query) => query.where('invitation.id', '<', after!))
      .orderBy('invitation.id', 'desc')
      .limit(most)
      .execute()
  ))
  return { invitations: rows.map((row) => described(row, at.now())), next }
}

/** Withdraws an invitation that nobody has accepted; one that is withdrawn or over stays so. */
export async function withdrawInvitation(at: Installation, actor: Actor, id: string): Promise<Invitation> {
  const row = await at.db.selectFrom('invitation').select('hub').where('id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'people'))) throw noSuch('invitation', id)
  await at.db
    .updateTable('invitation')
    .set({ withdrawn_at: at.now() })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  return invitationOf(at, id)
}

/** What an invitation invites to, for whoever holds its code; refuses one that is used, withdrawn, over or unknown. */
export async function readInvitation(at: Installation, code: string): Promise<z.infer<typeof InvitedSchema>> {
  const { hub, role, email, by, expires_at } = await openInvitation(at, at.db, code)
  const known = await at.db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst()
  return {
    hub: { slug: hub.slug, title: hub.title }, role, email, by, expires_at: expires_at.toISOString(), has_account: known !== undefined,
  }
}

/** The invitation that a code opens, with its hub. */
export async function openInvitation(at: Pick<Installation, 'now'>, db: Reader, code: string) {
  const row = await invitations(db)
    .innerJoin('hub', 'hub.id', 'invitation.hub')
    .select(['invitation.hub', 'invitation.created_by', 'hub.slug', 'hub.title'])
    .where('code_hash', '=', hashOf(code.trim()))
    .executeTakeFirst()
  if (!row) throw notOpen('over')
  const state = stateOf(row, at.now())
  if (state !== 'open') throw notOpen(state)
  return { ...row, hub: { id: row.hub, slug: row.slug, title: row.title } }
}

function notOpen(state: Exclude<Invitation['state'], 'open'>): Refusal {
  const said = {
    accepted: { en: 'This invitation has been accepted; sign in.', ko: '이미 수락한 초대입니다. 로그인하십시오.' },
    withdrawn: { en: 'This invitation was withdrawn; ask the hub’s lead.', ko: '취소된 초대입니다. 허브 책임자에게 문의하십시오.' },
    over: {
      en: 'This invitation is not known here, or its seven days are over; ask the hub’s lead for another link.',
      ko: '알 수 없는 초대이거나 7일이 지났습니다. 허브 책임자에게 새 링크를 요청하십시오.',
    },
  }
  return new Refusal(`invitation.${state}`, said[state])
}

function invitations(db: Reader) {
  return db
    .selectFrom('invitation')
    .innerJoin('account as host', 'host.id', 'invitation.created_by')
    .select([
      'invitation.id', 'invitation.email', 'invitation.role', 'host.name as by', 'invitation.created_at', 'invitation.expires_at',
      'invitation.accepted_at', 'invitation.withdrawn_at',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>

async function invitationOf(at: Installation, id: string): Promise<Invitation> {
  return described(await invitations(at.db).where('invitation.id', '=', id).executeTakeFirstOrThrow(), at.now())
}

function described(row: Row, now: Date): Invitation {
  return {
    id: row.id, email: row.email, role: row.role, by: row.by, at: row.created_at.toISOString(), expires_at: row.expires_at.toISOString(),
    state: stateOf(row, now),
  }
}

function stateOf({ accepted_at, withdrawn_at, expires_at }: Row, now: Date): Invitation['state'] {
  if (accepted_at) return 'accepted'
  if (withdrawn_at) return 'withdrawn'
  return expires_at > now ? 'open' : 'over'
}
