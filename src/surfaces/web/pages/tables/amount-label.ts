import type { Language, Text } from '#science/refusal.ts'
import { m } from '../../messages/compiled/messages.js'
import { participantLabel } from '../../shown/word-labels.ts'
import type { Template } from './column-field.ts'
import type { TableDefinition } from './definition-words.ts'

type AmountPath = Extract<TableDefinition['columns'][number]['path'], { from: 'amount' }>

/** What a column of amounts is called, with roles in words that the hub has only here. */
export function amountLabel({ template, role, of }: AmountPath, templates: readonly Template[]): Text {
  const called = (name: string, language: Language) => (
    templates.find((one) => one.template === name)?.label[language] ?? name
  )
  const label = (locale: Language) => {
    const material = of === undefined ? [] : [called(of, locale)]
    const what = [...(role === undefined ? [] : [participantLabel(role, locale)]), ...material].join(' · ')
    return m.table_amount_of({ what, process: called(template, locale) }, { locale })
  }
  return { en: label('en'), ko: label('ko') }
}
