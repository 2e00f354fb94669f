import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { FileRoomSchema, HealthSchema, HubSchema, InstallationSchema, SessionSchema, StatusSchema } from '../schemas/account.ts'
import { AccountSchema, CodeSchema, DaysSchema, EmailSchema, OwnSessionSchema, PasswordSchema, PersonNameSchema, RoleSchema } from '../schemas/people.ts'

const tag = 'account'

export const getStatus = operation({
  id: 'getStatus', method: 'get', path: '/status', tag, open: true,
  summary: 'Whether the hub answers, its version, and whether it still waits for its administrator',
  answer: StatusSchema,
})

export const getHealth = operation({
  id: 'getHealth', method: 'get', path: '/health', tag, open: true,
  summary: 'Whether the hub can work: 503 while its database is away; says when lists are still being prepared and when the disk is nearly full',
  answer: HealthSchema,
})

export const getInstallation = operation({
  id: 'getInstallation', method: 'get', path: '/installation', tag,
  summary: 'Sizes, versions, queue and index of the installation. For administrators, also by their tokens; as Prometheus text: /api/v1/metrics',
  answer: InstallationSchema,
})

export const setUp = operation({
  id: 'setUp', method: 'post', path: '/setup', tag, open: true, status: 201,
  summary: 'Creates the administrator with the one-time code that the terminal printed at first start',
  body: z.strictObject({
    code: z.string().max(200),
    name: PersonNameSchema,
    email: EmailSchema,
    password: PasswordSchema,
  }),
  answer: SessionSchema,
})

export const signIn = operation({
  id: 'signIn', method: 'post', path: '/session', tag, open: true,
  summary: 'Signs in; the session is a cookie',
  body: z.strictObject({ email: z.string().max(320), password: z.string().max(200) }),
  answer: SessionSchema,
})

export const getSession = operation({
  id: 'getSession', method: 'get', path: '/session', tag,
  summary: 'Who is signed in, and the hubs they may see',
  answer: SessionSchema,
})

export const signOut = operation({
  id: 'signOut', method: 'delete', path: '/session', tag,
  summary: 'Ends the session at once',
  answer: z.object({ signed_out: z.literal(true) }),
})

export const changeName = operation({
  id: 'changeName', method: 'put', path: '/account', tag,
  summary: 'Another name for oneself, on everything that one wrote; in a browser only', body: z.strictObject({ name: PersonNameSchema }), answer: SessionSchema,
})

export const changePassword = operation({
  id: 'changePassword', method: 'post', path: '/account/password', tag,
  summary: 'Another password for oneself; all other browser sessions end. In a browser only',
  body: z.strictObject({ current: z.string().max(200), password: PasswordSchema }), answer: z.object({ ended: z.int() }),
})

export const listSessions = operation({
  id: 'listSessions', method: 'get', path: '/account/sessions', tag,
  summary: 'Where one is signed in, and one\'s tokens', answer: z.object({ sessions: z.array(OwnSessionSchema) }),
})

export const createToken = operation({
  id: 'createToken', method: 'post', path: '/account/tokens', tag, status: 201,
  summary: 'A token for a program of one\'s own, answered this once; in a browser only',
  body: z.strictObject({
    name: PersonNameSchema, days: DaysSchema.default(90), at_most: RoleSchema, hub: z.string().nullable().default(null),
  }),
  answer: z.object({ session: OwnSessionSchema, token: z.string() }),
})

export const endSession = operation({
  id: 'endSession', method: 'delete', path: '/account/sessions/{id}', tag,
  summary: 'Ends one of one\'s sessions or tokens at once; in a browser only', params: z.object({ id: z.uuid() }),
  answer: z.object({ ended: z.literal(true) }),
})

export const listAccounts = operation({
  id: 'listAccounts', method: 'get', path: '/accounts', tag,
  summary: 'Every account of the installation, by name. For administrators', query: PageQuery,
  answer: z.object({ accounts: z.array(AccountSchema), next: NextSchema }),
})

export const changeAccount = operation({
  id: 'changeAccount', method: 'put', path: '/accounts/{id}', tag,
  summary: 'Closes an account (all its sessions and tokens end), opens it again, or makes it an administrator\'s. For administrators',
  params: z.object({ id: z.uuid() }), body: z.strictObject({ closed: z.boolean(), administrator: z.boolean() }), answer: AccountSchema,
})

export const makePasswordLink = operation({
  id: 'makePasswordLink', method: 'post', path: '/accounts/{id}/password-link', tag, status: 201,
  summary: 'A code for the link /password?code=… by which a person chooses another password, once, within a day. For administrators',
  params: z.object({ id: z.uuid() }), answer: z.object({ code: z.string(), expires_at: z.iso.datetime() }),
})

export const choosePassword = operation({
  id: 'choosePassword', method: 'post', path: '/password', tag, open: true, status: 201,
  summary: 'Another password by the code of a link; all sessions end but the one that this opens',
  body: z.strictObject({ code: CodeSchema, password: PasswordSchema }), answer: SessionSchema,
})

export const createHub = operation({
  id: 'createHub', method: 'post', path: '/hubs', tag: 'hub', status: 201,
  summary: 'Makes a hub with the shipped templates, led by whoever makes it. For administrators',
  body: z.strictObject({ slug: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), title: z.strictObject({ en: PersonNameSchema, ko: PersonNameSchema }) }), answer: HubSchema,
})

export const setFileQuota = operation({
  id: 'setFileQuota', method: 'put', path: '/hubs/{hub}/file-quota', tag: 'hub',
  summary: 'How many bytes the files of a hub may take in future; null: no limit. What is there stays. For administrators',
  params: z.object({ hub: z.string() }), body: z.strictObject({ quota: z.int().min(0).nullable() }), answer: FileRoomSchema,
})
