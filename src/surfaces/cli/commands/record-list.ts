import { askedComposition } from '#science/chemistry/asked-composition.ts'
import { elementsOf } from '#science/chemistry/composition.ts'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import { Refusal } from '#science/refusal.ts'
import { readSearchText } from '#contract/search-text.ts'
import { searchRecords } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import { recordFilter } from '../record-filter.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import { valuesText } from '../value-text.ts'
import type { listOptions } from './record.ts'

/** Lists the records that a query finds and that pass all filters. */
export async function run({ argument, options, language }: Asked<typeof listOptions>): Promise<Outcome> {
  const { hub, limit, cursor } = options
  const filter = recordFilter(...wordsOrQuery(argument, options), 'record list')
  const client = await connect(language)
  const found = await client.call(searchRecords, {
    params: { hub },
    query: { ...filter, limit, cursor },
  }).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'query.syntax' ? withTextAdvice(error) : error
  })
  const asked = askedComposition(filter.text ?? '')
  return {
    json: found,
    text: () => {
      const words = {
        en: {
          name: 'Name', template: 'Template', origin: 'Origin', values: 'Values',
          none: 'No record passes these filters.', shown: 'of', next: 'More: add --cursor',
          behind: (n: string) => `${n} records are still on their way into lists; ask again in a moment.`,
          words: (words: string) => `“${words}” is no condition and was looked for as words of a name or a formula, as by --text.`,
          composition: 'Also by composition: exactly the elements',
        },
        ko: {
          name: '이름', template: '템플릿', origin: '구분', values: '값', none: '조건에 맞는 기록이 없습니다.', shown: '/',
          next: '이어서 보기: --cursor',
          behind: (n: string) => `기록 ${n}건을 목록에 반영하고 있습니다. 잠시 후 다시 확인하십시오.`,
          words: (words: string) => `“${words}”은(는) 조건이 아니어서 --text처럼 이름의 낱말이나 화학식으로 찾았습니다.`,
          composition: '조성으로도 검색: 다음 원소로만 된 기록',
        },
      }[language]
      const reading = [
        ...(filter.text !== undefined && options.text === undefined ? [words.words(filter.text)] : []),
        ...(asked ? [`${words.composition} ${elementsOf(asked).join(', ')}`] : []),
      ]
      if (found.total === 0) return [words.none, ...reading].join('\n\n')
      const rows = found.records.map(({ id, name, about, template, origin, state, values }) => [
        formulaText(about && !sharesStart(name, about) ? `${name} (${about})` : name), template.split('@')[0]!,
        state === 'done' ? origin : `${origin}, ${state}`,
        valuesText(values, language), id,
      ])
      return [
        textTable([
          { title: words.name, shrinks: true }, { title: words.template, shrinks: true }, { title: words.origin },
          { title: words.values, shrinks: true }, { title: 'ID' },
        ], rows, terminalWidth()),
        `${count(found.records.length, language)} ${words.shown} ${count(found.total, language)}`
          + (found.next ? ` · ${words.next} ${found.next}` : ''),
        ...(found.freshness.behind > 0 ? [words.behind(count(found.freshness.behind, language))] : []),
        ...reading,
      ].join('\n\n')
    },
  }
}

/** One word that is no query, such as `HT-21`, is looked for as a word, as the search box of a page does; several may be a slip in a query. */
function wordsOrQuery(argument: string, options: Asked<typeof listOptions>['options']): [string, Asked<typeof listOptions>['options']] {
  const read = readSearchText(argument)
  const isWords = read.is === 'words' && read.slip === null && !/\s/.test(argument.trim()) && options.text === undefined
  return isWords ? ['', { ...options, text: argument }] : [argument, options]
}

/** Whoever typed words or a formula where a query belongs is told where they go. */
function withTextAdvice({ code, text, details }: Refusal): Refusal {
  return new Refusal(code, {
    en: `${text.en} Words of a name and formulas go with --text, or as name contains "HT-21".`,
    ko: `${text.ko} 이름의 낱말이나 화학식은 --text로, 또는 name contains "HT-21"처럼 찾으십시오.`,
  }, details)
}

/** Whether a record's name already begins with that of what it is about. */
function sharesStart(name: string, about: string): boolean {
  return name.split(' · ')[0] === about.split(' · ')[0]
}
