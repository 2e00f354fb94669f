import type { Command } from '../command.ts'
import { HUB, options } from '../option.ts'
import { filterOptions } from './record.ts'

export const saveOptions = options({
  name: { kind: 'text', placeholder: 'NAME', required: true, about: { en: 'How it is called among your searches', ko: '저장할 이름' } },
  ...filterOptions,
})

export const searchOptions = HUB

export const SEARCH_COMMANDS: readonly Command[] = [
  {
    words: 'search save',
    argument: '[QUERY]',
    about: { en: 'Keep a search, to be told what is new in it', ko: '검색을 저장하고 새 기록 알림 받기' },
    options: saveOptions,
    example: 'sojae search save "yield_strength > 800 MPa" --name "strong ones"',
    load: () => import('./search-save.ts'),
  },
  {
    words: 'search list',
    about: { en: 'Your saved searches, and how many records are new in each', ko: '저장한 검색과 각각의 새 기록 수' },
    options: searchOptions,
    example: 'sojae search list --json',
    load: () => import('./search-list.ts'),
  },
  {
    words: 'search seen',
    argument: 'NAME',
    about: { en: 'You have looked at what is new in a saved search', ko: '저장한 검색의 새 기록을 확인함으로 표시' },
    options: searchOptions,
    example: 'sojae search seen "strong ones"',
    load: () => import('./search-seen.ts'),
  },
  {
    words: 'search delete',
    argument: 'NAME',
    about: { en: 'Forget a saved search', ko: '저장한 검색 삭제' },
    options: searchOptions,
    example: 'sojae search delete "strong ones"',
    load: () => import('./search-delete.ts'),
  },
]
