import { listMembers } from '#contract/operations/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { HUB } from '../option.ts'
import { memberTable } from '../people-text.ts'

/** Lists the members of a hub. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listMembers, { params: { hub: options.hub } })
  return { json: answer, text: () => memberTable(answer.members, language) }
}
