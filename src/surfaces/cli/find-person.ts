import { Refusal } from '#science/refusal.ts'
import { listAccounts } from '#contract/operations/account.ts'
import { listMembers } from '#contract/operations/people.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { Client } from '#contract/client.ts'

export type Member = AnswerOf<typeof listMembers>['members'][number]
export type Account = AnswerOf<typeof listAccounts>['accounts'][number]

/** The member of a hub with this address, or the one of this name; refuses none and several. */
export async function findMember(client: Client, hub: string, who: string): Promise<Member> {
  const { members } = await client.all(listMembers, { params: { hub } })
  return only(members, who, ({ account: { name }, email }) => ({ name, email }))
}

/** The account with this address, or the one of this name; refuses none and several. */
export async function findAccount(client: Client, who: string): Promise<Account> {
  const { accounts } = await client.all(listAccounts)
  return only(accounts, who, ({ name, email }) => ({ name, email }))
}

function only<T>(all: readonly T[], who: string, of: (one: T) => { name: string; email: string | null }): T {
  const byEmail = all.filter((one) => of(one).email === who.trim().toLowerCase())
  const found = byEmail.length > 0 ? byEmail : all.filter((one) => of(one).name === who)
  if (found.length === 1) return found[0]!
  throw found.length === 0
    ? new Refusal('member.not_found', {
        en: `Nobody here has the address or the name “${who}”; see: sojae member list, sojae account list.`,
        ko: `주소나 이름이 “${who}”인 사람이 없습니다. sojae member list, sojae account list로 확인하십시오.`,
      })
    : new Refusal('member.several', {
        en: `${found.length} have the name “${who}”; use the e-mail address.`, ko: `이름이 “${who}”인 사람이 ${found.length}명입니다. 전자우편 주소를 쓰십시오.`,
      })
}
