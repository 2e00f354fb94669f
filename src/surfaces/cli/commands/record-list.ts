import { askedComposition } from '#science/chemistry/asked-composition.ts'
import { elementsOf } from '#science/chemistry/composition.ts'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import { Refusal } from '#science/refusal.ts'
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
  const filter = recordFilter(argument, options, 'record list')
  const client = await connect(language)
  const found = await client.call(searchRecords, {
    params: { hub },
    query: { ...filter, limit, cursor },
  }).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'query.syntax' ? withTextAdvice(error) : error
  })
  const asked = askedComposition(options.text ?? '')
  return {
    json: found,
    text: () => {
      const words = {
        en: {
          name: 'Name', template: 'Template', origin: 'Origin', values: 'Values',
          none: 'No record passes these filters.', shown: 'of', next: 'More: add --cursor',
          behind: (n: string) => `${n} records are still on their way into lists; ask again in a moment.`,
          composition: 'Also by composition: exactly the elements',
        },
        ko: {
          name: '이름', template: '템플릿', origin: '구분', values: '값', none: '조건에 맞는 기록이 없습니다.', shown: '/',
          next: '이어서 보기: --cursor',
          behind: (n: string) => `기록 ${n}건을 목록에 반영하고 있습니다. 잠시 후 다시 확인하십시오.`,
          composition: '조성으로도 검색: 다음 원소로만 된 기록',
        },
      }[language]
      const reading = asked ? [`${words.composition} ${elementsOf(asked).join(', ')}`] : []
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

/** Whoever typed words or a formula where a query belongs is told where they go. */
function withTextAdvice({ code, text, details }: Refusal): Refusal {
  return new Refusal(code, {
    en: `${text.en} Words of a name and formulas go with --text.`,
    ko: `${text.ko} 이름의 낱말이나 화학식은 --text로 찾으십시오.`,
  }, details)
}

/** Whether a record's name already begins with that of what it is about. */
function sharesStart(name: string, about: string): boolean {
  return name.split(' · ')[0] === about.split(' · ')[0]
}
