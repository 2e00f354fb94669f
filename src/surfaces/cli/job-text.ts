import type { z } from 'zod'
import type { Language } from '#science/refusal.ts'
import type { JobSchema } from '#contract/schemas/job.ts'
import { moment } from './number-text.ts'
import { labelled } from './text-table.ts'

/** A piece of long work for people. */
export function jobText(job: z.infer<typeof JobSchema>, language: Language): string {
  const words = WORDS[language]
  const pairs: [string, string][] = [
    [words.job, `${words.kinds[job.kind]} (${job.id})`],
    [words.state, `${words.states[job.state]} · ${Math.floor(job.progress * 100)} %`],
  ]
  if (job.message) pairs.push([words.now, job.message[language]])
  if (job.error) pairs.push([words.error, job.error[language]])
  pairs.push([words.begun, moment(job.created_at)])
  if (job.finished_at) pairs.push([words.over, moment(job.finished_at)])
  return labelled(pairs)
}

const WORDS = {
  en: {
    job: 'Job', state: 'State', now: 'Now', error: 'Problem', begun: 'Begun', over: 'Over',
    kinds: { import: 'import', train: 'training', propose: 'planning', example: 'example', migrate: 'migration', check: 'check', undo: 'undoing of an import', freeze: 'freezing of a table', edit: 'bulk edit' },
    states: { queued: 'waiting', running: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' },
  },
  ko: {
    job: '작업', state: '상태', now: '현재', error: '문제', begun: '시작', over: '종료',
    kinds: { import: '가져오기', train: '학습', propose: '계획', example: '예제', migrate: '이전', check: '점검', undo: '가져오기 되돌리기', freeze: '표 고정', edit: '일괄 편집' },
    states: { queued: '대기 중', running: '진행 중', done: '완료', failed: '실패', cancelled: '취소됨' },
  },
} as const
