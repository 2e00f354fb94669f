import { getMigration } from '#contract/operations/template.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { migrationText } from '../template-text.ts'

/** Shows a migration with what became of its records. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const migration = await client.call(getMigration, { params: { id: argument } })
  return { json: migration, text: () => migrationText(migration, language) }
}
