import { mediaTypeOf } from '#contract/files/media-type-of.ts'
import { addressFault } from '#contract/files/file-address.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Asked, Outcome } from '../command.ts'
import { hashLocal } from '../hash-local.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { referOptions } from './file.ts'

/** Says how a record names a file that is kept elsewhere: size and SHA-256 are worked out here, nothing is sent. */
export async function run({ argument, options: { address, name }, language }: Asked<typeof referOptions>): Promise<Outcome> {
  const fault = addressFault(address)
  if (fault) throw wrongUsage('address', fault, 'file refer')
  const { sha256, size, name: own } = await hashLocal(argument, language)
  const value = { type: 'file', address, sha256, size, name: name ?? own, media_type: mediaTypeOf(name ?? own) }
  return {
    json: value,
    text: () => ({
      en: `${formatBytes(size, 'en')}, read here and not sent. A record names it so:\n${JSON.stringify(value)}`,
      ko: `${formatBytes(size, 'ko')}. 여기서 읽었을 뿐 보내지 않았습니다. 기록에는 다음과 같이 씁니다:\n${JSON.stringify(value)}`,
    })[language],
  }
}
