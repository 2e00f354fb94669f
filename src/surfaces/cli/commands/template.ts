import type { Command } from '../command.ts'
import { HUB } from '../option.ts'

export const TEMPLATE_COMMANDS: readonly Command[] = [
  {
    words: 'template list',
    about: { en: 'Templates that records may follow', ko: '기록에 쓸 수 있는 템플릿' },
    options: HUB,
    example: 'sojae template list',
    load: () => import('./template-list.ts'),
  },
  {
    words: 'template show',
    argument: 'NAME',
    about: { en: 'The fields of a template with units and terms', ko: '템플릿의 필드, 단위, 용어' },
    options: HUB,
    example: 'sojae template show tension_test',
    load: () => import('./template-show.ts'),
  },
]
