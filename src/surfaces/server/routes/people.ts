import {
  acceptInvitation, addInstrument, changeMember, invite, listInvitations, listMemberChanges, listMembers, readInvitation, removeMember,
  renewInstrument, withdrawInvitation,
} from '#contract/operations/people.ts'
import * as accepting from '#hub/accounts/accept-invitation.ts'
import * as instruments from '#hub/accounts/instruments.ts'
import * as invitations from '#hub/accounts/invitations.ts'
import * as members from '#hub/accounts/members.ts'
import { describeSession } from '#hub/accounts/session.ts'
import { keepSession } from '../identify.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function peopleRoutes(app: App, { at }: Serving): void {
  implement(app, listMembers, async ({ actor, params, query }) => members.listMembers(at, actor, params.hub, query))
  implement(app, listMemberChanges, async ({ actor, params, query }) => members.listMemberChanges(at, actor, params.hub, query))
  implement(app, changeMember, async ({ actor, params, body }) => members.changeMember(at, actor, params.hub, params.account, body.role))
  implement(app, removeMember, async ({ actor, params }) => {
    await members.removeMember(at, actor, params.hub, params.account)
    return { removed: true as const }
  })

  implement(app, invite, async ({ actor, params, body }) => invitations.invite(at, actor, params.hub, body))
  implement(app, listInvitations, async ({ actor, params, query }) => invitations.listInvitations(at, actor, params.hub, query))
  implement(app, withdrawInvitation, async ({ actor, params }) => invitations.withdrawInvitation(at, actor, params.id))
  implement(app, readInvitation, async ({ body }) => invitations.readInvitation(at, body.code))
  implement(app, acceptInvitation, async ({ actor, body, c }) => {
    const { guest, token } = await accepting.acceptInvitation(at, actor, body)
    if (token) keepSession(c, token)
    return describeSession(at.db, token ? guest : actor!)
  })

  implement(app, addInstrument, async ({ actor, params, body }) => instruments.addInstrument(at, actor, params.hub, body))
  implement(app, renewInstrument, async ({ actor, params, body }) => (
    instruments.renewInstrument(at, actor, params.hub, params.account, body.days)
  ))
}
