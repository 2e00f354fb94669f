import { getRecord, reviseRecord } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { readContentFile } from '../read-content-file.ts'
import { recordText } from '../record-text.ts'
import type { reviseOptions } from './record.ts'

/** Adds a revision that says what a JSON file says; upon the newest, unless `--upon` says which was read. */
export async function run({ argument, options, language }: Asked<typeof reviseOptions>): Promise<Outcome> {
  const content = await readContentFile(options.file)
  const client = await connect(language)
  const params = { id: argument }
  const upon = options.upon ?? (await client.call(getRecord, { params })).revision
  const record = await client.call(reviseRecord, { params, body: { upon, content, reason: options.reason } })
  return { json: record, text: () => recordText(record, language) }
}
