import {
  acceptProposal, createCampaign, declineProposal, getCampaign, listCampaigns, propose, suggestSpace,
} from '#contract/operations/campaign.ts'
import * as campaigns from '#hub/campaigns/campaigns.ts'
import * as decisions from '#hub/campaigns/decide.ts'
import { spaceOfModel } from '#hub/campaigns/suggest-space.ts'
import { implement } from '../implement.ts'
import type { App, Serving } from '../serving.ts'

export function campaignRoutes(app: App, { at }: Serving): void {
  implement(
    app,
    listCampaigns,
    async ({ actor, params, query }) => campaigns.listCampaigns(at, actor, params.hub, query),
  )
  implement(app, suggestSpace, async ({ actor, params }) => ({ space: await spaceOfModel(at, actor, params.id) }))
  implement(
    app, createCampaign, async ({ actor, params, body }) => campaigns.createCampaign(at, actor, params.hub, body),
  )
  implement(app, getCampaign, async ({ actor, params }) => campaigns.getCampaign(at, actor, params.id))
  implement(app, propose, async ({ actor, params, body }) => campaigns.startProposing(at, actor, params.id, body.count))
  implement(app, acceptProposal, async ({ actor, params }) => decisions.acceptProposal(at, actor, params.id))
  implement(
    app,
    declineProposal,
    async ({ actor, params, body }) => decisions.declineProposal(at, actor, params.id, body.reason),
  )
}
