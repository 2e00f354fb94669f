import { setFileQuota } from '#contract/operations/account.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { quotaOptions } from './people.ts'

const GIGABYTE = 1e9

/** Limits what the files of a hub may take, or lifts the limit. */
export async function run({ argument, options, language }: Asked<typeof quotaOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { gigabytes } = options
  const room = await client.call(setFileQuota, {
    params: { hub: argument }, body: { quota: gigabytes === undefined ? null : Math.round(gigabytes * GIGABYTE) },
  })
  const used = formatBytes(room.bytes, language)
  const allowed = room.quota === null ? null : formatBytes(room.quota, language)
  return {
    json: room,
    text: () => ({
      en: allowed === null ? `${room.slug}: ${used}, no limit.` : `${room.slug}: ${used} of ${allowed}.`,
      ko: allowed === null ? `${room.slug}: ${used}, 한도 없음.` : `${room.slug}: ${allowed} 중 ${used}.`,
    })[language],
  }
}
