import { acceptFinding } from '#contract/operations/quality.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { decideOptions } from './quality.ts'

/** Writes what a finding proposes as a revision of its record. */
export async function run({ argument: id, options: { reason }, language }: Asked<typeof decideOptions>): Promise<Outcome> {
  const client = await connect(language)
  const record = await client.call(acceptFinding, { params: { id }, body: { reason } })
  return {
    json: record,
    text: () => ({
      en: `“${record.content.name}” is at revision ${record.revision} now. To take it back: sojae record restore ${record.id} --revision ${record.revision - 1} --reason TEXT`,
      ko: `‘${record.content.name}’ 기록이 개정 ${record.revision}이(가) 되었습니다. 되돌리기: sojae record restore ${record.id} --revision ${record.revision - 1} --reason TEXT`,
    })[language],
  }
}
