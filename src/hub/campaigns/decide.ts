import { Refusal } from '#science/refusal.ts'
import { parseFormula } from '#science/chemistry/composition.ts'
import type { MaterialContent, ProcessContent } from '#record/records/record.ts'
import type { Value } from '#record/records/value.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { newId } from '#platform/storage/new-id.ts'
import { hubById, noSuch } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Installation, Transacted } from '../installation.ts'
import { addRecord } from '../records/store-record.ts'
import { templateNamed, templatesOf } from '../records/templates-of.ts'
import { newestByName } from '#record/templates/newest-by-name.ts'
import { asProposal } from './campaigns.ts'
import type { CampaignRequest, Proposal } from './campaigns.ts'

type Point = Record<string, number | string>

/** Accepts a proposal: the planned process that it describes, and the material it starts from, become records. */
export async function acceptProposal(at: Installation, actor: Actor, id: string): Promise<Proposal> {
  return decide(at, actor, id, async (trx, { hub, point, n, campaign }) => {
    const request = campaign.request as CampaignRequest
    const templates = await templatesOf(trx, hub)
    const process = templateNamed(templates, request.process)
    const by = { hub, author: actor.account, at: at.now(), reason: `${request.name} · ${n}` }
    const inputs = await addStartingMaterial(trx, by, point, [...newestByName(templates.values()).values()], request)
    const content: ProcessContent = {
      kind: 'process', template: request.process, name: `${request.name} · ${n}`, origin: 'specified',
      source: { kind: 'own' },
      state: 'planned', planned: plannedValues(point, process), values: {}, inputs, outputs: [],
    }
    const record = newId()
    await addRecord(trx, by, record, content)
    return { state: 'accepted' as const, process: record }
  })
}

/** Puts a proposal aside; later rounds of the campaign leave it out. */
export async function declineProposal(at: Installation, actor: Actor, id: string, reason: string): Promise<Proposal> {
  return decide(at, actor, id, async () => ({ state: 'declined' as const, reason_declined: reason }))
}

type Open = { hub: string; point: Point; n: number; campaign: { request: unknown } }
type Decision = { state: 'accepted' | 'declined'; process?: string; reason_declined?: string }

async function decide(
  at: Installation, actor: Actor, id: string, act: (trx: Transacted, open: Open) => Promise<Decision>,
): Promise<Proposal> {
  const row = await at.db.transaction().execute(async (trx) => {
    const open = await trx.selectFrom('proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!open || !(await hubById(trx, actor, open.hub, 'plan'))) throw noSuch('proposal', id)
    if (open.state !== 'proposed') throw decidedAlready(open.state)
    const campaign = await trx
      .selectFrom('campaign')
      .select('request')
      .where('id', '=', open.campaign)
      .executeTakeFirstOrThrow()
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

/** The material that the planned process starts from: the proposed composition, as a specified thing. */
async function addStartingMaterial(
  trx: Transacted, by: { hub: string; author: string; at: Date; reason: string }, point: Point,
  templates: readonly Template[], request: CampaignRequest,
): Promise<ProcessContent['inputs']> {
  for (const template of templates) {
    if (template.kind !== 'material') continue
    const field = template.fields.find((candidate) => candidate.type === 'composition' && candidate.name in point)
    if (!field) continue
    const written = String(point[field.name])
    const content: MaterialContent = {
      kind: 'material', template: `${template.template}@${template.version}`, name: written, origin: 'specified',
      source: { kind: 'own' }, values: { [field.name]: valueOf(field, written) }, note: by.reason,
    }
    const id = newId()
    await addRecord(trx, by, id, content)
    return [{ material: id, role: 'feedstock' }]
  }
  throw new Refusal(
    'campaign.no_material',
    {
      en: `No material template of this hub has a composition field for “${request.name}”; add one before accepting.`,
      ko: `이 허브의 소재 템플릿 중 “${request.name}”의 조성 필드를 가진 것이 없습니다. 템플릿을 추가한 뒤 수락하십시오.`,
    },
    {},
  )
}

function plannedValues(point: Point, process: Template): Record<string, Value> {
  const planned: Record<string, Value> = {}
  for (const field of process.fields) {
    const value = point[field.name]
    if (value !== undefined && field.type !== 'composition') planned[field.name] = valueOf(field, value)
  }
  return planned
}

function valueOf(field: Field, value: number | string): Value {
  switch (field.type) {
    case 'composition': {
      const { written, basis, fractions } = parseFormula(String(value))
      return { type: 'composition', written, basis, fractions }
    }
    case 'quantity':
      return { type: 'quantity', value: Number(value), unit: field.unit ?? '1' }
    case 'terms':
      return { type: 'terms', terms: field.several ? String(value).split('+') : [String(value)] }
    case 'boolean':
      return { type: 'boolean', boolean: value === 'true' }
    case 'text':
      return { type: 'text', text: String(value) }
  }
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
