import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { SessionSchema } from '../schemas/account.ts'
import {
  CodeSchema, DaysSchema, EmailSchema, InvitationSchema, InvitedSchema, MemberChangeSchema, MemberSchema, PasswordSchema, PersonNameSchema,
  PersonRoleSchema, RoleSchema,
} from '../schemas/people.ts'
import { HubParams } from './hub.ts'

const tag = 'people'
const MemberParams = z.object({ hub: z.string(), account: z.uuid() })

export const listMembers = operation({
  id: 'listMembers', method: 'get', path: '/hubs/{hub}/members', tag,
  summary: 'Who is a member of the hub and as what; e-mail addresses and last visits for leads only', params: HubParams, query: PageQuery,
  answer: z.object({ members: z.array(MemberSchema), next: NextSchema }),
})

export const listMemberChanges = operation({
  id: 'listMemberChanges', method: 'get', path: '/hubs/{hub}/member-changes', tag,
  summary: 'Who gave whom which role, and when; newest first. For leads', params: HubParams, query: PageQuery,
  answer: z.object({ changes: z.array(MemberChangeSchema.extend({ id: z.uuid() })), next: NextSchema }),
})

export const changeMember = operation({
  id: 'changeMember', method: 'put', path: '/hubs/{hub}/members/{account}', tag,
  summary: 'Gives a member another role, at once', params: MemberParams, body: z.strictObject({ role: RoleSchema }), answer: MemberSchema,
})

export const removeMember = operation({
  id: 'removeMember', method: 'delete', path: '/hubs/{hub}/members/{account}', tag,
  summary: 'Ends a membership, at once; one\'s own too. What the member wrote stays', params: MemberParams,
  answer: z.object({ removed: z.literal(true) }),
})

export const invite = operation({
  id: 'invite', method: 'post', path: '/hubs/{hub}/invitations', tag, status: 201,
  summary: 'Invites a person; the code is answered this once, for the link /invitation?code=… that the lead passes on',
  params: HubParams, body: z.strictObject({ email: EmailSchema, role: PersonRoleSchema }),
  answer: z.object({ invitation: InvitationSchema, code: z.string() }),
})

export const listInvitations = operation({
  id: 'listInvitations', method: 'get', path: '/hubs/{hub}/invitations', tag,
  summary: 'Invitations to the hub, newest first. For leads', params: HubParams, query: PageQuery,
  answer: z.object({ invitations: z.array(InvitationSchema), next: NextSchema }),
})

export const withdrawInvitation = operation({
  id: 'withdrawInvitation', method: 'delete', path: '/invitations/{id}', tag,
  summary: 'Withdraws an open invitation: its link opens nothing any more', params: z.object({ id: z.uuid() }), answer: InvitationSchema,
})

export const readInvitation = operation({
  id: 'readInvitation', method: 'post', path: '/invitation', tag, open: true,
  summary: 'What an invitation invites to, for whoever holds its code', body: z.strictObject({ code: CodeSchema }), answer: InvitedSchema,
})

export const acceptInvitation = operation({
  id: 'acceptInvitation', method: 'post', path: '/invitation/acceptance', tag, open: true, status: 201,
  summary: 'Accepts an invitation: signed in as the invited account, or with a name and a password for a new one, which is then signed in',
  body: z.strictObject({ code: CodeSchema, name: PersonNameSchema.optional(), password: PasswordSchema.optional() }), answer: SessionSchema,
})

export const addInstrument = operation({
  id: 'addInstrument', method: 'post', path: '/hubs/{hub}/instruments', tag, status: 201,
  summary: 'Adds an instrument to the hub; its token is answered this once', params: HubParams,
  body: z.strictObject({ name: PersonNameSchema, days: DaysSchema.default(365) }), answer: z.object({ member: MemberSchema, token: z.string() }),
})

export const renewInstrument = operation({
  id: 'renewInstrument', method: 'post', path: '/hubs/{hub}/instruments/{account}/token', tag, status: 201,
  summary: 'A new token for an instrument, answered this once; the one before ends', params: MemberParams,
  body: z.strictObject({ days: DaysSchema.default(365) }), answer: z.object({ member: MemberSchema, token: z.string() }),
})
