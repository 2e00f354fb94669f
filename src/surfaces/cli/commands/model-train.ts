import { createModel, getModel } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findFrozen } from '../find-frozen.ts'
import { findTable } from '../find-table.ts'
import { modelText } from '../model-text.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { trainOptions } from './model.ts'

const TRAINING = { en: 'Training', ko: '학습 중' }

/** Trains a model on a table of the hub and shows its card. */
export async function run({ argument, options, language }: Asked<typeof trainOptions>): Promise<Outcome> {
  const { hub, target, inputs, groups, frozen, log_target, seed } = options
  const client = await connect(language)
  const table = await findTable(client, hub, argument)
  const kept = frozen === undefined ? null : await findFrozen(client, table, frozen)
  const body = {
    table, ...(kept && { frozen: kept.id }), target, inputs: [...inputs], log_target, seed,
    ...(groups.length > 0 && { groups: [...groups] }),
  }
  const started = await client.call(createModel, { params: { hub }, body })
  if (started.job) await waitForJob(client, started.job, { title: TRAINING, language })
  const model = await client.call(getModel, { params: { id: started.id } })
  return { json: model, text: () => modelText(model, language) }
}
