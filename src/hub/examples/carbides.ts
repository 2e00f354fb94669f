import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { candidateCompositions } from '#discovery/planning/candidate-compositions.ts'
import { shippedExample } from '#platform/shipped.ts'
import { addCampaign } from '../campaigns/campaigns.ts'
import type { Installation } from '../installation.ts'
import { addModel } from '../models/models.ts'
import { writeDrafts } from '../records/write-drafts.ts'
import { addTable } from '../tables/tables.ts'
import { admitDrafts, REASON } from './example.ts'
import type { Example } from './example.ts'

const BRINGING: Text = { en: 'Bringing in the published carbides', ko: '공개된 탄화물 자료를 들여오는 중' }
const WAITING: Text = { en: 'Training the example model', ko: '예제 모델을 학습하는 중' }
const RANKING: Text = { en: 'Opening the campaign over untried carbides', ko: '아직 계산되지 않은 탄화물의 캠페인을 여는 중' }

/** 62 published carbides, a model of them, and a campaign over 64 that they do not hold. */
export const CARBIDES: Example = {
  slug: 'carbides',
  title: { en: 'Example: high-entropy carbides', ko: '예제: 고엔트로피 탄화물' },

  async isFilled(trx, hub) {
    return (await trx.selectFrom('campaign').select('id').where('hub', '=', hub).limit(1).executeTakeFirst()) !== undefined
  },

  /** Records, table and model in one step, then the campaign once the model is ready. */
  async fill(here, hub, lead, { progress, signal }) {
    progress(0.05, BRINGING)
    const shipped = await shippedExample(CARBIDES.slug)
    const model = await here.db.transaction().execute(async (trx) => {
      // One whose training was stopped or gave up is no example; another is trained.
      const made = await trx
        .selectFrom('model')
        .innerJoin('job', 'job.id', 'model.job')
        .select('model.id')
        .where('model.hub', '=', hub)
        .where((eb) => eb.or([
          eb('model.state', '=', 'ready'),
          eb.and([eb('model.state', '=', 'training'), eb('job.state', 'in', ['queued', 'running'])]),
        ]))
        .orderBy('model.created_at')
        .limit(1)
        .executeTakeFirst()
      if (made) return made.id
      const by = { hub, author: lead, at: here.now(), reason: REASON, import: null }
      await writeDrafts(trx, by, `example-${CARBIDES.slug}`, await admitDrafts(trx, hub, shipped.drafts))
      const table = await addTable(trx, hub, lead, shipped.table)
      const { target, inputs } = shipped.campaign
      return addModel(
        here, trx, hub, lead, shipped.table, { table, target, inputs, groups: [], log_target: false, seed: 1 },
      )
    })
    progress(0.1, WAITING)
    await trained(here, model, signal, (fraction) => progress(0.1 + 0.8 * fraction, WAITING))
    progress(0.9, RANKING)
    const known = shipped.drafts.flatMap(
      ({ content }) => Object.values(content.values).filter((value) => value.type === 'composition')
    )
    const { column, ...rule } = shipped.campaign.candidates
    const candidates = candidateCompositions(rule, known).map(({ written }) => ({ [column]: written }))
    await here.db.transaction().execute((trx) =>
      addCampaign(here, trx, hub, lead, {
        name: `${shipped.campaign.name.en} · ${shipped.campaign.name.ko}`, model, goal: shipped.campaign.goal,
        space: { candidates }, process: shipped.campaign.process, seed: 1,
      }),
    )
    return { model }
  },
}

/** Waits for a model to be trained, passing its progress on. */
async function trained(
  at: Installation, model: string, signal: AbortSignal, onProgress: (fraction: number) => void,
): Promise<void> {
  for (;;) {
    const row = await at.db
      .selectFrom('model')
      .innerJoin('job', 'job.id', 'model.job')
      .select(['model.state', 'job.progress', 'job.state as job_state'])
      .where('model.id', '=', model)
      .executeTakeFirstOrThrow()
    if (row.state === 'ready') return
    if (row.state !== 'training' || !['queued', 'running'].includes(row.job_state)) throw noModel()
    onProgress(row.progress)
    await new Promise((resolve) => setTimeout(resolve, 300))
    signal.throwIfAborted()
  }
}

function noModel(): Refusal {
  return new Refusal('example.no_model', {
    en: 'The training of the example’s model did not come to its end; the next start with --examples tries again.',
    ko: '예제 모델의 학습이 끝까지 진행되지 않았습니다. --examples로 다시 시작하면 다시 시도합니다.',
  })
}
