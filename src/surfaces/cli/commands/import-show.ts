import { getImport } from '#contract/operations/import.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { importText } from '../import-text.ts'

/** Shows the report of an import. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const found = await client.call(getImport, { params: { id: argument } })
  return { json: found, text: () => importText(found, language) }
}
