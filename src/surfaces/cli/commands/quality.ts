import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const listFindingsOptions = options({
  check: { kind: 'text', placeholder: 'CODE', about: { en: 'Only of this check', ko: '이 점검의 것만' } },
  template: { kind: 'text', placeholder: 'NAME', about: { en: 'Only of records of this template', ko: '이 템플릿 기록의 것만' } },
  state: {
    kind: 'choice', placeholder: 'STATE', choices: ['open', 'dismissed', 'accepted'], default: 'open',
    about: { en: 'open, dismissed or accepted (default: open)', ko: 'open, dismissed, accepted(기본값: open)' },
  },
  limit: { kind: 'whole', placeholder: 'N', min: 1, max: 200, default: 50, about: { en: 'Most to list (default: 50)', ko: '최대 개수(기본값: 50)' } },
  cursor: { kind: 'text', placeholder: 'CURSOR', about: { en: 'Next page', ko: '다음 페이지' } },
  ...HUB,
})

export const decideOptions = options({
  reason: { kind: 'text', placeholder: 'TEXT', required: true, about: { en: 'Why', ko: '사유' } },
})

export const QUALITY_COMMANDS: readonly Command[] = [
  {
    words: 'quality check',
    about: { en: 'Check what changed; then counts by check, grades by template', ko: '바뀐 기록 점검 후 점검별 건수와 템플릿별 등급' },
    options: HUB,
    example: 'sojae quality check',
    load: () => import('./quality-check.ts'),
  },
  {
    words: 'quality list',
    about: { en: 'What the checks have found', ko: '점검에서 나온 지적 사항' },
    options: listFindingsOptions,
    example: 'sojae quality list --check plastic_above_total',
    load: () => import('./quality-list.ts'),
  },
  {
    words: 'quality show',
    argument: 'RECORD',
    about: { en: 'The grade of a record with its reasons', ko: '기록의 등급과 그 이유' },
    options: {},
    example: 'sojae quality show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./quality-show.ts'),
  },
  {
    words: 'quality dismiss',
    argument: 'FINDING',
    about: { en: 'Say that a finding is of no account, and why', ko: '지적 사항 기각(사유 필요)' },
    options: decideOptions,
    example: 'sojae quality dismiss 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "Read again from the article"',
    load: () => import('./quality-dismiss.ts'),
  },
  {
    words: 'quality accept',
    argument: 'FINDING',
    about: { en: 'Write what a finding proposes, as a revision', ko: '제안된 수정을 개정으로 기록' },
    options: decideOptions,
    example: 'sojae quality accept 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --reason "The sheet was in ksi"',
    load: () => import('./quality-accept.ts'),
  },
]
