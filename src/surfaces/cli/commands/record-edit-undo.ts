import { getBulkEdit, undoBulkEdit } from '#contract/operations/bulk-edit.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { editText } from '../edit-text.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { editStartOptions } from './record-edits.ts'

const UNDOING = { en: 'Undoing the edit', ko: '편집 되돌리기' }

/** Takes a change of many records back. */
export async function run({ argument: id, options, language }: Asked<typeof editStartOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { job } = await client.call(undoBulkEdit, { params: { id }, body: { reason: options.reason } })
  if (job) await waitForJob(client, job, { title: UNDOING, language })
  const edit = await client.call(getBulkEdit, { params: { id } })
  return { json: edit, text: () => editText(edit, language) }
}
