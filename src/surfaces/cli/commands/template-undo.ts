import { getMigration, undoMigration } from '#contract/operations/template.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { migrationText } from '../template-text.ts'
import { waitForJob } from '../wait-for-job.ts'

const UNDOING = { en: 'Undoing the migration', ko: '이전을 되돌리는 중' }

/** Writes back what the records of a migration said before, but for those revised since. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const started = await client.call(undoMigration, { params: { id: argument } })
  if (started.job) await waitForJob(client, started.job, { title: UNDOING, language, look: `template migration ${argument}` })
  const undone = await client.call(getMigration, { params: { id: argument } })
  return { json: undone, text: () => migrationText(undone, language) }
}
