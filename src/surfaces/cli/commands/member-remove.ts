import { removeMember } from '#contract/operations/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findMember } from '../find-person.ts'
import type { HUB } from '../option.ts'

/** Ends somebody's membership of a hub. */
export async function run({ argument, options: { hub }, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const { account } = await findMember(client, hub, argument)
  const answer = await client.call(removeMember, { params: { hub, account: account.id } })
  return {
    json: answer,
    text: () => ({ en: `${account.name} is no member of ${hub} any more.`, ko: `${account.name} 님은 더 이상 ${hub}의 구성원이 아닙니다.` })[language],
  }
}
