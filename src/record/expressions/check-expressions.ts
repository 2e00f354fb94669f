import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import { didYouMean, queryRefusal } from '../search/query-refusal.ts'
import type { Field } from '../templates/template.ts'
import { problemAt } from '../templates/template-problem.ts'
import type { TemplateProblem } from '../templates/template-problem.ts'
import { namesIn } from './expression.ts'
import type { Expression } from './expression.ts'
import { fit, measuredBy } from './expression-unit.ts'
import { parseExpression } from './parse-expression.ts'

/**
 * What is wrong with the expressions of a template's fields, at most one thing each, with its column.
 *
 * Codes: `template.calculated` for what the field is besides; `expression.unknown_field`, `expression.not_a_number`,
 * `expression.no_field`, `expression.cycle`, `expression.dimension`, and those of `parseExpression`. A unit that cannot be
 * read is told where it stands.
 */
export function checkExpressions(fields: readonly Field[], at: TemplateProblem['path']): TemplateProblem[] {
  if (!fields.some(({ expression }) => expression !== undefined)) return []
  const read = new Map<string, Expression>()
  const problems: TemplateProblem[] = []
  const tell = (place: number, error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    problems.push({ code: error.code, path: [...at, place, 'expression'], text: error.text, details: { ...error.details, field: fields[place]!.name } })
  }
  for (const [place, field] of fields.entries()) {
    if (field.expression === undefined || field.type !== 'quantity') continue
    problems.push(...checkBesides(field, fields, [...at, place]))
    try {
      const expression = parseExpression(field.expression)
      requireFields(expression, fields)
      read.set(field.name, expression)
    } catch (error) {
      tell(place, error)
    }
  }
  const units = readableUnits(fields)
  for (const [place, field] of fields.entries()) {
    const expression = read.get(field.name)
    if (!expression || field.expression === undefined) continue
    try {
      requireNoCycle(field.name, expression, read)
      if (units.has(field.name) && namesIn(expression).every((name) => units.has(name))) requireUnit(field, expression, units)
    } catch (error) {
      tell(place, error)
    }
  }
  return problems
}

/** A calculated field is neither owed nor filled by a curve. */
function checkBesides(field: Field, fields: readonly Field[], path: TemplateProblem['path']): TemplateProblem[] {
  const curve = fields.find(({ summaries }) => summaries?.some(({ name }) => name === field.name))
  const say = (key: string, text: Text) => problemAt([...path, key], 'calculated', text, { field: field.name })
  return [
    ...(field.obligation === 'optional' ? [] : [say('obligation', {
      en: `“${field.name}” is calculated and cannot be ${field.obligation}; ask that of the fields that it is calculated from.`,
      ko: `“${field.name}”은(는) 계산 필드이므로 ${field.obligation}(으)로 둘 수 없습니다. 계산에 쓰이는 필드에 지정하십시오.`,
    })]),
    ...(curve ? [say('expression', {
      en: `“${field.name}” is filled by the curve “${curve.name}” and cannot be calculated as well; take one of the two out.`,
      ko: `“${field.name}”은(는) 곡선 “${curve.name}”의 요약값이므로 계산식을 함께 쓸 수 없습니다. 둘 중 하나를 빼십시오.`,
    })] : []),
  ]
}

function requireFields(expression: Expression, fields: readonly Field[]): void {
  const numbers = fields.filter(({ type }) => type === 'quantity').map(({ name }) => name)
  for (const { name, spot } of placesOf(expression)) {
    const field = fields.find((each) => each.name === name)
    if (!field) {
      const hint = didYouMean(name, numbers)
      throw queryRefusal('expression.unknown_field', spot, {
        en: `the template has no field “${name}”.${hint.en}`, ko: `템플릿에 필드 “${name}”이(가) 없습니다.${hint.ko}`,
      }, { name, nearest: hint.nearest })
    }
    if (field.type !== 'quantity') throw queryRefusal('expression.not_a_number', spot, {
      en: `“${name}” is of type ${field.type}; an expression takes numbers.`, ko: `“${name}”의 형식은 ${field.type}입니다. 계산식에는 수치 필드만 쓸 수 있습니다.`,
    }, { name, type: field.type })
  }
  if (placesOf(expression).length === 0) throw queryRefusal('expression.no_field', expression.spot, {
    en: 'the expression names no field of the template, so it would be the same in every record.',
    ko: '계산식에 템플릿의 필드가 없어 모든 기록에서 같은 값이 됩니다.',
  })
}

type Place = Extract<Expression, { is: 'field' }>

function placesOf(expression: Expression): Place[] {
  if (expression.is === 'field') return [expression]
  if ('of' in expression) return placesOf(expression.of)
  return 'left' in expression ? [...placesOf(expression.left), ...placesOf(expression.right)] : []
}

function requireNoCycle(name: string, expression: Expression, read: ReadonlyMap<string, Expression>): void {
  // Each field is gone into once, or ways that part and meet again would be walked without end.
  const seen = new Set<string>()
  const way = (from: Expression, walked: readonly string[]): readonly string[] | null => {
    for (const next of namesIn(from)) {
      if (next === name) return [...walked, next]
      const inner = seen.has(next) ? undefined : read.get(next)
      seen.add(next)
      const found = inner && way(inner, [...walked, next])
      if (found) return found
    }
    return null
  }
  const cycle = way(expression, [name])
  if (!cycle) return
  const { spot } = placesOf(expression).find((place) => place.name === cycle[1])!
  throw queryRefusal('expression.cycle', spot, {
    en: `“${name}” would be calculated from itself (${cycle.join(' ← ')}).`, ko: `“${name}”이(가) 자기 자신에서 계산됩니다(${cycle.join(' ← ')}).`,
  }, { cycle })
}

function requireUnit(field: Field, expression: Expression, units: ReadonlyMap<string, Unit>): void {
  const measured = measuredBy(expression, units)
  const wanted = field.unit ?? '1'
  const found = fit(measured, units.get(field.name)!)
  if (found === 'fits') return
  throw queryRefusal('expression.dimension', expression.spot, found === 'no_point' ? {
    en: `gives a temperature difference, not a temperature in ${wanted} (or the other way round); give the field the unit K.`,
    ko: `결과가 온도가 아니라 온도차이거나 그 반대이므로 ${wanted}(으)로 쓸 수 없습니다. 필드의 단위를 K로 두십시오.`,
  } : {
    en: `gives ${measured.unit.symbol}, which does not compare with ${wanted}, the unit of “${field.name}”.`,
    ko: `결과의 단위가 ${measured.unit.symbol}이며 “${field.name}”의 단위 ${wanted}(으)로 환산되지 않습니다.`,
  }, { found: measured.unit.symbol, expected: wanted })
}

function readableUnits(fields: readonly Field[]): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>()
  for (const { name, type, unit } of fields) {
    if (type !== 'quantity') continue
    try {
      units.set(name, parseUnit(unit ?? '1'))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return units
}
