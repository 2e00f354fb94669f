import { getRecord } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { recordText } from '../record-text.ts'

/** Shows the newest revision of a record. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const record = await client.call(getRecord, { params: { id: argument } })
  return { json: record, text: () => recordText(record, language) }
}
