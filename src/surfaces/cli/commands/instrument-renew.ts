import { renewInstrument } from '#contract/operations/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findMember } from '../find-person.ts'
import { secretText } from '../people-text.ts'
import type { instrumentOptions } from './people.ts'

/** Prints a new token for an instrument, which ends the one before. */
export async function run({ argument, options: { hub, days }, language }: Asked<typeof instrumentOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { account } = await findMember(client, hub, argument)
  const answer = await client.call(renewInstrument, { params: { hub, account: account.id }, body: { days } })
  return {
    json: answer,
    text: () => secretText(answer.token, {
      en: `New token of ${account.name}, not shown again; the one before opens nothing any more:`,
      ko: `${account.name}의 새 토큰(다시 표시되지 않음. 이전 토큰은 더 이상 쓸 수 없음):`,
    }, language),
  }
}
