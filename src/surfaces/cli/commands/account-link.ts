import { makePasswordLink } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findAccount } from '../find-person.ts'
import { secretText } from '../people-text.ts'

/** Prints a link by which a person chooses another password: the way back in for whoever can use the console. */
export async function run({ argument, language }: Asked): Promise<Outcome> {
  const client = await connect(language)
  const { id, name } = await findAccount(client, argument)
  const { code, expires_at } = await client.call(makePasswordLink, { params: { id } })
  const link = `${client.address}/password?code=${code}`
  return {
    json: { link, expires_at },
    text: () => secretText(link, {
      en: `${name} chooses a new password here, once, within a day; it is not shown again:`,
      ko: `${name} 님은 하루 안에 여기서 새 비밀번호를 한 번 정할 수 있습니다. 다시 표시되지 않습니다.`,
    }, language),
  }
}
