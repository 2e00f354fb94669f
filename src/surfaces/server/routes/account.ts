import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#science/refusal.ts'
import {
  changeAccount, changeName, changePassword, choosePassword, createHub, createToken, endSession, getHealth, getInstallation, getSession, getStatus, listAccounts, listSessions,
  makePasswordLink, setFileQuota, setUp, signIn, signOut,
} from '#contract/operations/account.ts'
import { getHealth as health, getInstallation as installation, metricsText } from '#hub/accounts/installation-state.ts'
import * as administer from '#hub/accounts/administer.ts'
import { setFileQuota as limitFiles } from '#hub/files/file-quota.ts'
import * as own from '#hub/accounts/own-account.ts'
import * as links from '#hub/accounts/password-link.ts'
import { needsSetup, setUp as createAdministrator, signIn as openWithPassword } from '#hub/accounts/sign-in.ts'
import { closeSession, describeSession } from '#hub/accounts/session.ts'
import { forgetSession, keepSession } from '../identify.ts'
import { describeRaw } from '../describe.ts'
import { implement, requireSession } from '../implement.ts'
import type { App, Serving } from '../serving.ts'
import { countTries } from '../tries.ts'

export function accountRoutes(app: App, { at, version, setupCode }: Serving): void {
  const tries = countTries(() => at.now().getTime())

  implement(app, getStatus, async () => ({ name: 'sojae' as const, version, needs_setup: await needsSetup(at) }))

  implement(app, getHealth, async () => health(at))
  implement(app, getInstallation, async ({ actor }) => installation(at, actor, version))
  describeRaw(app, {
    method: 'get', path: '/metrics', operationId: 'getMetrics', tags: ['account'], summary: 'What getInstallation says, as Prometheus reads it', request: {},
    responses: { 200: { description: 'Prometheus text format 0.0.4', content: { 'text/plain': { schema: z.string(), example: 'sojae_records 1545\n' } } } },
  })
  app.get('/api/v1/metrics', requireSession, async (c) => (
    c.text(metricsText(await installation(at, c.get('actor')!, version), at.now()), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  ))

  implement(app, setFileQuota, async ({ actor, params, body }) => limitFiles(at, actor, params.hub, body.quota))

  implement(app, setUp, async ({ body, c }) => {
    tries.begin('setup')
    if (!same(body.code, setupCode)) {
      throw new Refusal('setup.wrong_code', {
        en: 'This code is not the one that the terminal shows; a restart of the hub prints a new one.',
        ko: '터미널에 표시된 코드가 아닙니다. 허브를 다시 시작하면 새 코드가 출력됩니다.',
      })
    }
    tries.succeeded('setup')
    const { account, name, token } = await createAdministrator(at, body)
    keepSession(c, token)
    return describeSession(at.db, { account, name })
  })

  implement(app, signIn, async ({ body, c }) => {
    const key = body.email.trim().toLowerCase()
    tries.begin(key)
    const opened = await openWithPassword(at, body.email, body.password)
    tries.succeeded(key)
    keepSession(c, opened.token)
    return describeSession(at.db, opened)
  })

  implement(app, getSession, async ({ actor }) => describeSession(at.db, actor))

  implement(app, signOut, async ({ c }) => {
    const token = c.get('token')
    if (token) await closeSession(at, token)
    forgetSession(c)
    return { signed_out: true as const }
  })

  implement(app, changeName, async ({ actor, body }) => describeSession(at.db, await own.changeName(at, actor, body.name)))
  implement(app, changePassword, async ({ actor, body }) => {
    const key = `password ${actor.account}`
    tries.begin(key)
    const ended = await own.changePassword(at, actor, body)
    tries.succeeded(key)
    return { ended }
  })
  implement(app, listSessions, async ({ actor }) => ({ sessions: await own.listSessions(at, actor) }))
  implement(app, createToken, async ({ actor, body }) => own.createToken(at, actor, body))
  implement(app, endSession, async ({ actor, params }) => {
    await own.endSession(at, actor, params.id)
    return { ended: true as const }
  })

  implement(app, listAccounts, async ({ actor, query }) => administer.listAccounts(at, actor, query))
  implement(app, changeAccount, async ({ actor, params, body }) => administer.changeAccount(at, actor, params.id, body))
  implement(app, createHub, async ({ actor, body }) => administer.createHub(at, actor, body))
  implement(app, makePasswordLink, async ({ actor, params }) => links.makePasswordLink(at, actor, params.id))
  implement(app, choosePassword, async ({ body, c }) => {
    const { owner, token } = await links.choosePassword(at, body)
    keepSession(c, token)
    return describeSession(at.db, owner)
  })
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
