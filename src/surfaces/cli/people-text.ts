import type { Language } from '#science/refusal.ts'
import { ROLE_NAMES } from '#contract/schemas/people.ts'
import { moment } from './number-text.ts'
import { terminalWidth } from './output.ts'
import { textTable } from './text-table.ts'
import type { Member } from './find-person.ts'

/** Members as a table. */
export function memberTable(members: readonly Member[], language: Language): string {
  const words = {
    en: { name: 'Name', email: 'E-mail', role: 'Role', since: 'Since', none: 'Nobody but the console yet; set the hub up in a browser.' },
    ko: { name: '이름', email: '전자우편', role: '역할', since: '참여', none: '아직 콘솔 외에 구성원이 없습니다. 브라우저에서 첫 설정을 하십시오.' },
  }[language]
  if (members.length === 0) return words.none
  return textTable(
    [{ title: words.name, shrinks: true }, { title: words.email, shrinks: true }, { title: words.role }, { title: words.since }],
    members.map(({ account, email, role, since }) => [account.name, email ?? '', ROLE_NAMES[role][language], moment(since)]), terminalWidth(),
  )
}

/** A secret that is shown this once, with what to do with it. */
export function secretText(secret: string, about: { en: string; ko: string }, language: Language): string {
  return `${about[language]}\n${secret}`
}
