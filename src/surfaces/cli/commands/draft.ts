import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

const VERSION = options({
  version: {
    kind: 'whole', placeholder: 'N', required: true, min: 1,
    about: { en: 'The version that you read (see: draft show)', ko: '읽은 버전(draft show에 표시됨)' },
  },
})

export const acceptOptions = VERSION

export const addOptions = options({
  draft: { kind: 'text', placeholder: 'ID', about: { en: 'Save this draft anew instead of beginning one', ko: '새로 만들지 않고 이 초안을 다시 저장' } },
  version: {
    kind: 'whole', placeholder: 'N', min: 1,
    about: { en: 'With --draft: the version that you read (default: the newest)', ko: '--draft와 함께: 읽은 버전(기본값: 최신)' },
  },
  reason: { kind: 'text', placeholder: 'TEXT', default: '', about: { en: 'Why; stays with the records', ko: '사유(기록에 남음)' } },
  ...HUB,
})

export const commentOptions = options({
  text: { kind: 'text', placeholder: 'TEXT', required: true, about: { en: 'What to say', ko: '남길 의견' } },
})

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
    words: 'draft add',
    argument: 'FILE.jsonl',
    about: { en: 'Keep records as a draft: lines of {key, content}, as sojae import reads', ko: '기록을 초안으로 보관: sojae import가 읽는 {key, content} 줄' },
    options: addOptions,
    example: 'sojae draft add bars.jsonl --reason "Batch of 3 May"',
    load: () => import('./draft-add.ts'),
  },
  {
    words: 'draft submit',
    argument: 'ID',
    about: { en: 'Hand your draft to the curators', ko: '내 초안을 큐레이터에게 제출' },
    options: acceptOptions,
    example: 'sojae draft submit 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --version 1',
    load: () => import('./draft-submit.ts'),
  },
  {
    words: 'draft comment',
    argument: 'ID',
    about: { en: 'Say something about a draft', ko: '초안에 의견 남기기' },
    options: commentOptions,
    example: 'sojae draft comment 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --text "Sawn, not milled"',
    load: () => import('./draft-comment.ts'),
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
  {
    words: 'draft discard',
    argument: 'ID',
    about: { en: 'Put your draft away for good', ko: '내 초안 버리기' },
    options: {},
    example: 'sojae draft discard 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./draft-discard.ts'),
  },
]
