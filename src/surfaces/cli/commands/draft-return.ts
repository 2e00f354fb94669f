import { sendBackDraft } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'
import type { returnOptions } from './draft.ts'

/** Sends a submitted draft back to its author, saying why. */
export async function run({ argument, options, language }: Asked<typeof returnOptions>): Promise<Outcome> {
  const client = await connect(language)
  const draft = await client.call(sendBackDraft, { params: { id: argument }, body: options })
  return { json: draft, text: () => draftText(draft, language) }
}
