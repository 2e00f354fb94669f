import { acceptProposal } from '#contract/operations/campaign.ts'
import { decisionText } from '../campaign-text.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'

/** Accepts a proposal: the planned process that it describes becomes a record. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const proposal = await client.call(acceptProposal, { params: { id: argument } })
  return { json: proposal, text: () => decisionText(proposal, language) }
}
