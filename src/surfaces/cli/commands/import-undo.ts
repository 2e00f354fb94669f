import { checkUndoImport, getImport, undoImport } from '#contract/operations/import.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { undoText } from '../import-text.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { undoOptions } from './import.ts'

const UNDOING: Text = { en: 'Undoing the import', ko: '가져오기 되돌리기' }

/** Takes an import back, or says what that would do. */
export async function run({ argument: id, options: { reason, check }, language }: Asked<typeof undoOptions>): Promise<Outcome> {
  const client = await connect(language)
  if (check) {
    const report = await client.call(checkUndoImport, { params: { id } })
    return { json: report, text: () => undoText(report, language) }
  }
  if (reason === undefined) {
    throw new Refusal('import.undo_reason', {
      en: 'Say why with --reason, or look first with --check.', ko: '--reason으로 사유를 적거나, --check로 먼저 살펴보십시오.',
    })
  }
  const { undo } = await client.call(undoImport, { params: { id }, body: { reason } })
  if (undo) await waitForJob(client, undo.job, { title: UNDOING, language, look: `import show ${id}` })
  const undone = await client.call(getImport, { params: { id } })
  return { json: undone, text: () => (undone.undo?.report ? undoText(undone.undo.report, language) : '') }
}
