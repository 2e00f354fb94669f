import { getCampaign } from '#contract/operations/campaign.ts'
import { campaignText } from '../campaign-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'

/** Shows a campaign with its proposals. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const campaign = await client.call(getCampaign, { params: { id: argument } })
  return { json: campaign, text: () => campaignText(campaign, language) }
}
