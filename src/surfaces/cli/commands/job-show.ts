import { getJob } from '#contract/operations/hub.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { jobText } from '../job-text.ts'

/** Shows how far a piece of long work is. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const job = await client.call(getJob, { params: { id: argument } })
  return { json: job, text: () => jobText(job, language) }
}
