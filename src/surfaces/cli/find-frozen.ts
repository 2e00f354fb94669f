import { Refusal } from '#science/refusal.ts'
import type { Client } from '#contract/client.ts'
import type { AnswerOf } from '#contract/operation.ts'
import { listFrozenTables } from '#contract/operations/table.ts'

type Frozen = AnswerOf<typeof listFrozenTables>['frozen'][number]

/** A table's frozen table by its number; refuses `frozen_table.not_found` with the numbers that there are. */
export async function findFrozen(client: Client, table: string, n: number): Promise<Frozen> {
  const { frozen } = await client.all(listFrozenTables, { params: { id: table } })
  const found = frozen.find((one) => one.n === n)
  if (found) return found
  const numbers = frozen.map((one) => one.n).toReversed().join(', ')
  throw new Refusal('frozen_table.not_found', {
    en: `There is no frozen table ${n}; ${numbers ? `there are: ${numbers}.` : 'freeze the table first: sojae table freeze NAME'}`,
    ko: `동결본 ${n}이(가) 없습니다. ${numbers ? `있는 것: ${numbers}.` : '먼저 동결하십시오: sojae table freeze NAME'}`,
  }, { n, table })
}
