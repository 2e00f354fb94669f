import { readYaml } from '#contract/files/read-yaml.ts'
import { createCampaign, getCampaign } from '#contract/operations/campaign.ts'
import { CampaignRequestSchema } from '#contract/schemas/campaign.ts'
import { campaignText } from '../campaign-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readTextFile } from '../host/read-text-file.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { createOptions } from './campaign.ts'

const PLANNING = { en: 'Planning', ko: '계획 중' }

/** Opens the campaign that a YAML file states and waits for its first proposals. */
export async function run({ argument, options, language }: Asked<typeof createOptions>): Promise<Outcome> {
  const request = readYaml(await readTextFile(argument), argument, CampaignRequestSchema)
  const client = await connect(language)
  const opened = await client.call(createCampaign, { params: { hub: options.hub }, body: request })
  if (opened.job) await waitForJob(client, opened.job, { title: PLANNING, language })
  const campaign = await client.call(getCampaign, { params: { id: opened.id } })
  return { json: campaign, text: () => campaignText(campaign, language) }
}
