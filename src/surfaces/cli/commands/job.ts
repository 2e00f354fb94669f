import type { Command } from '../command.ts'

export const JOB_COMMANDS: readonly Command[] = [
  {
    words: 'job show',
    argument: 'ID',
    about: { en: 'How far a piece of long work is', ko: '작업 진행 상태' },
    options: {},
    example: 'sojae job show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./job-show.ts'),
  },
  {
    words: 'job cancel',
    argument: 'ID',
    about: { en: 'Stop it; what it had not finished leaves no trace', ko: '작업 중지(끝나지 않은 결과는 남지 않음)' },
    options: {},
    example: 'sojae job cancel 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./job-cancel.ts'),
  },
]
