import { formatBytes } from '#science/quantities/format-bytes.ts'
import { countExport } from '#contract/operations/explore.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { writeDownload } from '../host/write-download.ts'
import { count } from '../number-text.ts'
import { recordFilter } from '../record-filter.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { exportOptions } from './record.ts'

/** Writes a list as CSV or JSON lines while the hub reads it. */
export async function run({ argument, options, language, json }: Asked<typeof exportOptions>): Promise<Outcome> {
  const { hub, out, format } = options
  if (json && out === undefined) {
    throw wrongUsage('out_missing', {
      en: '--json needs -o FILE: the file and the JSON cannot share stdout.',
      ko: '--json에는 -o FILE이 필요합니다. 파일과 JSON을 함께 표준 출력에 쓸 수 없습니다.',
    }, 'record export')
  }
  const filter = recordFilter(argument, options, 'record export')
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const client = await connect(language)
  const response = await client.request(`/hubs/${encodeURIComponent(hub)}/records/export?${query}`)
  const size = await writeDownload(response.body ?? new ReadableStream(), null, out)
  if (out === undefined) return 'raw'
  const { found, alongside, lines } = await client.call(countExport, { params: { hub }, query: filter })
  const held = format === 'csv' ? { rows: total(found), found } : { lines, found, alongside }
  return {
    json: { file: out, size, format, ...held },
    text: () => {
      const words = WORDS[language]
      const list = (counts: readonly Counted[]) => counts.map(({ n, label }) => `${count(n, language)} ${label[language]}`).join(', ')
      const what = format === 'csv' ? words.csv(count(total(found), language)) : words.jsonl(count(lines, language), list(found))
      const others = format === 'jsonl' && alongside.length > 0 ? [words.alongside(list(alongside))] : []
      return [`${out}: ${formatBytes(size, language)}`, what, ...others].join('\n')
    },
  }
}

type Counted = AnswerOf<typeof countExport>['found'][number]

function total(counts: readonly Counted[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0)
}

const WORDS = {
  en: {
    csv: (rows: string) => `One row for each record found (${rows}), its fields with their units as columns.`,
    jsonl: (lines: string, found: string) => `${lines} lines, one a record. Found: ${found || 'nothing'}.`,
    alongside: (list: string) => `With them what they are of or were made from, so that an import can read the file: ${list}.`,
  },
  ko: {
    csv: (rows: string) => `찾은 기록마다 한 행(${rows}행)이며, 필드와 단위가 열입니다.`,
    jsonl: (lines: string, found: string) => `${lines}줄, 기록마다 한 줄입니다. 찾은 기록: ${found || '없음'}.`,
    alongside: (list: string) => `다시 가져올 수 있도록 함께 담은 대상 소재: ${list}.`,
  },
} as const
