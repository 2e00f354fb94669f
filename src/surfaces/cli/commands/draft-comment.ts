import { commentDraft } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'
import type { commentOptions } from './draft.ts'

/** Says something about a draft; `draft show` shows what was said. */
export async function run({ argument, options, language }: Asked<typeof commentOptions>): Promise<Outcome> {
  const client = await connect(language)
  const draft = await client.call(commentDraft, { params: { id: argument }, body: { text: options.text } })
  return { json: draft, text: () => draftText(draft, language) }
}
