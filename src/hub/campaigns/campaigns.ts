import { sql } from 'kysely'
import type { z } from 'zod'
import type { CampaignRequestSchema, CampaignSchema, ProposalSchema } from '#contract/schemas/campaign.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Template } from '#record/templates/template.ts'
import { outlook } from '#discovery/planning/outlook.ts'
import { checkSpace } from '#discovery/planning/space.ts'
import { requireFlat } from '#discovery/learning/chain/answers.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, hubFor, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { readPage } from '../page.ts'
import type { PageAsked } from '../page.ts'
import { writeOnce } from '../write-once.ts'
import type { Installation, Transacted } from '../installation.ts'
import { fieldsOfModel } from '../models/fields-of-model.ts'
import { openFitted } from '../models/fitted.ts'
import { weaknessOfCard } from '../models/model-card.ts'
import { readModelFile } from '../models/models.ts'
import type { ModelCard } from '../models/models.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { fittingSpace } from './fitting-space.ts'
import { requirePlannable } from './plan-point.ts'

export type Campaign = z.infer<typeof CampaignSchema>
export type CampaignRequest = z.infer<typeof CampaignRequestSchema>
export type Proposal = z.infer<typeof ProposalSchema>

/** Opens a campaign and starts its first round; an impossible space is refused with the reason. */
export async function createCampaign(
  at: Installation, actor: Actor, slug: string, request: CampaignRequest,
): Promise<Campaign> {
  const hub = await hubFor(at.db, actor, slug, 'plan')
  const { hub: holder, model, file } = await readModelFile(at, actor, request.model)
  if (holder !== hub.id) throw noSuch('model', request.model)
  requireFlat(file.artefact)
  checkSpace(request.space)
  const fieldOf = await fieldsOfModel(at.db, hub.id, model)
  const space = fittingSpace(request.space, openFitted(file).inputs, fieldOf)
  requireProcess(templateNamed(await templatesOf(at.db, hub.id), request.process))
  requirePlannable(space, fieldOf)
  const id = await writeOnce(
    at, actor, (trx) => addCampaign(at, trx, hub.id, actor.account, { ...request, space }),
  )
  return getCampaign(at, actor, id)
}

/** What is accepted becomes a process: of another kind of template no proposal could ever be accepted. */
function requireProcess({ template, version, kind }: Template): void {
  if (kind === 'process') return
  throw new Refusal(
    'campaign.not_a_process',
    {
      en: `${template}@${version} is for a ${kind}; name the template of a process that an accepted proposal plans.`,
      ko: `${template}@${version}은(는) 공정 템플릿이 아닙니다. 수락한 제안으로 계획할 공정 템플릿을 지정하십시오.`,
    },
    { template: `${template}@${version}`, kind },
  )
}

/** As {@link createCampaign}, unchecked, as part of a larger transaction. */
export async function addCampaign(
  at: Installation, trx: Transacted, hub: string, author: string, request: CampaignRequest,
): Promise<string> {
  const id = newId()
  const job = await at.jobs.enqueue(
    'propose', { campaign: id, count: 5 }, { hub, within: trx, jobKey: `propose ${id}` },
  )
  await trx
    .insertInto('campaign')
    .values({ id, hub, model: request.model, request: JSON.stringify(request), job, created_by: author })
    .execute()
  return id
}

