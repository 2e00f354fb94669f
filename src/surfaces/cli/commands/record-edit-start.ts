import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { editText } from '../edit-text.ts'
import { makeEdit } from '../make-edit.ts'
import type { editStartOptions } from './record-edits.ts'

/** Makes the change of a dry run, upon the revisions that it saw. */
export async function run({ argument: id, options, language }: Asked<typeof editStartOptions>): Promise<Outcome> {
  const edit = await makeEdit(await connect(language), id, options.reason, language)
  return { json: edit, text: () => editText(edit, language) }
}
