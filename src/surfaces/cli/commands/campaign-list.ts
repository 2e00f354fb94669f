import { listCampaigns } from '#contract/operations/campaign.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count, figure, moment, NONE } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the campaigns of a hub. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listCampaigns, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          name: 'Name', goal: 'Goal', best: 'Best known', proposals: 'Proposals', at: 'Opened',
          none: 'No campaigns yet. Begin with: sojae campaign draft MODEL --process NAME@N > campaign.yaml',
        },
        ko: {
          name: '이름', goal: '목표', best: '현재 최고', proposals: '제안', at: '시작',
          none: '캠페인이 없습니다. 시작: sojae campaign draft MODEL --process NAME@N > campaign.yaml',
        },
      }[language]
      if (answer.campaigns.length === 0) return words.none
      const rows = answer.campaigns.map(({ id, request, target, target_unit, best, proposals, created_at }) => [
        request.name, `${request.goal} ${target}`, best ? `${figure(best.observed)} ${target_unit ?? ''}`.trim() : NONE,
        count(proposals, language), moment(created_at), id,
      ])
      return textTable([
        { title: words.name, shrinks: true }, { title: words.goal, shrinks: true }, { title: words.best, right: true },
        { title: words.proposals, right: true }, { title: words.at }, { title: 'ID' },
      ], rows, terminalWidth())
    },
  }
}
