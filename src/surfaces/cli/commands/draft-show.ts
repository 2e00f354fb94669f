import { getDraft } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'

/** Shows a draft that one may see. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const draft = await client.call(getDraft, { params: { id: argument } })
  return { json: draft, text: () => draftText(draft, language) }
}
