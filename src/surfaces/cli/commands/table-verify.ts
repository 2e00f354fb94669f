import { Refusal } from '#science/refusal.ts'
import { verifyFrozenTable } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findFrozen } from '../find-frozen.ts'
import { findTable } from '../find-table.ts'
import { count } from '../number-text.ts'
import type { verifyOptions } from './table.ts'

/** Has the hub compute the hashes behind a frozen table again; refused where one differs. */
export async function run({ argument, options, language }: Asked<typeof verifyOptions>): Promise<Outcome> {
  const client = await connect(language)
  const table = await findTable(client, options.hub, argument)
  const frozen = await findFrozen(client, table, options.frozen)
  const answer = await client.call(verifyFrozenTable, { params: { id: frozen.id } })
  if (answer.differing > 0) {
    const [first] = answer.named
    throw new Refusal('table.revision_differs', {
      en: `${answer.differing} of ${answer.records} revisions behind the frozen table are not what they were; the first is `
        + `revision ${first!.revision} of record ${first!.record}. Compare it with the table's Parquet and a back-up.`,
      ko: `동결본 뒤의 개정본 ${answer.records}개 중 ${answer.differing}개가 동결 당시와 다릅니다. 첫 번째: 기록 ${first!.record}의 개정 `
        + `${first!.revision}. 표의 Parquet 및 백업과 비교하십시오.`,
    }, answer)
  }
  const n = (value: number) => count(value, language)
  return {
    json: answer,
    text: () => ({
      en: `Both files and all ${n(answer.records)} revisions behind them are what they were; records revised since: ${n(answer.revised)}.`,
      ko: `두 파일과 그 뒤의 개정본 ${n(answer.records)}개가 모두 동결 당시와 같습니다. 이후 개정된 기록: ${n(answer.revised)}개.`,
    })[language],
  }
}
