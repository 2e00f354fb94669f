import { sql } from 'kysely'
import type { z } from 'zod'
import type { Text } from '#science/refusal.ts'
import type { MigrationReportSchema } from '#contract/schemas/template-change.ts'
import { compareCalculated } from '#record/expressions/compare-calculated.ts'
import type { RecordContent } from '#record/records/record.ts'
import { compareTemplates } from '#record/templates/compare-templates.ts'
import { migrateContent } from '#record/templates/migrate-content.ts'
import type { Renamed } from '#record/templates/migrate-content.ts'
import type { QuantityValue } from '#record/records/value.ts'
import type { Problem } from '#record/templates/problem.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Template } from '#record/templates/template.ts'
import type { Reader } from '../installation.ts'
import { tablesDrawing } from './tables-drawing.ts'

export type MigrationReport = z.infer<typeof MigrationReportSchema>
type Reason = MigrationReport['reasons'][number]
type Recalculated = NonNullable<MigrationReport['recalculated']>[number]

/** What one migration is about. */
export type Move = { readonly hub: string; readonly from: Template; readonly to: Template; readonly renamed: Renamed }

const MOST_FINDINGS = 1_000
const MOST_EXAMPLES = 5
/** Records read at a time. */
export const BATCH = 1_000

/**
 * How the records of a version would fare with a later one; of very many, the first `most`, since someone waits. The
 * report says how many were looked at.
 */
export async function checkRecords(db: Reader, move: Move, most: number): Promise<MigrationReport> {
  const tally = openTally(move)
  const records = await countOf(db, move)
  let last: string | null = null
  while (tally.lookedAt() < most) {
    const batch: { id: string; name: string; content: RecordContent }[] = await recordsAfter(db, move, last)
      .select(['id', 'name', 'content']).limit(BATCH).execute()
    for (const record of batch) tally.look(record)
    if (batch.length < BATCH) break
    last = batch.at(-1)!.id
  }
  return tally.report(records, await tablesDrawing(db, move))
}

/** Records that follow the earlier version, in the order of their ids, after one of them. */
export function recordsAfter(db: Reader, { hub, from }: Pick<Move, 'hub' | 'from'>, last: string | null) {
  const query = db
    .selectFrom('record_with_content')
    .where('hub', '=', hub)
    .where('deleted_at', 'is', null)
    .where('template', '=', from.template)
    .where('template_version', '=', from.version)
    .orderBy('id')
  return last === null ? query : query.where('id', '>', last)
}

