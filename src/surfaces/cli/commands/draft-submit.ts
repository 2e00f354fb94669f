import { submitDraft } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'
import type { acceptOptions } from './draft.ts'

/** Hands one's own draft to the curators. */
export async function run({ argument, options, language }: Asked<typeof acceptOptions>): Promise<Outcome> {
  const client = await connect(language)
  const draft = await client.call(submitDraft, { params: { id: argument }, body: { version: options.version } })
  return { json: draft, text: () => draftText(draft, language) }
}
