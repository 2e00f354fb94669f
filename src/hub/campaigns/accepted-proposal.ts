import type { z } from 'zod'
import type { AcceptedProposalSchema } from '#contract/schemas/record.ts'
import type { Reader } from '../installation.ts'
import type { ModelCard } from '../models/models.ts'
import { asProposal, targetOf } from './campaigns.ts'
import type { CampaignRequest } from './campaigns.ts'

/** The proposal whose acceptance planned a process, with what was predicted then; null where none did. */
export async function acceptedProposal(
  db: Reader, hub: string, process: string,
): Promise<z.infer<typeof AcceptedProposalSchema> | null> {
  const row = await db
    .selectFrom('proposal')
    .innerJoin('campaign', 'campaign.id', 'proposal.campaign')
    .innerJoin('model', 'model.id', 'campaign.model')
    .selectAll('proposal')
    .select(['campaign.request', 'model.card'])
    .where('proposal.hub', '=', hub)
    .where('proposal.process', '=', process)
    .executeTakeFirst()
  if (!row) return null
  const { id, n, mean, intervals, created_at } = asProposal(row)
  return {
    id, n, campaign: row.campaign, campaign_name: (row.request as CampaignRequest).name,
    ...targetOf(row.card as ModelCard | null), mean, intervals, predicted_at: created_at,
  }
}
