import { checkBulkEdit } from '#contract/operations/bulk-edit.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { editText } from '../edit-text.ts'
import { makeEdit } from '../make-edit.ts'
import { readChange } from '../read-change.ts'
import { recordFilter } from '../record-filter.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { editManyOptions } from './record-edits.ts'

/** Makes one change to the records that a query finds, or says what each would say. */
export async function run({ argument, options, language }: Asked<typeof editManyOptions>): Promise<Outcome> {
  const { hub, ids, reason, check } = options
  const change = readChange(options)
  if (!check && reason === undefined) {
    throw wrongUsage('edit_reason', { en: 'Say why with --reason, or look first with --check.', ko: '--reason으로 사유를 적거나, --check로 먼저 살펴보십시오.' }, 'record edit-many')
  }
  const records = ids.length > 0 ? { ids: [...ids] } : { found: given(recordFilter(argument, options, 'record edit-many')) }
  const client = await connect(language)
  const checked = await client.call(checkBulkEdit, { params: { hub }, body: { records, change } })
  const isMade = !check && checked.report.changed > 0
  const edit = isMade ? await makeEdit(client, checked.id, reason!, language) : checked
  return { json: edit, text: () => editText(edit, language) }
}

/** The filters that were given: what is left out or empty asks nothing. */
function given<F extends object>(filter: F): F {
  return Object.fromEntries(Object.entries(filter).filter(([, part]) => part !== undefined && part !== '')) as F
}
