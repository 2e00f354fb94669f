import { getRecord, restoreRevision } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { recordText } from '../record-text.ts'
import type { restoreOptions } from './record.ts'

/** Makes the newest revision say again what an older one said. */
export async function run({ argument, options, language }: Asked<typeof restoreOptions>): Promise<Outcome> {
  const client = await connect(language)
  const params = { id: argument }
  const { revision: upon } = await client.call(getRecord, { params })
  const record = await client.call(restoreRevision, { params, body: { n: options.revision, upon, reason: options.reason } })
  return { json: record, text: () => recordText(record, language) }
}
