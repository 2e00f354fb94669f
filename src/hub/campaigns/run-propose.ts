import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ColumnWords } from '#discovery/planning/reason.ts'
import type { Prediction } from '#discovery/learning/model.ts'
import type { Task } from '#platform/jobs/task.ts'
import { jobErrorFrom } from '#platform/jobs/job-record.ts'
import { runInThread } from '#platform/jobs/run-in-thread.ts'
import { newId } from '#platform/storage/new-id.ts'
import type { Installation, Transacted } from '../installation.ts'
import { fieldsOfModel } from '../models/fields-of-model.ts'
import type { FieldOf } from '../models/fields-of-model.ts'
import type { FittedFile } from '../models/fitted.ts'
import { readModelFile } from '../models/models.ts'
import type { Campaign, CampaignRequest, Proposal } from './campaigns.ts'
import type { Round, RoundInput } from './propose-thread.ts'

/** The job `propose`: searches in a thread, then replaces the proposals that nobody decided on, in one transaction. */
export function proposeTask(at: () => Installation): Task {
  return async ({ payload, progress, signal }) => {
    const { campaign: id, count } = payload as { campaign: string; count: number }
    const here = at()
    const row = await here.db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const request = row.request as CampaignRequest
    try {
      const { model, file } = await readModelFile(here, { account: row.created_by, name: '' }, request.model)
      const decided = await here.db
        .selectFrom('proposal')
        .select(['point', 'state'])
        .where('campaign', '=', id)
        .where('state', 'in', ['accepted', 'declined'])
        .execute()
      const pointsOf = (wanted: string) => decided.filter(({ state }) => state === wanted).map(({ point }) => point)
      const fieldOf = await fieldsOfModel(here.db, row.hub, model)
      const conditions = file.inputs.map(({ name }) => name).filter((name) => fieldOf(name)?.field.role === 'condition')
      const input: RoundInput = {
        file, words: wordsOf(file, fieldOf), conditions, space: request.space, goal: request.goal,
        count, seed: request.seed + decided.length, pending: pointsOf('accepted'), declined: pointsOf('declined'),
      }
      const round = await runInThread<Round>(import.meta.resolve('./propose-thread.ts'), input, {
        signal,
        onMessage: (message) => {
          const { fraction, step } = message as { fraction: number; step: Text }
          progress(fraction, step)
        },
      })
      await here.db.transaction().execute((trx) => keep(trx, { id, hub: row.hub }, round, file))
      return { proposals: round.proposals.length }
    } catch (error) {
      if (!signal.aborted) {
        const text = error instanceof Refusal ? error.text : jobErrorFrom(error).text
        await here.db.updateTable('campaign').set({ problem: JSON.stringify(text) }).where('id', '=', id).execute()
      }
      throw error
    }
  }
}

/** How people call the model's columns and their terms, from the newest templates. */
function wordsOf({ inputs }: FittedFile, fieldOf: FieldOf): ColumnWords {
  return Object.fromEntries(inputs.flatMap(({ name }) => {
    const found = fieldOf(name)
    return found ? [[name, { ...found.field, unit: found.unit }]] : []
  }))
}

async function keep(
  trx: Transacted, { id, hub }: { id: string; hub: string }, round: Round, file: FittedFile,
): Promise<void> {
  const known = (index: number) => ({
    ...file.records[index]!, observed: file.observed[index]!, ...(file.limits?.[index] && { limit: file.limits[index] }),
  })
  // Rounds of one campaign are kept one after the other, so that each proposal has a number of its own.
  await trx.selectFrom('campaign').select('id').where('id', '=', id).forUpdate().execute()
  await trx
    .updateTable('proposal')
    .set({ state: 'replaced' })
    .where('campaign', '=', id)
    .where('state', '=', 'proposed')
    .execute()
  const last = await trx
    .selectFrom('proposal')
    .select((eb) => eb.fn.max('n').as('n'))
    .where('campaign', '=', id)
    .executeTakeFirst()
  for (const [index, proposed] of round.proposals.entries()) {
    const prediction: Omit<
      Proposal, 'id' | 'n' | 'state' | 'point' | 'process' | 'reason_declined' | 'created_at'
    > = {
      ...shown(proposed), expected_improvement: proposed.expectedImprovement, chance: proposed.chance, reason: proposed.reason,
      nearest: proposed.nearest.map(known),
    }
    await trx
      .insertInto('proposal')
      .values({
        id: newId(), hub, campaign: id, n: (last?.n ?? 0) + index + 1, state: 'proposed',
        point: JSON.stringify(proposed.point),
        prediction: JSON.stringify(prediction),
      })
      .execute()
  }
  const ranking: Campaign['ranking'] = round.ranking.map((ranked) => ({
    point: { ...ranked.point }, ...shown(ranked), expected_improvement: ranked.expectedImprovement,
  }))
  await trx
    .updateTable('campaign')
    .set({ ranking: JSON.stringify(ranking), best: JSON.stringify(known(round.best)), problem: null })
    .where('id', '=', id)
    .execute()
}

function shown(
  { mean, sd, intervals, distance }: Prediction
): Pick<Proposal, 'mean' | 'sd' | 'intervals' | 'distance'> {
  const asWritten = Object.entries(intervals).map(
    ([level, [low, high]]): [string, [number, number]] => [level, [low, high]]
  )
  return { mean, sd, distance, intervals: Object.fromEntries(asWritten) }
}
