import { cancelJob } from '#contract/operations/hub.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { jobText } from '../job-text.ts'

/** Stops a piece of long work. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const job = await client.call(cancelJob, { params: { id: argument } })
  return { json: job, text: () => jobText(job, language) }
}
