import { getRevisions } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { moment } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists every revision of a record, newest first; with `--json` what each of them says. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(getRevisions, { params: { id: argument } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { n: 'Revision', at: 'When', author: 'Author', reason: 'Reason', restores: (n: number) => `restores ${n}`, accepted: 'accepted by' },
        ko: { n: '개정', at: '일시', author: '작성자', reason: '사유', restores: (n: number) => `${n}차 복원`, accepted: '승인' },
      }[language]
      const rows = answer.revisions.map(({ n, at, author, reason, restores, accepted_by }) => [
        String(n), moment(at), accepted_by ? `${author} (${words.accepted} ${accepted_by})` : author,
        [reason, ...(restores === null ? [] : [words.restores(restores)])].filter(Boolean).join(' · '),
      ])
      return textTable([
        { title: words.n, right: true }, { title: words.at }, { title: words.author }, { title: words.reason, shrinks: true },
      ], rows, terminalWidth())
    },
  }
}
