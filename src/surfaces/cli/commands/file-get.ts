import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { writeDownload } from '../host/write-download.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { getOptions } from './file.ts'

/** Fetches a kept file back, byte for byte. */
export async function run({ argument, options, language, json }: Asked<typeof getOptions>): Promise<Outcome> {
  const sha256 = argument.toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new Refusal('file.not_found', {
      en: `There is no such file: ${argument}. A file is named by its SHA-256, 64 hexadecimal digits; the import shows it.`,
      ko: `그런 파일이 없습니다: ${argument}. 파일은 16진수 64자리의 SHA-256으로 지정하며, 가져오기 결과에 나와 있습니다.`,
    }, { file: argument })
  }
  if (json && options.out === undefined) {
    throw wrongUsage('out_missing', {
      en: '--json needs -o FILE: the file and the JSON cannot share stdout.',
      ko: '--json에는 -o FILE이 필요합니다. 파일과 JSON을 함께 표준 출력에 쓸 수 없습니다.',
    }, 'file get')
  }
  const client = await connect(language)
  const response = await client.request(`/files/${sha256}`)
  const size = await writeDownload(response.body ?? new ReadableStream(), sha256, options.out)
  if (options.out === undefined) return 'raw'
  return {
    json: { sha256, size, file: options.out },
    text: () => ({
      en: `${options.out}: ${formatBytes(size, 'en')}, SHA-256 as asked`,
      ko: `${options.out}: ${formatBytes(size, 'ko')}, SHA-256 일치`,
    })[language],
  }
}
