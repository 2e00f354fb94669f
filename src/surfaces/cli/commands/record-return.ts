import { returnRecord } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { recordText } from '../record-text.ts'
import type { withdrawOptions } from './record.ts'

/** Brings a withdrawn record back. */
export async function run({ argument: id, options, language }: Asked<typeof withdrawOptions>): Promise<Outcome> {
  const client = await connect(language)
  const record = await client.call(returnRecord, { params: { id }, body: { reason: options.reason } })
  return { json: record, text: () => recordText(record, language) }
}
