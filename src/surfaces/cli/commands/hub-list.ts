import { getSession } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { hubTable } from '../hub-text.ts'

/** Lists the hubs that one may use, by the short names that `--hub` takes. */
export async function run({ language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const { hubs } = await client.call(getSession)
  return {
    json: { hubs },
    text: () => (hubs.length > 0 ? hubTable(hubs, language) : {
      en: 'You are a member of no hub. A lead can invite you: sojae member invite EMAIL --role ROLE --hub HUB',
      ko: '구성원으로 있는 허브가 없습니다. 책임자가 초대할 수 있습니다: sojae member invite EMAIL --role ROLE --hub HUB',
    }[language]),
  }
}
