import { sql } from 'kysely'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { candidateCompositions } from '#discovery/planning/candidate-compositions.ts'
import { shippedExample, shippedTemplates } from '#platform/shipped.ts'
import type { Task } from '#platform/jobs/task.ts'
import { addCampaign } from '../campaigns/campaigns.ts'
import { createHub } from '../hubs/create-hub.ts'
import type { Installation } from '../installation.ts'
import { addModel } from '../models/models.ts'
import { writeDrafts } from '../records/write-drafts.ts'
import { addTable } from '../tables/tables.ts'

const HUB = {
  slug: 'carbides', example: true,
  title: { en: 'Example: high-entropy carbides', ko: '예제: 고엔트로피 탄화물' },
}
/** Plain text that readers of both languages meet, as the name of the campaign below is. */
const REASON = 'Shipped example · 기본 제공 예제'
const BRINGING: Text = { en: 'Bringing in the published carbides', ko: '공개된 탄화물 자료를 들여오는 중' }
const WAITING: Text = { en: 'Training the example model', ko: '예제 모델을 학습하는 중' }
const RANKING: Text = { en: 'Opening the campaign over untried carbides', ko: '아직 계산되지 않은 탄화물의 캠페인을 여는 중' }

/** Makes the example hub, if it is not there yet, and starts to fill it. */
export async function offerExample(at: Installation, console: string): Promise<void> {
  const templates = await shippedTemplates()
  await at.db.transaction().execute(async (trx) => {
    const hub = await createHub(trx, HUB, console, templates)
    // Whoever leads a hub here also sees the example, whichever came first.
    await sql`insert into membership (hub, account, role)
      select distinct ${hub}::uuid, account, 'lead' from membership
      where role = 'lead' on conflict do nothing`.execute(trx)
    const campaign = await trx.selectFrom('campaign').select('id').where('hub', '=', hub).limit(1).executeTakeFirst()
    if (!campaign) await at.jobs.enqueue('example', { console }, { hub, within: trx, jobKey: 'example carbides' })
  })
}

/** The job `example`: records, table and model in one step, then the campaign once the model is ready. */
export function exampleTask(at: () => Installation): Task {
  return async ({ hub, payload, progress, signal }) => {
    const here = at()
    const { console } = payload as { console: string }
    if (hub === null) throw new Error('the example has no hub')
    progress(0.05, BRINGING)
    const shipped = await shippedExample(HUB.slug)
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
      const by = { hub, author: console, at: here.now(), reason: REASON, import: null }
      await writeDrafts(trx, by, `example-${HUB.slug}`, shipped.drafts)
      const table = await addTable(trx, hub, console, shipped.table)
      const { target, inputs } = shipped.campaign
      return addModel(
        here, trx, hub, console, shipped.table, { table, target, inputs, groups: [], log_target: false, seed: 1 },
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
      addCampaign(here, trx, hub, console, {
        name: `${shipped.campaign.name.en} · ${shipped.campaign.name.ko}`, model, goal: shipped.campaign.goal,
        space: { candidates }, process: shipped.campaign.process, seed: 1,
      }),
    )
    return { model }
  }
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
