import { getOverview } from '#contract/operations/hub.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { HUB } from '../option.ts'
import { count } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { labelled, textTable } from '../text-table.ts'

/** Shows the five stages with what each holds, and the work that runs. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const overview = await client.call(getOverview, { params: { hub: options.hub } })
  return {
    json: overview,
    text: () => {
      const words = {
        en: {
          stage: 'Stage', records: 'Records', templates: 'Of which', sources: 'Sources', origins: 'Origins',
          models: 'Models', campaigns: 'Campaigns', jobs: 'Running now',
        },
        ko: {
          stage: '단계', records: '기록', templates: '구성', sources: '출처', origins: '출처 구분', models: '모델',
          campaigns: '캠페인', jobs: '진행 중',
        },
      }[language]
      const rows = overview.stages.map(({ label, records, templates }) => [
        label[language], count(records, language),
        templates.filter((one) => one.records > 0)
          .map((one) => `${one.label[language]} ${count(one.records, language)}`).join(', '),
      ])
      const origins = Object.entries(overview.origins)
        .map(([origin, n]) => `${origin} ${count(n, language)}`).join(', ')
      const jobs = overview.jobs
        .map(({ kind, progress, id }) => `${kind} ${Math.floor(progress * 100)} % (${id})`).join(', ')
      return [
        `${overview.title[language]} (${overview.slug})`,
        textTable([
          { title: words.stage }, { title: words.records, right: true }, { title: words.templates, shrinks: true },
        ], rows, terminalWidth()),
        labelled([
          [words.records, count(overview.records, language)],
          ...(origins ? [[words.origins, origins] as const] : []),
          [words.sources, count(overview.sources, language)],
          [words.models, count(overview.models, language)],
          [words.campaigns, count(overview.campaigns, language)],
          ...(jobs ? [[words.jobs, jobs] as const] : []),
        ]),
      ].join('\n\n')
    },
  }
}
