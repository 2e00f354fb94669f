import { changeMember } from '#contract/operations/people.ts'
import { PersonRoleSchema } from '#contract/schemas/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findMember } from '../find-person.ts'
import { memberTable } from '../people-text.ts'
import type { roleOptions } from './people.ts'

/** Gives a member another role. */
export async function run({ argument, options: { hub, role }, language }: Asked<typeof roleOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { account } = await findMember(client, hub, argument)
  const member = await client.call(changeMember, { params: { hub, account: account.id }, body: { role: PersonRoleSchema.parse(role) } })
  return { json: member, text: () => memberTable([member], language) }
}
