import { Refusal } from '#science/refusal.ts'
import { parseFormula } from '#science/chemistry/composition.ts'
import type { MaterialContent } from '#record/records/record.ts'
import type { Value } from '#record/records/value.ts'
import { cellTerms } from '#record/tables/cell-terms.ts'
import type { FieldOfColumn } from '#record/tables/field-of-column.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { FieldOf } from '../models/fields-of-model.ts'
import type { CampaignRequest } from './campaigns.ts'

type Point = Readonly<Record<string, number | string>>

/** What a proposed point asks for: the materials that its process starts from, and the values the process is set to. */
export type PlannedPoint = {
  readonly materials: readonly Pick<MaterialContent, 'template' | 'name' | 'values'>[]
  readonly values: Readonly<Record<string, Value>>
}

/**
 * Reads a point by the fields that the model's columns are drawn from.
 *
 * Each composition becomes a material of the template that the rows' materials have; what belongs to the process
 * template becomes its planned value, in the column's unit. Conditions of a later test are not planned here. Refuses a
 * composition that is no field of a material (`campaign.no_material`).
 */
export function planPoint(point: Point, fieldOf: FieldOf, process: Pick<Template, 'template'>): PlannedPoint {
  const placed = Object.entries(point).flatMap(([column, value]) => {
    const found = fieldOf(column)
    return found ? [{ column, value, ...found }] : []
  })
  const compositions = placed.filter(({ field }) => field.type === 'composition')
  for (const { column, template } of compositions) requireMaterial(column, template)
  return {
    materials: compositions.map(({ template, field, value, unit }) => ({
      template: templateKey(template), name: String(value), values: { [field.name]: valueOf(field, value, unit) },
    })),
    values: Object.fromEntries(
      placed
        .filter(({ template, field }) => template.template === process.template && field.type !== 'composition')
        .map(({ field, value, unit }) => [field.name, valueOf(field, value, unit)]),
    ),
  }
}

/** Refuses a space whose compositions could not become materials, before anything is proposed in it. */
export function requirePlannable(space: CampaignRequest['space'], fieldOf: FieldOf): void {
  const columns = 'dimensions' in space
    ? space.dimensions.map(({ column }) => column)
    : space.candidates.flatMap((one) => Object.keys(one))
  for (const column of new Set(columns)) {
    const found = fieldOf(column)
    if (found?.field.type === 'composition') requireMaterial(column, found.template)
  }
}

function requireMaterial(column: string, { label, kind }: Template): void {
  if (kind === 'material') return
  throw new Refusal(
    'campaign.no_material',
    {
      en: `“${column}” is a composition of “${label.en}”, which is a ${kind}: no material could be planned from it. `
        + 'Train on a table whose composition is read from the material.',
      ko: `“${column}”은(는) 소재가 아닌 “${label.ko}”의 조성이므로 이 값으로 소재를 계획할 수 없습니다. 소재에서 읽은 조성을 가진 `
        + '표로 학습하십시오.',
    },
    { column, kind },
  )
}

function valueOf(field: FieldOfColumn['field'], value: number | string, unit: string | null): Value {
  switch (field.type) {
    case 'composition': {
      const { written, basis, fractions } = parseFormula(String(value))
      return { type: 'composition', written, basis, fractions }
    }
    case 'quantity':
      return { type: 'quantity', value: Number(value), unit: unit ?? '1' }
    case 'terms':
      return { type: 'terms', terms: field.several ? cellTerms(String(value), field) : [String(value)] }
    case 'boolean':
      return { type: 'boolean', boolean: value === 'true' }
    case 'text':
      return { type: 'text', text: String(value) }
    default:
      throw new Error(`no column of a table is a ${field.type}`)
  }
}
