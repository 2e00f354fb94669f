import { listAccounts } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { moment } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists every account of the installation. */
export async function run({ language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listAccounts)
  return {
    json: answer,
    text: () => {
      const words = {
        en: { name: 'Name', email: 'E-mail', seen: 'Last seen', state: 'State', closed: 'closed', administrator: 'administrator', instrument: 'instrument', none: 'No accounts yet; set the hub up in a browser.' },
        ko: { name: '이름', email: '전자우편', seen: '마지막 사용', state: '상태', closed: '닫힘', administrator: '관리자', instrument: '장비', none: '아직 계정이 없습니다. 브라우저에서 첫 설정을 하십시오.' },
      }[language]
      if (answer.accounts.length === 0) return words.none
      const rows = answer.accounts.map(({ name, email, last_seen, kind, administrator, closed }) => [
        name, email ?? '', last_seen ? moment(last_seen) : '',
        [kind === 'instrument' && words.instrument, administrator && words.administrator, closed && words.closed].filter(Boolean).join(', '),
      ])
      return textTable([{ title: words.name, shrinks: true }, { title: words.email, shrinks: true }, { title: words.seen }, { title: words.state }], rows, terminalWidth())
    },
  }
}
