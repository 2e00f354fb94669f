import { createRecord } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readContentFile } from '../read-content-file.ts'
import { recordText } from '../record-text.ts'
import type { addOptions } from './record.ts'

/** Adds the record that a JSON file holds the content of. */
export async function run({ argument, options, language }: Asked<typeof addOptions>): Promise<Outcome> {
  const content = await readContentFile(argument)
  const client = await connect(language)
  const { hub, reason } = options
  const record = await client.call(createRecord, { params: { hub }, body: { content, reason } })
  return { json: record, text: () => recordText(record, language) }
}
