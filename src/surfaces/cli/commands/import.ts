import type { Command } from '../command.ts'
import { HUB } from '../option.ts'

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
]