export async function countOf(db: Reader, { hub, from }: Pick<Move, 'hub' | 'from'>): Promise<number> {
  const row = await recordsAfter(db, { hub, from }, null)
    .clearOrderBy().select(sql<string>`count(*)`.as('n')).executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Gathers what becomes of records one by one. */
export function openTally({ from, to, renamed }: Move) {
  let convert = 0
  let stay = 0
  const findings: MigrationReport['findings'] = []
  const reasons = new Map<string, Reason>()
  const recalculated = new Map<string, Recalculated>()

  function keep(record: { id: string; name: string }, problems: readonly Problem[]): void {
    stay++
    const { id, name } = record
    const seen = new Set<string>()
    for (const { code, field, text } of problems) {
      if (findings.length < MOST_FINDINGS) findings.push({ record: { id, name }, code, field, text })
      const key = `${code} ${field ?? ''}`
      const reason: Reason = reasons.get(key) ?? { code, field, text: reasonText(code, field, to, text), records: 0, examples: [] }
      reasons.set(key, reason)
      if (seen.has(key)) continue
      seen.add(key)
      reason.records++
      if (reason.examples.length < MOST_EXAMPLES) reason.examples.push({ id, name })
    }
  }

  function recalculate({ id, name, content }: { id: string; name: string; content: RecordContent }, moved: RecordContent): void {
    for (const { field, before, after } of compareCalculated(content, moved, to, renamed.fields)) {
      const found: Recalculated = recalculated.get(field) ?? { field, records: 0, examples: [] }
      recalculated.set(field, found)
      found.records++
      if (found.examples.length < MOST_EXAMPLES) found.examples.push({ record: { id, name }, before: withoutMark(before), after: withoutMark(after) })
    }
  }

  return {
    lookedAt: () => convert + stay,
    /** The content under the later version; null for a record that stays. */
    look(record: { id: string; name: string; content: RecordContent }): RecordContent | null {
      const moved = migrateContent(record.content, to, renamed)
      if ('content' in moved) {
        convert++
        recalculate(record, moved.content)
        return moved.content
      }
      keep(record, moved.problems)
      return null
    },
    report: (records: number, tables: MigrationReport['tables']): MigrationReport => ({
      from: templateKey(from), to: templateKey(to), changes: compareTemplates(from, to, renamed), records,
      looked_at: convert + stay, convert, stay,
      reasons: [...reasons.values()].sort((a, b) => b.records - a.records), tables, findings,
      recalculated: [...recalculated.values()],
    }),
  }
}

/** The quantity without what it was calculated from, which the template says. */
function withoutMark(value: QuantityValue | null) {
  if (!value) return null
  const { calculated_from: _, from_curve: __, ...quantity } = value
  return quantity
}

/** The reason without the values of one record. */
function reasonText(code: string, field: string | null, to: Template, text: Text): Text {
  const label = to.fields.find(({ name }) => name === field)?.label ?? { en: `“${field}”`, ko: `“${field}”` }
  switch (code) {
    case 'field.required': return { en: `${label.en} is required and not given`, ko: `필수 항목인 ${label.ko}이(가) 없음` }
    case 'field.bounds': return { en: `${label.en} lies outside the bounds`, ko: `${label.ko}이(가) 허용 범위를 벗어남` }
    case 'field.term': return { en: `${label.en} has a term that is gone`, ko: `${label.ko}의 용어가 없어짐` }
    case 'field.several': return { en: `${label.en} has several terms, and takes one`, ko: `${label.ko}에 용어가 여러 개임(하나만 가능)` }
    case 'field.type': return { en: `${label.en} is of another type`, ko: `${label.ko}의 형식이 다름` }
    case 'field.unit': return { en: `${label.en} measures something else`, ko: `${label.ko}의 단위가 환산되지 않음` }
    case 'curve.axes': return { en: `${label.en} has an axis that is gone or moved`, ko: `${label.ko}에 없어졌거나 순서가 바뀐 축이 있음` }
    case 'curve.unit': return { en: `${label.en} has an axis that measures something else`, ko: `${label.ko}의 축 단위가 환산되지 않음` }
    case 'table.columns': return { en: `${label.en} has a column that is gone or moved`, ko: `${label.ko}에 없어졌거나 순서가 바뀐 열이 있음` }
    case 'table.unit': return { en: `${label.en} has a column that measures something else`, ko: `${label.ko}의 열 단위가 환산되지 않음` }
    case 'table.kind': return { en: `${label.en} has a column of numbers that becomes text, or the other way`, ko: `${label.ko}의 열이 수와 글 사이에서 바뀜` }
    case 'field.calculated_differs': return { en: `${label.en} is calculated, and another value was given`, ko: `${label.ko}은(는) 계산 필드인데 입력된 값이 계산값과 다름` }
    case 'field.calculated_absent': return { en: `${label.en} is calculated, and its inputs do not give what was given`, ko: `${label.ko}은(는) 계산 필드인데 계산할 수 없는 값이 입력되어 있음` }
    case 'field.not_calculated': return { en: `${label.en} was calculated and no longer is`, ko: `${label.ko}은(는) 계산값인데 더는 계산하지 않음` }
    case 'migration.field_removed': return { en: `${label.en} holds a value and is gone`, ko: `${label.ko}에 값이 있는데 필드가 없어짐` }
    case 'migration.two_into_one': return { en: `${label.en} would hold two values`, ko: `${label.ko}에 값이 둘 들어감` }
    default: return text
  }
}
