import { z } from 'zod'
import { operation } from '../operation.ts'
import { SessionSchema, StatusSchema } from '../schemas/account.ts'

const tag = 'account'

export const getStatus = operation({
  id: 'getStatus', method: 'get', path: '/status', tag, open: true,
  summary: 'Whether the hub answers, its version, and whether it still waits for its administrator',
  answer: StatusSchema,
})

export const setUp = operation({
  id: 'setUp', method: 'post', path: '/setup', tag, open: true, status: 201,
  summary: 'Creates the administrator with the one-time code that the terminal printed at first start',
  body: z.strictObject({
    code: z.string().max(200),
    name: z.string().min(1).max(200),
    email: z.email().max(320),
    password: z.string().min(12).max(200),
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
