import { changeAccount } from '#contract/operations/account.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findAccount } from '../find-person.ts'
import type { stateOptions } from './people.ts'

/** Closes an account, opens it again, gives or takes what an administrator may. */
export async function run({ argument, options, language }: Asked<typeof stateOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { id, closed, administrator } = await findAccount(client, argument)
  const said = (value: string | undefined, before: boolean) => (value === undefined ? before : value === 'yes')
  const changed = await client.call(changeAccount, {
    params: { id }, body: { closed: said(options.closed, closed), administrator: said(options.administrator, administrator) },
  })
  return {
    json: changed,
    text: () => ({
      en: `${changed.name}: ${changed.closed ? 'closed' : 'open'}${changed.administrator ? ', administrator' : ''}`,
      ko: `${changed.name}: ${changed.closed ? '닫힘' : '열림'}${changed.administrator ? ', 관리자' : ''}`,
    })[language],
  }
}
