import { nearestWord } from '#science/nearest-words.ts'
import type { RecordContent } from '../records/record.ts'
import type { Values } from '../records/value.ts'
import { checkEvent } from './check-event.ts'
import { checkValue } from './check-value.ts'
import type { Problem } from './problem.ts'
import { templateKey } from './template.ts'
import type { Field, Template } from './template.ts'

/**
 * Everything in a record that its template does not allow; an empty list means that the record may be taken.
 *
 * Codes: `record.other_template`, `record.wrong_kind`, `field.required`, `field.unknown`, and those of `checkValue` and
 * `checkEvent`.
 * A planned process owes its plan, a process or measurement that failed or was aborted owes no results.
 */
export function checkContent(content: RecordContent, template: Template): Problem[] {
  const key = templateKey(template)
  if (content.template !== key) return [otherTemplate(content.template, key)]
  if (content.kind !== template.kind) return [wrongKind(content.kind, template)]
  const problems = checkValues(content.values, template)
  if (content.kind === 'process') {
    const planned = checkValues(content.planned, template).map((problem) => ({ ...problem, planned: true }))
    problems.push(...planned, ...checkEvent(content, template))
  }
  const isPlan = content.kind === 'process' && content.state === 'planned'
  return [
    ...problems,
    ...missingFields(content, template, 'required').map((field) => ({ ...requiredField(field), ...(isPlan && { planned: true }) })),
  ]
}

/** Fields of an obligation that a record leaves out, in the template's order. */
export function missingFields(content: RecordContent, template: Template, obligation: Field['obligation']): Field[] {
  const owed = owedValues(content)
  if (!owed) return []
  return template.fields.filter((field) => field.obligation === obligation && owed[field.name] === undefined)
}

/** The values that the obligations are about; null where the event never came to them. */
function owedValues(content: RecordContent): Values | null {
  if (content.kind === 'material') return content.values
  if (content.state === 'failed' || content.state === 'aborted') return null
  if (content.state === 'planned') return content.kind === 'process' ? content.planned : null
  return content.values
}

function checkValues(values: Values, template: Template): Problem[] {
  const fields = fieldsOf(template)
  const problems: Problem[] = []
  for (const name of Object.keys(values)) {
    const field = fields.get(name)
    if (!field) problems.push(unknownField(name, template))
    else for (const problem of checkValue(field, values[name]!)) problems.push(problem)
  }
  return problems
}

const known = new WeakMap<Template, ReadonlyMap<string, Field>>()

/** A template's fields by name, looked up once for all records that follow it. */
function fieldsOf(template: Template): ReadonlyMap<string, Field> {
  const found = known.get(template)
  if (found) return found
  const fields = new Map(template.fields.map((field) => [field.name, field]))
  known.set(template, fields)
  return fields
}

function otherTemplate(written: string, key: string): Problem {
  return {
    code: 'record.other_template',
    field: null,
    text: {
      en: `The record follows ${written}, not ${key}; check it against its own template.`,
      ko: `이 기록의 템플릿은 ${key}이(가) 아니라 ${written}입니다. 해당 템플릿으로 확인하십시오.`,
    },
    details: { template: written, checked: key },
  }
}

function wrongKind(kind: RecordContent['kind'], template: Template): Problem {
  const key = templateKey(template)
  return {
    code: 'record.wrong_kind',
    field: null,
    text: {
      en: `${key} is for a ${template.kind}, and this record is a ${kind}; choose a template for a ${kind}.`,
      ko: `${key}은(는) ${KINDS[template.kind]}용 템플릿이지만 이 기록은 ${KINDS[kind]}입니다. ${KINDS[kind]}용 템플릿을 고르십시오.`,
    },
    details: { template: key, expected: template.kind, found: kind },
  }
}

const KINDS = { material: '소재', process: '공정', measurement: '측정' } as const

function requiredField(field: Field): Problem {
  return {
    code: 'field.required',
    field: field.name,
    text: {
      en: `${field.label.en} (${field.name}) is required and was not given.`,
      ko: `필수 항목(${field.label.ko}, ${field.name})이 없습니다.`,
    },
    details: { field: field.name },
  }
}

function unknownField(name: string, template: Template): Problem {
  const key = templateKey(template)
  const names = template.fields.map((field) => field.name)
  const nearest = nearestWord(name, names)
  return {
    code: 'field.unknown',
    field: name,
    text: {
      en: `${key} has no field “${name}”${nearest ? `; did you mean “${nearest}”?` : `; it has ${names.join(', ')}.`}`,
      ko: `${key}에는 “${name}” 항목이 없습니다. ${nearest ? `“${nearest}”을(를) 뜻하셨습니까?` : `있는 항목: ${names.join(', ')}.`}`,
    },
    details: { field: name, nearest, known: names },
  }
}
