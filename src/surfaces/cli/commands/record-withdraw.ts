import { getRecord, withdrawRecord } from '#contract/operations/record.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import type { withdrawOptions } from './record.ts'

/** Takes a record out of the hub; `record return` brings it back. */
export async function run({ argument: id, options, language }: Asked<typeof withdrawOptions>): Promise<Outcome> {
  const client = await connect(language)
  const { revision: upon, content } = await client.call(getRecord, { params: { id } })
  const answer = await client.call(withdrawRecord, { params: { id }, body: { upon, reason: options.reason } })
  return {
    json: answer,
    text: () => ({
      en: `“${content.name}” is withdrawn. To bring it back: sojae record return ${id} --reason TEXT`,
      ko: `‘${content.name}’ 기록을 철회했습니다. 복원: sojae record return ${id} --reason TEXT`,
    })[language],
  }
}
