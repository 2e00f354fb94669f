import type { Language, Text } from '#science/refusal.ts'
import { m } from '../../messages/compiled/messages.js'
import { participantLabel } from '../../shown/word-labels.ts'
import { fieldOf } from './column-field.ts'
import type { Template } from './column-field.ts'
import type { TableDefinition } from './definition-words.ts'

type Path = TableDefinition['columns'][number]['path']

/** What a column within reach is called, with roles in words that the hub has only here; `label` is what the hub calls it. */
export function columnLabel({ path, label }: { path: Path; label: Text }, templates: readonly Template[]): Text {
  const called = (name: string, locale: Language) => templates.find(({ template }) => template === name)?.label[locale] ?? name
  const inBoth = (say: (locale: Language) => string): Text => ({ en: say('en'), ko: say('ko') })
  if (path.from === 'amount') {
    return inBoth((locale) => {
      const material = path.of === undefined ? [] : [called(path.of, locale)]
      const what = [...(path.role === undefined ? [] : [participantLabel(path.role, locale)]), ...material].join(' · ')
      return m.table_amount_of({ what, process: called(path.template, locale) }, { locale })
    })
  }
  const field = path.from === 'up' && path.role !== undefined ? fieldOf(path, path.template, templates) : undefined
  if (path.from !== 'up' || !field) return label
  return inBoth((locale) => m.table_of_role({ what: field.label[locale], role: participantLabel(path.role!, locale) }, { locale }))
}
