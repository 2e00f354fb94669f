import { listBulkEdits } from '#contract/operations/bulk-edit.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { changeText, EDIT_STATES } from '../edit-text.ts'
import { count, moment } from '../number-text.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'
import type { editsOptions } from './record-edits.ts'

/** Lists changes that were made to many records. */
export async function run({ options: { hub, ...page }, language }: Asked<typeof editsOptions>): Promise<Outcome> {
  const found = await (await connect(language)).call(listBulkEdits, { params: { hub }, query: page })
  const words = {
    en: { none: 'No change was made to many records yet.', change: 'Change', records: 'Records', state: 'State', at: 'When', by: 'By', next: 'More: add --cursor' },
    ko: { none: '여러 기록에 한 변경이 아직 없습니다.', change: '변경', records: '기록', state: '상태', at: '일시', by: '작성자', next: '이어서 보기: --cursor' },
  }[language]
  return {
    json: found,
    text: () => (found.edits.length === 0 ? words.none : [
      textTable([
        { title: words.change, shrinks: true }, { title: words.records, right: true }, { title: words.state }, { title: words.at }, { title: words.by }, { title: 'ID' },
      ], found.edits.map(({ id, change, report, state, created_at, created_by }) => [
        changeText(change), count(report.changed, language), EDIT_STATES[language][state], moment(created_at), created_by, id,
      ]), terminalWidth()),
      ...(found.next ? [`${words.next} ${found.next}`] : []),
    ].join('\n\n')),
  }
}
