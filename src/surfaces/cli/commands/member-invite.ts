import { invite } from '#contract/operations/people.ts'
import { PersonRoleSchema } from '#contract/schemas/people.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { secretText } from '../people-text.ts'
import type { inviteOptions } from './people.ts'

/** Invites a person and prints the link that is to be passed on. */
export async function run({ argument, options: { hub, role }, language }: Asked<typeof inviteOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { invitation, code } = await client.call(invite, { params: { hub }, body: { email: argument, role: PersonRoleSchema.parse(role) } })
  const link = `${client.address}/invitation?code=${code}`
  return {
    json: { ...invitation, link },
    text: () => secretText(link, {
      en: `Pass this on to ${invitation.email}; it works once, for seven days, and is not shown again:`,
      ko: `${invitation.email} 님에게 전달하십시오. 7일 동안 한 번만 쓸 수 있고 다시 표시되지 않습니다.`,
    }, language),
  }
}
