import { freezeTable, getFrozenTable } from '#contract/operations/table.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findTable } from '../find-table.ts'
import { frozenText } from '../frozen-text.ts'
import type { HUB } from '../option.ts'
import { waitForJob } from '../wait-for-job.ts'

const FREEZING = { en: 'Freezing', ko: '동결 중' }

/** Keeps a table as it stands, as Parquet with the record behind every cell. */
export async function run({ argument, options, language }: Asked<typeof HUB>): Promise<Outcome> {
  const client = await connect(language)
  const table = await findTable(client, options.hub, argument)
  const started = await client.call(freezeTable, { params: { id: table } })
  if (started.job) await waitForJob(client, started.job, { title: FREEZING, language })
  const frozen = await client.call(getFrozenTable, { params: { id: started.id } })
  return { json: frozen, text: () => frozenText(frozen, language) }
}
