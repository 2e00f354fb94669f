import { getFacets } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, plainNumber } from '../number-text.ts'
import { recordFilter } from '../record-filter.ts'
import { labelled } from '../text-table.ts'
import type { filterOptions } from './record.ts'

/** Counts what a query finds, by stage, template, element and origin; and a histogram of `--field`. */
export async function run({ argument, options, language }: Asked<typeof filterOptions>): Promise<Outcome> {
  const client = await connect(language)
  const query = recordFilter(argument, options, 'record facets')
  const facets = await client.call(getFacets, { params: { hub: options.hub }, query })
  return {
    json: facets,
    text: () => {
      const words = {
        en: { total: 'Records', stages: 'Stages', templates: 'Templates', elements: 'Elements', origins: 'Origins', fields: 'Numbers' },
        ko: { total: '기록', stages: '단계', templates: '템플릿', elements: '원소', origins: '구분', fields: '수치 필드' },
      }[language]
      const counts = (title: string, by: Readonly<Record<string, number>>) => {
        const rows = Object.entries(by).sort(([, a], [, b]) => b - a).map(([name, n]) => [`  ${name}`, count(n, language)] as const)
        return rows.length > 0 ? [`${title}\n${labelled(rows)}`] : []
      }
      const { histogram } = facets
      const bins = (histogram?.counts ?? []).map((n, at) => [
        `  ${plainNumber(histogram!.edges[at]!)} … ${plainNumber(histogram!.edges[at + 1]!)} ${histogram!.unit}`, count(n, language),
      ] as const)
      return [
        labelled([[words.total, count(facets.total, language)]]),
        ...counts(words.stages, facets.stages), ...counts(words.templates, facets.templates), ...counts(words.origins, facets.origins),
        ...counts(words.elements, facets.elements),
        ...counts(words.fields, Object.fromEntries(facets.fields.map(({ field, unit, records }) => [`${field} [${unit}]`, records]))),
        ...(bins.length > 0 ? [`${options.field}\n${labelled(bins)}`] : []),
      ].join('\n\n')
    },
  }
}
