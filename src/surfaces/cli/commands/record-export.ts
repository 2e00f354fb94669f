import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { writeDownload } from '../host/write-download.ts'
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
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(recordFilter(argument, options, 'record export'))) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const client = await connect(language)
  const response = await client.request(`/hubs/${encodeURIComponent(hub)}/records/export?${query}`)
  const size = await writeDownload(response.body ?? new ReadableStream(), null, out)
  if (out === undefined) return 'raw'
  return { json: { file: out, size, format }, text: () => `${out}: ${formatBytes(size, language)}` }
}
