import { commentRecord, listComments } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { moment } from '../number-text.ts'
import type { commentOptions } from './record.ts'

/** Says something about a record, or without `--text` shows what was said. */
export async function run({ argument, options, language }: Asked<typeof commentOptions>): Promise<Outcome> {
  const client = await connect(language)
  const params = { id: argument }
  if (options.text !== undefined) await client.call(commentRecord, { params, body: { text: options.text } })
  const answer = await client.all(listComments, { params })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { none: 'Nothing was said about it.', withdrawn: '(withdrawn)' }, ko: { none: '의견이 없습니다.', withdrawn: '(철회됨)' },
      }[language]
      if (answer.comments.length === 0) return words.none
      return answer.comments
        .map(({ author, at, text, withdrawn }) => `${author.name} · ${moment(at)}\n  ${withdrawn ? words.withdrawn : text.replace(/\s+/g, ' ')}`)
        .join('\n')
    },
  }
}
