import { getSession, getStatus } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { hubTable } from '../hub-text.ts'
import { labelled } from '../text-table.ts'

/** Says whether the hub answers, as whom, and which hubs one may use. */
export async function run({ language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const status = await client.call(getStatus)
  const session = await client.call(getSession)
  return {
    json: { ...status, address: client.address, account: session.account, hubs: session.hubs },
    text: () => {
      const words = {
        en: {
          address: 'Address', version: 'Version', account: 'Acting as',
          setup: 'No administrator yet: open the address that sojae serve printed.',
        },
        ko: {
          address: '주소', version: '버전', account: '사용 계정', setup: '관리자 계정이 아직 없습니다. sojae serve가 출력한 주소를 여십시오.',
        },
      }[language]
      return [
        labelled([
          [words.address, client.address], [words.version, status.version], [words.account, session.account.name],
        ]),
        ...(status.needs_setup ? [words.setup] : []),
        hubTable(session.hubs, language),
      ].join('\n\n')
    },
  }
}
