import { formatBytes } from '#science/quantities/format-bytes.ts'
import { listFrozenTables } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findTable } from '../find-table.ts'
import { count, moment } from '../number-text.ts'
import type { HUB } from '../option.ts'
import { terminalWidth } from '../output.ts'
import { textTable } from '../text-table.ts'

/** Lists the frozen tables of a table's name. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const table = await findTable(client, options.hub, argument)
  const answer = await client.all(listFrozenTables, { params: { id: table } })
  return {
    json: answer,
    text: () => {
      const words = {
        en: {
          n: 'Number', version: 'Version', state: 'State', rows: 'Rows', size: 'Size', at: 'At', by: 'By',
          none: `Not frozen yet. Freeze it: sojae table freeze ${argument}`,
        },
        ko: {
          n: '번호', version: '판', state: '상태', rows: '행', size: '크기', at: '시각', by: '동결한 사람',
          none: `아직 동결하지 않았습니다. 동결: sojae table freeze ${argument}`,
        },
      }[language]
      if (answer.frozen.length === 0) return words.none
      const rows = answer.frozen.map(({ n, version, state, rows: length, parquet, created_at, created_by }) => [
        String(n), String(version), state, length === null ? '' : count(length, language),
        parquet ? formatBytes(parquet.size, language) : '', moment(created_at), created_by, parquet?.sha256 ?? '',
      ])
      return textTable([
        { title: words.n, right: true }, { title: words.version, right: true }, { title: words.state },
        { title: words.rows, right: true }, { title: words.size, right: true }, { title: words.at }, { title: words.by, shrinks: true },
        { title: 'SHA-256' },
      ], rows, terminalWidth())
    },
  }
}
