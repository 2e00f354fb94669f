import { createDraft, getDraft, saveDraft } from '#contract/operations/draft.ts'
import { WrittenDraftSchema } from '#contract/schemas/record-draft.ts'
import { readYaml } from '#contract/files/read-yaml.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftText } from '../draft-text.ts'
import { readTextFile } from '../host/read-text-file.ts'
import type { addOptions } from './draft.ts'

/** Keeps the records of a file of JSON lines as a draft, or saves a draft anew by them. */
export async function run({ argument, options, language }: Asked<typeof addOptions>): Promise<Outcome> {
  const text = await readTextFile(argument)
  const records = text.split('\n').flatMap((line, at) => (
    line.trim() === '' ? [] : [readYaml(line, `${argument}:${at + 1}`, WrittenDraftSchema)]
  ))
  const client = await connect(language)
  const { hub, reason, draft: id } = options
  const body = { records, reason }
  const draft = id === undefined
    ? await client.call(createDraft, { params: { hub }, body })
    : await client.call(saveDraft, { params: { id }, body: { ...body, version: options.version ?? (await client.call(getDraft, { params: { id } })).version } })
  return { json: draft, text: () => draftText(draft, language) }
}
