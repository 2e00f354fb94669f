import { getInstallation, setFileQuota } from '#contract/operations/account.ts'
import { formatBytes } from '#science/quantities/format-bytes.ts'
import { Refusal } from '#science/refusal.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { wrongUsage } from '../usage-refusal.ts'
import type { quotaOptions } from './people.ts'

const GIGABYTE = 1e9

/** Shows what the files of a hub take and may take; limits it, or lifts the limit. */
export async function run({ argument, options, language }: Asked<typeof quotaOptions>): Promise<Outcome> {
  const { gigabytes, none } = options
  if (none && gigabytes !== undefined) {
    throw wrongUsage('both', {
      en: 'Give --gigabytes or --none, not both.', ko: '--gigabytes와 --none 중 하나만 지정하십시오.',
    }, 'hub quota')
  }
  const client = await connect(language)
  const set = (quota: number | null) => client.call(setFileQuota, { params: { hub: argument }, body: { quota } })
  const room = none ? await set(null) : gigabytes === undefined
    ? (await client.call(getInstallation)).files.hubs.find(({ slug }) => slug === argument)
    : await set(Math.round(gigabytes * GIGABYTE))
  if (!room) {
    throw new Refusal('hub.not_found', { en: `There is no hub “${argument}”.`, ko: `‘${argument}’ 허브가 없습니다.` }, { hub: argument })
  }
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
