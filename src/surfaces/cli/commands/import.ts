import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const undoOptions = options({
  reason: { kind: 'text', placeholder: 'TEXT', about: { en: 'Why; stays with every record', ko: '사유(모든 기록에 남음)' } },
  check: { kind: 'flag', about: { en: 'Only say what would go, and what stays and why', ko: '무엇이 사라지고 무엇이 왜 남는지만 보기' } },
})

export const IMPORT_COMMANDS: readonly Command[] = [
  {
    words: 'import list',
    about: { en: 'Imports so far, newest first', ko: '지금까지의 가져오기(최신순)' },
    options: HUB,
    example: 'sojae import list',
    load: () => import('./import-list.ts'),
  },
  {
    words: 'import show',
    argument: 'ID',
    about: { en: 'The report of an import, with the cells it refused', ko: '가져오기 보고서와 제외한 칸' },
    options: {},
    example: 'sojae import show 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10',
    load: () => import('./import-show.ts'),
  },
  {
    words: 'import undo',
    argument: 'ID',
    about: { en: 'Take an import back; what was revised or used since stays', ko: '가져오기 되돌리기(이후 개정·사용된 것은 남음)' },
    options: undoOptions,
    example: 'sojae import undo 01933b5e-9f3a-7c11-8a55-0c2f6f0f9a10 --check',
    load: () => import('./import-undo.ts'),
  },
]
