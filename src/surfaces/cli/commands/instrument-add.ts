import { addInstrument } from '#contract/operations/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { secretText } from '../people-text.ts'
import type { instrumentOptions } from './people.ts'

/** Adds an instrument to a hub and prints its token. */
export async function run({ argument, options: { hub, days }, language }: Asked<typeof instrumentOptions>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.call(addInstrument, { params: { hub }, body: { name: argument, days } })
  return {
    json: answer,
    text: () => secretText(answer.token, {
      en: `Token of ${answer.member.account.name}, not shown again (SOJAE_TOKEN, or “Authorization: Bearer …”):`,
      ko: `${answer.member.account.name}의 토큰(다시 표시되지 않음. SOJAE_TOKEN 또는 “Authorization: Bearer …”로 사용):`,
    }, language),
  }
}
