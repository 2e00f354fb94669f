import type { z } from 'zod'
import { formulaText } from '#science/chemistry/formula-parts.ts'
import { formatUnit } from '#science/quantities/format-unit.ts'
import type { Text } from '#science/refusal.ts'
import type { AcceptedProposalSchema } from '#contract/schemas/record.ts'
import { cellTermsText } from '#record/tables/cell-terms.ts'
import type { Reader } from '../installation.ts'
import { fieldsOfModel } from '../models/fields-of-model.ts'
import type { FieldOf } from '../models/fields-of-model.ts'
import type { ModelCard, ModelRequest } from '../models/models.ts'
import { asProposal, targetOf } from './campaigns.ts'
import type { CampaignRequest } from './campaigns.ts'

/** The proposal whose acceptance planned a process, with what was predicted then; null where none did. */
export async function acceptedProposal(
  db: Reader, hub: string, process: string,
): Promise<z.infer<typeof AcceptedProposalSchema> | null> {
  const row = await db
    .selectFrom('proposal')
    .innerJoin('campaign', 'campaign.id', 'proposal.campaign')
    .innerJoin('model', 'model.id', 'campaign.model')
    .selectAll('proposal')
    .select(['campaign.request', 'model.card', 'model.request as trained'])
    .where('proposal.hub', '=', hub)
    .where('proposal.process', '=', process)
    .executeTakeFirst()
  if (!row) return null
  const { id, n, mean, intervals, distance, point, created_at } = asProposal(row)
  const fieldOf = await fieldsOfModel(db, hub, { request: row.trained as ModelRequest })
  return {
    id, n, campaign: row.campaign, campaign_name: (row.request as CampaignRequest).name,
    ...targetOf(row.card as ModelCard | null), mean, intervals, distance,
    given: Object.entries(point).map(([column, value]) => givenText(column, value, fieldOf)), predicted_at: created_at,
  }
}

/** A value of a point as people read it: with its unit, its terms by their labels, its formula without ones. */
function givenText(column: string, value: number | string, fieldOf: FieldOf): { label: Text; value: Text } {
  const found = fieldOf(column)
  const label = found?.field.label ?? { en: column, ko: column }
  if (!found) return { label, value: { en: String(value), ko: String(value) } }
  if (found.field.type === 'terms') return { label, value: cellTermsText(String(value), found.field) }
  const unit = found.unit === null ? '' : formatUnit(found.unit)
  const text = found.field.type === 'composition' ? formulaText(String(value)) : [value, unit].filter((part) => part !== '').join(' ')
  return { label, value: { en: text, ko: text } }
}
