import { getCampaign, propose } from '#contract/operations/campaign.ts'
import { campaignText } from '../campaign-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { suggestOptions } from './campaign.ts'

const PLANNING = { en: 'Planning', ko: '계획 중' }

/** Finds the next experiments of a campaign. */
export async function run({ argument, options, language }: Asked<typeof suggestOptions>): Promise<Outcome> {
  const client = await connect(language)
  const started = await client.call(propose, { params: { id: argument }, body: { count: options.count } })
  if (started.job) await waitForJob(client, started.job, { title: PLANNING, language })
  const campaign = await client.call(getCampaign, { params: { id: argument } })
  return { json: campaign, text: () => campaignText(campaign, language) }
}
