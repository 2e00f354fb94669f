import type { HubSchema } from '#contract/schemas/account.ts'
import type { Language } from '#science/refusal.ts'
import type { z } from 'zod'
import { count } from './number-text.ts'
import { textTable } from './text-table.ts'

type Hub = z.infer<typeof HubSchema>

/** Hubs in lines, with the role that one has in each. */
export function hubTable(hubs: readonly Hub[], language: Language): string {
  const words = {
    en: { hub: 'Hub', title: 'Title', role: 'Role', records: 'Records' },
    ko: { hub: '허브', title: '이름', role: '역할', records: '기록' },
  }[language]
  return textTable([
    { title: words.hub }, { title: words.title }, { title: words.role }, { title: words.records, right: true },
  ], hubs.map(({ slug, title, role, records }) => [slug, title[language], role, count(records, language)]))
}
