import { z } from 'zod'
import { operation } from '../operation.ts'
import { NextSchema, PageQuery } from '../page.ts'
import { CampaignRequestSchema, CampaignSchema, DesignSpaceSchema, ProposalSchema } from '../schemas/campaign.ts'
import { HubParams } from './hub.ts'

const tag = 'campaign'
const IdParams = z.object({ id: z.uuid() })

export const listCampaigns = operation({
  id: 'listCampaigns', method: 'get', path: '/hubs/{hub}/campaigns', tag,
  summary: 'Campaigns of this hub, newest first', params: HubParams, query: PageQuery,
  answer: z.object({
    campaigns: z.array(CampaignSchema.omit({ proposals: true, ranking: true, warnings: true }).extend({ proposals: z.int() })), next: NextSchema,
  }),
})

export const suggestSpace = operation({
  id: 'suggestSpace', method: 'get', path: '/models/{id}/space', tag,
  summary: 'A design space that spans what the model was trained on, to be edited', params: IdParams,
  answer: z.object({ space: DesignSpaceSchema }),
})

export const createCampaign = operation({
  id: 'createCampaign', method: 'post', path: '/hubs/{hub}/campaigns', tag, status: 201, once: true,
  summary: 'Opens a campaign; an impossible space is refused with the reason', params: HubParams,
  body: CampaignRequestSchema, answer: CampaignSchema,
})

export const getCampaign = operation({
  id: 'getCampaign', method: 'get', path: '/campaigns/{id}', tag,
  summary: 'A campaign with its proposals', params: IdParams, answer: CampaignSchema,
})

export const propose = operation({
  id: 'propose', method: 'post', path: '/campaigns/{id}/proposals', tag, status: 202,
  summary: 'Starts finding the next experiments; open proposals are replaced', params: IdParams,
  body: z.strictObject({ count: z.int().min(1).max(50).default(5) }), answer: CampaignSchema,
})

export const acceptProposal = operation({
  id: 'acceptProposal', method: 'post', path: '/proposals/{id}/acceptance', tag, status: 201,
  summary: 'Makes the planned process that the proposal describes', params: IdParams, answer: ProposalSchema,
})

export const declineProposal = operation({
  id: 'declineProposal', method: 'post', path: '/proposals/{id}/refusal', tag, status: 201,
  summary: 'Puts a proposal aside; it will not be proposed again in this campaign', params: IdParams,
  body: z.strictObject({ reason: z.string().default('') }), answer: ProposalSchema,
})
