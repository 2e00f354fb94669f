import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'

export const showOptions = options({
  version: { kind: 'whole', placeholder: 'N', min: 1, about: { en: 'Version (default: the newest)', ko: '버전(기본값: 최신)' } },
  ...HUB,
})

export const RECIPE_COMMANDS: readonly Command[] = [
  {
    words: 'recipe list',
    about: { en: 'Recipes that this hub keeps, and those that are shipped', ko: '이 허브가 보관한 레시피와 기본 제공 레시피' },
    options: HUB,
    example: 'sojae recipe list',
    load: () => import('./recipe-list.ts'),
  },
  {
    words: 'recipe show',
    argument: 'NAME',
    about: { en: 'A recipe as YAML, to keep or change', ko: '보관하거나 고칠 수 있는 YAML로 레시피 출력' },
    options: showOptions,
    example: 'sojae recipe show mpea',
    load: () => import('./recipe-show.ts'),
  },
  {
    words: 'recipe draft',
    argument: 'FILE.csv',
    about: { en: 'A recipe to begin with, guessed from a sheet', ko: '시트에서 추정한 레시피 초안' },
    options: HUB,
    example: 'sojae recipe draft tests.csv > recipe.yaml',
    load: () => import('./recipe-draft.ts'),
  },
]
