import { Refusal } from '#science/refusal.ts'
import type { ProcessContent } from '#record/records/record.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { fieldsOfModel } from '../models/fields-of-model.ts'
import type { ModelRequest } from '../models/models.ts'
import { addRecord } from '../records/store-record.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { asProposal } from './campaigns.ts'
import type { CampaignRequest, Proposal } from './campaigns.ts'
import { planPoint } from './plan-point.ts'

/** Accepts a proposal: the planned process that it describes, and the materials it starts from, become records. */
export async function acceptProposal(at: Installation, actor: Actor, id: string): Promise<Proposal> {
  return decide(at, actor, id, async (trx, { hub, point, n, campaign }) => {
    const request = campaign.request as CampaignRequest
    const process = templateNamed(await templatesOf(trx, hub), request.process)
    const { materials, values } = planPoint(point, await fieldsOfModel(trx, hub, { request: campaign.trained }), process)
    const by = { hub, author: actor.account, at: at.now(), reason: `${request.name} · ${n}`, files: at.files }
    const specified = { origin: 'specified', source: { kind: 'own' } } as const
    const inputs: ProcessContent['inputs'][number][] = []
    for (const material of materials) {
      const feedstock = newId()
      await addRecord(trx, by, feedstock, { kind: 'material', ...specified, ...material, note: by.reason })
      inputs.push({ material: feedstock, role: 'feedstock' })
    }
    const record = newId()
    await addRecord(trx, by, record, {
      kind: 'process', ...specified, template: request.process, name: by.reason, state: 'planned', planned: values,
      values: {}, inputs, outputs: [],
    })
    return { state: 'accepted' as const, process: record }
  })
}

/** Puts a proposal aside; later rounds of the campaign leave it out. */
export async function declineProposal(at: Installation, actor: Actor, id: string, reason: string): Promise<Proposal> {
  return decide(at, actor, id, async () => ({ state: 'declined' as const, reason_declined: reason }))
}

type Open = {
  hub: string
  point: Record<string, number | string>
  n: number
  campaign: { request: unknown; trained: ModelRequest }
}
type Decision = { state: 'accepted' | 'declined'; process?: string; reason_declined?: string }

async function decide(
  at: Installation, actor: Actor, id: string, act: (trx: Transacted, open: Open) => Promise<Decision>,
): Promise<Proposal> {
  const row = await at.db.transaction().execute(async (trx) => {
    const open = await trx.selectFrom('proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!open || !(await hubById(trx, actor, open.hub, 'plan'))) throw noSuch('proposal', id)
    if (open.state !== 'proposed') throw decidedAlready(open.state)
    const { request, trained } = await trx
      .selectFrom('campaign')
      .innerJoin('model', 'model.id', 'campaign.model')
      .select(['campaign.request', 'model.request as trained'])
      .where('campaign.id', '=', open.campaign)
      .executeTakeFirstOrThrow()
    const campaign = { request, trained: trained as ModelRequest }
    const decision = await act(trx, { hub: open.hub, point: open.point, n: open.n, campaign })
    return trx
      .updateTable('proposal')
      .set({ ...decision, decided_by: actor.account })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return asProposal(row)
}

function decidedAlready(state: string): Refusal {
  return new Refusal(
    'proposal.decided',
    {
      en: `This proposal is ${state} already; ask for a new round to get others.`,
      ko: `이 제안은 이미 처리되었습니다(${state}). 새 제안을 요청하십시오.`,
    },
    { state },
  )
}
