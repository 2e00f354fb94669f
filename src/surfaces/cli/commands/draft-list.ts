import { formulaText } from '#science/chemistry/formula-parts.ts'
import { listDrafts } from '#contract/operations/draft.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { draftState } from '../draft-text.ts'
import { moment } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the drafts that one has and those that one may review. */
export async function run({ options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const answer = await client.all(listDrafts, { params: { hub: options.hub } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: { name: 'Name', template: 'Template', state: 'State', author: 'Author', at: 'Changed', none: 'No drafts.' },
        ko: { name: '이름', template: '템플릿', state: '상태', author: '작성자', at: '변경', none: '초안이 없습니다.' },
      }[language]
      const drafts = [...answer.review, ...answer.own]
      if (drafts.length === 0) return words.none
      const rows = drafts.map(({ id, name, template, state, author, changed_at }) => [
        formulaText(name), template, draftState(state, language), author.name, moment(changed_at), id,
      ])
      return textTable([
        { title: words.name, shrinks: true }, { title: words.template, shrinks: true }, { title: words.state }, { title: words.author },
        { title: words.at }, { title: 'ID' },
      ], rows, terminalWidth())
    },
  }
}
