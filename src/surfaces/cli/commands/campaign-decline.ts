import { declineProposal } from '#contract/operations/campaign.ts'
import { decisionText } from '../campaign-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { declineOptions } from './campaign.ts'

/** Puts a proposal aside; it will not be proposed again in its campaign. */
export async function run({ argument, options, language }: Asked<typeof declineOptions>): Promise<Outcome> {
  const client = await connect(language)
  const proposal = await client.call(declineProposal, { params: { id: argument }, body: { reason: options.reason } })
  return { json: proposal, text: () => decisionText(proposal, language) }
}
