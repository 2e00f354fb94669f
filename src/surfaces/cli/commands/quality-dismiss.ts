import { dismissFinding } from '#contract/operations/quality.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { decideOptions } from './quality.ts'

/** Says that a finding is of no account. */
export async function run({ argument: id, options: { reason }, language }: Asked<typeof decideOptions>): Promise<Outcome> {
  const client = await connect(language)
  const finding = await client.call(dismissFinding, { params: { id }, body: { reason } })
  return {
    json: finding,
    text: () => ({
      en: `Dismissed: ${finding.label.en}, ${finding.record.name}. It does not come back while the record stays the same.`,
      ko: `기각함: ${finding.label.ko}, ${finding.record.name}. 기록이 바뀌지 않는 한 다시 나오지 않습니다.`,
    })[language],
  }
}
