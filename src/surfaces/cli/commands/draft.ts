import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

const VERSION = options({
  version: {
    kind: 'whole', placeholder: 'N', required: true, min: 1,
    about: { en: 'The version that you read (see: draft show)', ko: '읽은 버전(draft show에 표시됨)' },
  },
})

export const acceptOptions = VERSION

export const returnOptions = options({
  ...VERSION,
  comment: {
    kind: 'text', placeholder: 'TEXT', required: true,
    about: { en: 'What its author should change', ko: '작성자가 고칠 것' },
  },
})

export const DRAFT_COMMANDS: readonly Command[] = [
  {
    words: 'draft list',
    about: { en: 'Your drafts, and for curators and leads those that wait for review', ko: '내 초안과, 큐레이터·책임자에게는 검토를 기다리는 초안' },
    options: HUB,
    example: 'sojae draft list',
    load: () => import('./draft-list.ts'),
  },
  {
    words: 'draft show',
    argument: 'ID',
    about: { en: 'What a draft would make, what is wrong in it, what was said', ko: '초안의 내용과 문제, 의견' },
    options: {},
    example: 'sojae draft show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./draft-show.ts'),
  },
  {
    words: 'draft accept',
    argument: 'ID',
    about: { en: 'Make the records of a draft, all of them or none', ko: '초안의 기록을 모두 만들기(일부만 만들지 않음)' },
    options: acceptOptions,
    example: 'sojae draft accept 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --version 2',
    load: () => import('./draft-accept.ts'),
  },
  {
    words: 'draft return',
    argument: 'ID',
    about: { en: 'Send a submitted draft back to its author', ko: '제출된 초안을 작성자에게 반려' },
    options: returnOptions,
    example: 'sojae draft return 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --version 2 --comment "Which saw?"',
    load: () => import('./draft-return.ts'),
  },
]
