import { createModel, getModel } from '#contract/operations/model.ts'
import type { Asked, Outcome } from '../command.ts'
import { connect } from '../connect.ts'
import { findFrozen } from '../find-frozen.ts'
import { findTable } from '../find-table.ts'
import { modelText } from '../model-text.ts'
import { wrongUsage } from '../usage-refusal.ts'
import { waitForJob } from '../wait-for-job.ts'
import type { trainOptions } from './model-options.ts'

const TRAINING = { en: 'Training', ko: '학습 중' }

type AskedTraining = Asked<typeof trainOptions>

/** Trains a model on a table of the hub, or on a CSV file without one, and shows its card. */
export async function run(asked: AskedTraining): Promise<Outcome> {
  if (/\.(csv|tsv)$/i.test(asked.argument)) {
    const { trainOnFile } = await import('../train-on-file.ts')
    return trainOnFile(asked)
  }
  return trainOnTable(asked)
}

async function trainOnTable({ argument, options, language }: AskedTraining): Promise<Outcome> {
  const { hub, target, inputs, groups, frozen, log_target, seed } = options
  refuseForTable(options)
  const onTheWay = options.on_the_way
  if (inputs.length === 0) {
    throw wrongUsage('option_required', { en: '--inputs a,b is needed.', ko: '--inputs a,b이(가) 필요합니다.' }, 'model train')
  }
  const client = await connect(language)
  const table = await findTable(client, hub, argument)
  const kept = frozen === undefined ? null : await findFrozen(client, table, frozen)
  const body = {
    table, ...(kept && { frozen: kept.id }), target, inputs: [...new Set([...inputs, ...onTheWay])], log_target, seed,
    ...(onTheWay.length > 0 && { on_the_way: [...onTheWay] }),
    ...(groups.length > 0 && { groups: [...groups] }),
  }
  const started = await client.call(createModel, { params: { hub }, body })
  if (started.job) await waitForJob(client, started.job, { title: TRAINING, language })
  const model = await client.call(getModel, { params: { id: started.id } })
  return { json: model, text: () => modelText(model, language) }
}

/** Options that speak of a CSV file would be passed over in silence. */
function refuseForTable({ formula, smiles, ignore, group, split, time, task, model, budget, out, force }: AskedTraining['options']): void {
  const given = Object.entries({ formula, smiles, ignore, group, split, time, task, model, budget, out, force })
    .find(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false))
  if (!given) return
  throw wrongUsage('only_csv', {
    en: `--${given[0]} is for a CSV file, and the name of a table does not end in .csv or .tsv.`,
    ko: `--${given[0]}은(는) CSV 파일용입니다. 표 이름은 .csv나 .tsv로 끝나지 않습니다.`,
  }, 'model train')
}
