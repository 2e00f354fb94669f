import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { checkExpressions } from '../expressions/check-expressions.ts'
import { checkCurveField } from './check-curve-field.ts'
import { checkEventRules } from './check-event-rules.ts'
import { checkField } from './check-field.ts'
import { checkTableField } from './check-table-field.ts'
import { templateKey } from './template.ts'
import type { Template } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

/** Words by which the search language walks the lineage; a template of that name could not be asked about. */
const WALKS = ['up', 'down']

/**
 * Everything for which a hub that has `others` cannot take a whole template; an empty list means that it can.
 *
 * Codes: `template.name`, `template.label`, `template.iri`, `template.duplicate_field`, `template.other_meaning`, and
 * those of `checkField`, `checkCurveField`, `checkTableField`, `checkExpressions` and `checkEventRules`. Of a field whose unit cannot be read, meaning and bounds are not checked.
 */
export function checkTemplate(template: Template, others: Iterable<Template>): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  if (WALKS.includes(template.template)) {
    problems.push(problemAt(['template'], 'name', {
      en: `“${template.template}” has a meaning in the search language; name the template otherwise.`,
      ko: `“${template.template}”은(는) 검색 언어에서 뜻이 정해진 낱말입니다. 템플릿 이름을 다르게 지으십시오.`,
    }, { name: template.template }))
  }
  problems.push(...checkEventRules(template))
  const seen = new Map<string, number>()
  for (const [index, field] of template.fields.entries()) {
    const earlier = seen.get(field.name)
    if (earlier === undefined) seen.set(field.name, index)
    else problems.push(duplicateField(field.name, earlier, index))
    const path = ['fields', index]
    problems.push(...checkField(template, field, path), ...checkCurveField(field, template.fields, path), ...checkTableField(field, path))
  }
  return [...problems, ...checkExpressions(template.fields, ['fields']), ...otherMeanings(template, [...others])]
}

/** A name is searched over all templates at once, so one name of a number is one physical quantity throughout a hub. */
function otherMeanings(template: Template, others: readonly Template[]): TemplateProblem[] {
  return template.fields.flatMap(({ name, type, unit = '1' }, index) => {
    if (type !== 'quantity' || !isReadable(unit)) return []
    for (const other of others) {
      const elsewhere = other.fields.find((field) => field.name === name && field.type === 'quantity')
      const unitElsewhere = elsewhere?.unit ?? '1'
      if (!elsewhere || isCompatible(parseUnit(unit), parseUnit(unitElsewhere))) continue
      return [problemAt(['fields', index, 'unit'], 'other_meaning', {
        en: `${templateKey(template)} gives “${name}” in ${unit}, and ${templateKey(other)} in ${unitElsewhere}; `
          + 'name one of them otherwise.',
        ko: `${templateKey(template)}의 “${name}” 단위는 ${unit}이고 ${templateKey(other)}에서는 ${unitElsewhere}입니다. `
          + '둘 중 하나의 이름을 바꾸십시오.',
      }, { field: name, unit, other: templateKey(other), elsewhere: unitElsewhere })]
    }
    return []
  })
}

function isReadable(unit: string): boolean {
  try {
    parseUnit(unit)
    return true
  } catch {
    return false
  }
}

function duplicateField(name: string, earlier: number, index: number): TemplateProblem {
  return problemAt(['fields', index, 'name'], 'duplicate_field', {
    en: `Fields ${earlier + 1} and ${index + 1} are both called “${name}”; give each field a name of its own.`,
    ko: `${earlier + 1}번째와 ${index + 1}번째 필드의 이름이 모두 “${name}”입니다. 필드마다 다른 이름을 주십시오.`,
  }, { field: name, positions: [earlier + 1, index + 1] })
}
