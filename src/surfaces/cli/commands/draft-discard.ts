import { discardDraft } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'

/** Puts one's own draft away for good. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const draft = await client.call(discardDraft, { params: { id: argument } })
  return { json: draft, text: () => draftText(draft, language) }
}
