import type { Text } from '#science/refusal.ts'
import type { Severity, Subject } from './finding.ts'

export const GRADES = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof GRADES)[number]

/** Why a record has no better grade: how many points it costs, and what would mend it. */
export type GradeReason = { readonly code: string; readonly points: number; readonly text: Text }

/** The points at which each grade ends (docs/decisions/0027-quality.md). */
export const MOST_POINTS: Readonly<Record<Exclude<Grade, 'D'>, number>> = { A: 0, B: 1, C: 3 }
const MISSING_REQUIRED = 3
const MOST_RECOMMENDED = 2
export const OPEN_CONTRADICTION = 2
export const OPEN_REMARKS = 1

/** The grade of a record with so many points against it. */
export function gradeOf(points: number): Grade {
  return GRADES.find((grade) => grade !== 'D' && points <= MOST_POINTS[grade]) ?? 'D'
}

/** What a record leaves out, each with its points; a plan and a failed event are held to what they can say. */
export function incompleteness({ content, newest }: Pick<Subject, 'content' | 'newest'>): GradeReason[] {
  const isPlanned = content.kind !== 'material' && content.state === 'planned'
  const values = isPlanned && content.kind === 'process' ? content.planned : content.values
  const reasons: GradeReason[] = []
  const mayLack = (role: string) => role === 'result' && content.kind === 'measurement' && content.state !== 'done'
  const fields = newest.fields.filter(({ role }) => !mayLack(role))
  const absent = fields.filter(({ name }) => !(name in values))
  for (const { label } of absent.filter(({ obligation }) => obligation === 'required')) {
    reasons.push({ code: 'required_missing', points: MISSING_REQUIRED, text: { en: `Required and missing: ${label.en}`, ko: `필수 항목 누락: ${label.ko}` } })
  }
  for (const [index, { label }] of absent.filter(({ obligation }) => obligation === 'recommended').entries()) {
    reasons.push({
      code: 'recommended_missing', points: index < MOST_RECOMMENDED ? 1 : 0, text: { en: `Recommended and missing: ${label.en}`, ko: `권장 항목 누락: ${label.ko}` },
    })
  }
  if (content.kind === 'measurement' && content.state === 'done') {
    const results = newest.fields.filter(({ role, name }) => role === 'result' && name in values).map(({ name }) => values[name]!)
    if (results.length === 0) reasons.push({ code: 'no_result', points: 3, text: { en: 'A finished measurement without a result', ko: '결과가 없는 완료된 측정' } })
    const numbers = results.filter((value) => value.type === 'quantity')
    const hasSpread = numbers.some(({ uncertainty, replicates, high }) => uncertainty !== undefined || replicates !== undefined || high !== undefined)
    if (content.origin === 'measured' && numbers.length > 0 && !hasSpread) {
      reasons.push({ code: 'no_uncertainty', points: 1, text: { en: 'No result states an uncertainty or a number of replicates', ko: '불확도나 반복 횟수가 적힌 결과가 없음' } })
    }
    const conditions = newest.fields.filter(({ role }) => role === 'condition')
    // Where one is asked for, its absence is counted already.
    if (conditions.length > 0 && conditions.every(({ name, obligation }) => !(name in values) && obligation === 'optional')) {
      reasons.push({ code: 'no_conditions', points: 1, text: { en: 'No condition of the measurement is stated', ko: '측정 조건이 하나도 없음' } })
    }
  }
  const { source } = content
  if (source.kind === 'database' && source.url === undefined && source.identifier === undefined) {
    reasons.push({ code: 'source_unfindable', points: 1, text: { en: 'Its source is a database without identifier or address', ko: '출처 데이터베이스의 식별자나 주소가 없음' } })
  }
  return reasons
}

/** What open findings add. */
export function openFindings(severities: readonly Severity[]): GradeReason[] {
  const contradictions = severities.filter((one) => one === 'contradiction').length
  const remarks = severities.length - contradictions
  return [
    ...(contradictions > 0 ? [{
      code: 'open_contradictions', points: OPEN_CONTRADICTION * contradictions,
      text: { en: `Open contradictions: ${contradictions}`, ko: `미해결 모순: ${contradictions}건` },
    }] : []),
    ...(remarks > 0 ? [{ code: 'open_remarks', points: OPEN_REMARKS, text: { en: `Open remarks: ${remarks}`, ko: `미해결 의심: ${remarks}건` } }] : []),
  ]
}

/** The points of several reasons together. */
export function pointsOf(reasons: readonly GradeReason[]): number {
  return reasons.reduce((sum, { points }) => sum + points, 0)
}
