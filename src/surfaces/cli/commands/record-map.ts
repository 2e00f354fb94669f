import { formulaText } from '#science/chemistry/formula-parts.ts'
import { columnAddress } from '#contract/column-address.ts'
import { getPieceMap } from '#contract/operations/explore.ts'
import { titleWithUnit } from '#contract/files/table-csv.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { count } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import { cellText } from '../value-text.ts'
import type { mapOptions } from './record.ts'

/** Shows the pieces of a material with their places and what one quantity is for each. */
export async function run({ argument, options, language }: Asked<typeof mapOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { pieces, colour: by, unit } = options
  const answer = await client.call(getPieceMap, { params: { id: argument }, query: { pieces, colour: by, unit } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          none: 'It has no pieces of a template with position_x and position_y.', name: 'Name', steps: 'Steps', record: 'Read from',
          unplaced: 'without a place', choices: 'Colour can be',
        },
        ko: {
          none: 'position_x와 position_y가 있는 템플릿의 조각이 없습니다.', name: '이름', steps: '단계', record: '읽은 기록',
          unplaced: '개는 위치 없음', choices: '고를 수 있는 색',
        },
      }[language]
      const { map } = answer
      if (!map) return words.none
      const { x, y, colour, columns, points, unplaced } = map
      const number = (text: boolean) => ({ right: !text, shrinks: text })
      const table = textTable(
        [
          { title: words.name, shrinks: true }, { title: titleWithUnit(x), right: true }, { title: titleWithUnit(y), right: true },
          ...colour ? [{ title: titleWithUnit({ ...colour, name: columnAddress(colour.path) }), ...number(colour.kind !== 'number') }] : [],
          { title: words.steps, right: true }, { title: words.record },
        ],
        points.map((point) => [
          formulaText(point.name), cellText(point.x), cellText(point.y), ...colour ? [cellText(point.colour)] : [],
          String(point.colour?.steps ?? ''), point.colour?.record ?? '',
        ]),
        terminalWidth(),
      )
      const without = language === 'ko' ? `${count(unplaced, language)}${words.unplaced}` : `${count(unplaced, language)} ${words.unplaced}`
      return [
        table, '', ...unplaced > 0 ? [without] : [], `${words.choices}: ${columns.map(({ path }) => columnAddress(path)).join(', ')}`,
      ].join('\n')
    },
  }
}