/** Starts another round: proposals that nobody decided on are replaced. */
export async function startProposing(at: Installation, actor: Actor, id: string, count: number): Promise<Campaign> {
  const row = await at.db.selectFrom('campaign').select('hub').where('id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub, 'plan'))) throw noSuch('campaign', id)
  await at.db.transaction().execute(async (trx) => {
    const job = await at.jobs.enqueue(
      'propose', { campaign: id, count }, { hub: row.hub, within: trx, jobKey: `propose ${id}` },
    )
    await trx.updateTable('campaign').set({ job, problem: null }).where('id', '=', id).execute()
  })
  return getCampaign(at, actor, id)
}

/** A campaign with its proposals, newest first. */
export async function getCampaign(at: Installation, actor: Actor, id: string): Promise<Campaign> {
  const row = await campaignRows(at).where('campaign.id', '=', id).executeTakeFirst()
  if (!row || !(await hubById(at.db, actor, row.hub_id, 'read'))) throw noSuch('campaign', id)
  const proposals = await at.db
    .selectFrom('proposal')
    .selectAll()
    .where('campaign', '=', id)
    .where('state', '!=', 'replaced')
    .orderBy('n')
    .execute()
  const shown = proposals.map(asProposal)
  const chances = shown.filter(({ state }) => state === 'proposed').map(({ chance }) => chance)
  const warnings = [weaknessOfCard(row.card as ModelCard | null), outlook(chances)].filter((text) => text !== null)
  return { ...asCampaign(row), ranking: row.ranking as Campaign['ranking'], proposals: shown, warnings }
}

/** Campaigns of a hub, newest first. */
export async function listCampaigns(at: Installation, actor: Actor, slug: string, asked: PageAsked) {
  const hub = await hubFor(at.db, actor, slug, 'read')
  const { rows, next } = await readPage('campaigns', asked, (after, most) => campaignRows(at)
    .where('campaign.hub', '=', hub.id)
    .$if(after !== null, (query) => query.where('campaign.id', '<', after!))
    .orderBy('campaign.id', 'desc')
    .limit(most)
    .execute())
  return { campaigns: rows.map((row) => ({ ...asCampaign(row), proposals: row.open })), next }
}

function campaignRows(at: Installation) {
  return at.db
    .selectFrom('campaign')
    .innerJoin('account', 'account.id', 'campaign.created_by')
    .innerJoin('hub', 'hub.id', 'campaign.hub')
    .innerJoin('model', 'model.id', 'campaign.model')
    .leftJoin(
      'job as open_job',
      (join) => join.onRef('open_job.id', '=', 'campaign.job').on('open_job.state', 'in', ['queued', 'running']),
    )
    // A job may fail without a word from its task, when its process was killed over and over.
    .leftJoin(
      'job as failed_job',
      (join) => join.onRef('failed_job.id', '=', 'campaign.job').on('failed_job.state', '=', 'failed'),
    )
    .select([
      'campaign.id', 'campaign.request', 'campaign.ranking', 'campaign.best', 'open_job.id as job',
      'campaign.created_at',
      'account.name as created_by', 'hub.slug as hub', 'hub.id as hub_id', 'model.card',
      sql<Text | null>`coalesce(campaign.problem, failed_job.error->'text')`.as('problem'),
      sql<number>`(select count(*) from proposal
        where proposal.campaign = campaign.id and state <> 'replaced')`.as('open'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof campaignRows>['executeTakeFirstOrThrow']>>

function asCampaign(row: Row): Omit<Campaign, 'ranking' | 'proposals' | 'warnings'> & { open?: never } {
  const request = row.request as CampaignRequest
  return {
    id: row.id, hub: row.hub, request, ...targetOf(row.card as ModelCard | null),
    best: row.best as Campaign['best'], job: row.job, problem: row.problem,
    created_at: row.created_at.toISOString(), created_by: row.created_by,
  }
}

/** What a campaign's model predicts, in the unit that people read it in. */
export function targetOf(card: ModelCard | null): Pick<Campaign, 'target' | 'target_label' | 'target_unit'> {
  return {
    target: card?.target ?? '', target_label: card?.target_label ?? { en: '', ko: '' },
    target_unit: card?.target_unit?.replace(/^log10\((.*)\)$/, '$1') ?? null,
  }
}

type ProposalRow = {
  id: string
  n: number
  state: string
  point: Record<string, number | string>
  prediction: unknown
  process: string | null
  reason_declined: string | null
  created_at: Date
}

/** A stored proposal as the wire has it. */
export function asProposal(row: ProposalRow): Proposal {
  const prediction = row.prediction as Pick<
    Proposal, 'mean' | 'sd' | 'intervals' | 'expected_improvement' | 'chance' | 'distance' | 'reason' | 'nearest'
  >
  return {
    id: row.id, n: row.n, state: row.state as Proposal['state'], point: row.point, process: row.process,
    reason_declined: row.reason_declined || null, created_at: row.created_at.toISOString(), ...prediction,
  }
}
