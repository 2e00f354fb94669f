import { z } from 'zod'
import { TextSchema } from './text.ts'

/** What a member of a hub is called. */
export const ROLE_NAMES = {
  lead: { en: 'lead', ko: '책임자' }, curator: { en: 'curator', ko: '큐레이터' }, researcher: { en: 'researcher', ko: '연구원' },
  instrument: { en: 'instrument', ko: '장비' }, reader: { en: 'reader', ko: '열람자' },
} as const

export const RoleSchema = z.enum(['lead', 'curator', 'researcher', 'instrument', 'reader']).meta({ id: 'Role' })
/** What a person may be invited as; an instrument has no mailbox. */
export const PersonRoleSchema = RoleSchema.exclude(['instrument'])

export const PersonNameSchema = z.string().trim().min(1).max(200)
export const PasswordSchema = z.string().min(12).max(200)
export const EmailSchema = z.email().max(320)
/** How long a token lives. */
export const DaysSchema = z.int().min(1).max(400)
/** A code out of a link. */
export const CodeSchema = z.string().min(1).max(200)

export const MemberSchema = z
  .object({
    account: z.object({ id: z.uuid(), name: z.string() }),
    kind: z.enum(['person', 'instrument']),
    role: RoleSchema,
    since: z.iso.datetime(),
    closed: z.boolean(),
    email: z.string().nullable().describe('For leads only, else null; an instrument has none'),
    last_seen: z.iso.datetime().nullable().describe('For leads only, to five minutes'),
    token_expires: z.iso.datetime().nullable().describe('Of an instrument; for leads only'),
  })
  .meta({ id: 'Member' })

export const MemberChangeSchema = z
  .object({
    account: z.object({ id: z.uuid(), name: z.string() }),
    role: RoleSchema.nullable().describe('null where the membership ended'),
    by: z.object({ id: z.uuid(), name: z.string() }),
    at: z.iso.datetime(),
  })
  .meta({ id: 'MemberChange' })

export const InvitationSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: PersonRoleSchema,
    by: z.string(),
    at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    state: z.enum(['open', 'accepted', 'withdrawn', 'over']),
  })
  .meta({ id: 'Invitation' })

/** What a guest is told who holds the code. */
export const InvitedSchema = z
  .object({
    hub: z.object({ slug: z.string(), title: TextSchema }),
    role: PersonRoleSchema,
    email: z.string(),
    by: z.string(),
    expires_at: z.iso.datetime(),
    has_account: z.boolean().describe('Whether the guest signs in, rather than makes an account'),
  })
  .meta({ id: 'Invited' })

export const OwnSessionSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['browser', 'token']),
    name: z.string().nullable(),
    hub: z.object({ slug: z.string(), title: TextSchema }).nullable(),
    at_most: RoleSchema.nullable(),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' })

export const AccountSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    kind: z.enum(['person', 'instrument']),
    administrator: z.boolean(),
    closed: z.boolean(),
    created_at: z.iso.datetime(),
    last_seen: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Account' })
