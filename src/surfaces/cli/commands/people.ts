import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

const ROLE = options({
  role: {
    kind: 'choice', placeholder: 'ROLE', choices: ['lead', 'curator', 'researcher', 'reader'], required: true,
    about: { en: 'lead, curator, researcher or reader', ko: 'lead(책임자), curator(큐레이터), researcher(연구원), reader(열람자)' },
  },
})

export const inviteOptions = options({ ...ROLE, ...HUB })
export const roleOptions = inviteOptions

export const instrumentOptions = options({
  days: {
    kind: 'whole', placeholder: 'N', default: 365, min: 1, max: 400,
    about: { en: 'Days that its token lives (default: 365)', ko: '토큰 유효 기간(일, 기본값: 365)' },
  },
  ...HUB,
})

export const hubOptions = options({
  'title-en': { kind: 'text', placeholder: 'TITLE', required: true, about: { en: 'Title in English', ko: '영어 제목' } },
  'title-ko': { kind: 'text', placeholder: 'TITLE', required: true, about: { en: 'Title in Korean', ko: '한국어 제목' } },
})

export const quotaOptions = options({
  gigabytes: {
    kind: 'number', placeholder: 'GB', min: 0, max: 1_000_000,
    about: { en: 'Most that its files may take, in GB (10⁹ bytes)', ko: '파일이 차지할 수 있는 최대 크기(GB, 10⁹바이트)' },
  },
  none: { kind: 'flag', about: { en: 'Lift the limit', ko: '한도 없애기' } },
})

export const stateOptions = options({
  closed: {
    kind: 'choice', placeholder: 'YES|NO', choices: ['yes', 'no'],
    about: { en: 'yes: cannot sign in any more; no: can again', ko: 'yes: 더 이상 로그인 불가, no: 다시 가능' },
  },
  administrator: {
    kind: 'choice', placeholder: 'YES|NO', choices: ['yes', 'no'],
    about: { en: 'Whether it may make hubs and look after accounts', ko: '허브를 만들고 계정을 관리할 수 있는지' },
  },
})

export const PEOPLE_COMMANDS: readonly Command[] = [
  {
    words: 'member list',
    about: { en: 'Who is a member of a hub, and as what', ko: '허브의 구성원과 역할' },
    options: HUB,
    example: 'sojae member list --hub main',
    load: () => import('./member-list.ts'),
  },
  {
    words: 'member invite',
    argument: 'EMAIL',
    about: { en: 'Print a link that makes this person a member', ko: '이 사람을 구성원으로 초대하는 링크 출력' },
    options: inviteOptions,
    example: 'sojae member invite minsu@example.org --role researcher',
    load: () => import('./member-invite.ts'),
  },
  {
    words: 'member role',
    argument: 'EMAIL',
    about: { en: 'Give a member another role', ko: '구성원의 역할 바꾸기' },
    options: roleOptions,
    example: 'sojae member role minsu@example.org --role curator',
    load: () => import('./member-role.ts'),
  },
  {
    words: 'member remove',
    argument: 'EMAIL|NAME',
    about: { en: 'End a membership; what the member wrote stays', ko: '구성원에서 제외. 쓴 기록은 그대로 남음' },
    options: HUB,
    example: 'sojae member remove minsu@example.org',
    load: () => import('./member-remove.ts'),
  },
  {
    words: 'instrument add',
    argument: 'NAME',
    about: { en: 'Add an instrument and print its token', ko: '장비를 추가하고 토큰 출력' },
    options: instrumentOptions,
    example: 'sojae instrument add "Tensile tester 2"',
    load: () => import('./instrument-add.ts'),
  },
  {
    words: 'instrument renew',
    argument: 'NAME',
    about: { en: 'Print a new token for an instrument; the one before ends', ko: '장비의 새 토큰 출력. 이전 토큰은 끝남' },
    options: instrumentOptions,
    example: 'sojae instrument renew "Tensile tester 2"',
    load: () => import('./instrument-renew.ts'),
  },
  {
    words: 'account list',
    about: { en: 'Everyone with an account in this installation', ko: '이 설치에 계정이 있는 모든 사람' },
    options: {},
    example: 'sojae account list',
    load: () => import('./account-list.ts'),
  },
  {
    words: 'account link',
    argument: 'EMAIL',
    about: { en: 'Print a link by which this person chooses a new password', ko: '이 사람이 새 비밀번호를 정할 링크 출력' },
    options: {},
    example: 'sojae account link jiwon.kim@example.org',
    load: () => import('./account-link.ts'),
  },
  {
    words: 'account change',
    argument: 'EMAIL',
    about: { en: 'Close an account, open it again, or make it an administrator\'s', ko: '계정을 닫거나 다시 열거나 관리자로 지정' },
    options: stateOptions,
    example: 'sojae account change minsu@example.org --closed yes',
    load: () => import('./account-change.ts'),
  },
  {
    words: 'hub list',
    about: { en: 'The hubs you may use, by the names that --hub takes', ko: '사용할 수 있는 허브와 --hub에 쓸 이름' },
    options: {},
    example: 'sojae hub list --json',
    load: () => import('./hub-list.ts'),
  },
  {
    words: 'hub create',
    argument: 'NAME',
    about: { en: 'Make a hub with the shipped templates', ko: '기본 템플릿이 든 허브 만들기' },
    options: hubOptions,
    example: 'sojae hub create battery --title-en "Solid-state batteries" --title-ko "전고체 전지"',
    load: () => import('./hub-create.ts'),
  },
  {
    words: 'hub quota',
    argument: 'HUB',
    about: { en: 'What the files of a hub take; limit it', ko: '허브의 파일이 차지하는 크기와 한도' },
    options: quotaOptions,
    example: 'sojae hub quota main --gigabytes 500',
    load: () => import('./hub-quota.ts'),
  },
]
