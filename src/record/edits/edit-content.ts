import { formatQuantity } from '#science/quantities/format-quantity.ts'
import { Refusal } from '#science/refusal.ts'
import { canonicalJson } from '../records/canonical-json.ts'
import type { RecordContent } from '../records/record.ts'
import { shownValues } from '../records/searchable.ts'
import type { Value, Values } from '../records/value.ts'
import { plainValue, sourceText } from '../tables/cell.ts'
import { admitContent } from '../templates/admit-content.ts'
import type { Problem } from '../templates/problem.ts'
import { templateKey } from '../templates/template.ts'
import type { Template } from '../templates/template.ts'
import type { Change } from './change.ts'
import { readTyped } from './read-typed.ts'

/** What a change makes of a record: what it then says, nothing new, or why it cannot be made. */
export type Edited =
  | { readonly is: 'changed'; readonly content: RecordContent }
  | { readonly is: 'unchanged' }
  | { readonly is: 'refused'; readonly problem: Pick<Problem, 'code' | 'text'> }

/**
 * The content with one change made, where its template allows that. Of a process still to be done, its plan changes.
 *
 * What the template calculates is calculated anew; what a curve filled goes with the curve. Codes: `edit.other_template`,
 * `edit.name_empty`, those of `readTyped` and of `admitContent`.
 */
export function editContent(content: RecordContent, template: Template, change: Change): Edited {
  try {
    const made = changed(content, template, change)
    const { content: whole, problems: [problem] } = admitContent(made, template)
    if (problem) return { is: 'refused', problem }
    return canonicalJson(whole) === canonicalJson(content) ? { is: 'unchanged' } : { is: 'changed', content: whole }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { is: 'refused', problem: error }
  }
}

function changed(content: RecordContent, template: Template, change: Change): RecordContent {
  switch (change.what) {
    case 'origin': return { ...content, origin: change.origin }
    case 'source': return { ...content, source: change.source }
    case 'rename': {
      const name = content.name.replaceAll(change.find, change.replace).trim()
      if (name === '') throw nameEmpty(content.name)
      return { ...content, name }
    }
    case 'set': case 'clear': {
      const field = template.fields.find(({ name }) => name === change.field)
      if (!field) throw otherTemplate(template, change.field)
      const values = withoutDerived(shownValues(content), template, field.name)
      if (change.what === 'set') {
        const value = readTyped(field, change.text)
        const held = shownValues(content)[field.name]
        values[field.name] = held && isSame(held, value) ? held : value
      }
      const isPlan = content.kind === 'process' && content.state === 'planned'
      return { ...content, ...(isPlan ? { planned: values } : { values }) } as RecordContent
    }
  }
}

/** Whether two values say the same, however many digits they were written with. */
function isSame(one: Value, other: Value): boolean {
  const unwritten = ({ written: _, ...value }: Value & { written?: string }) => canonicalJson(value)
  return one.type === other.type && unwritten(one) === unwritten(other)
}

/** Values but for a field's own, what a curve in it filled, and what the template calculates. */
function withoutDerived(values: Values, { fields }: Template, changing: string): Record<string, Value> {
  const calculated = new Set(fields.filter(({ expression }) => expression !== undefined).map(({ name }) => name))
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => name !== changing
    && !(value.type === 'quantity' && (value.from_curve === changing || (value.calculated_from && calculated.has(name))))))
}

/** What a record says where a change would be made, for people; null where it says nothing. */
export function saidOf(content: RecordContent, change: Change): string | null {
  if (change.what === 'rename') return content.name
  if (change.what === 'origin') return content.origin
  if (change.what === 'source') return sourceText(content.source)
  const value = shownValues(content)[change.field]
  if (!value) return null
  if (value.type === 'quantity') return formatQuantity(value, 'en')
  return value.type === 'curve' ? value.axes.map(({ name }) => name).join(', ') : String(plainValue(value, null).value)
}

/** A change in one line, as it stands in the history of every record. */
export function changeText(change: Change): string {
  switch (change.what) {
    case 'set': return `${change.field} = ${change.text.trim()}`
    case 'clear': return `${change.field} = –`
    case 'rename': return `“${change.find}” → “${change.replace}”`
    case 'origin': return `→ ${change.origin}`
    case 'source': return `→ ${sourceText(change.source) ?? 'own'}`
  }
}

function otherTemplate(template: Template, field: string): Refusal {
  const key = templateKey(template)
  return new Refusal('edit.other_template', {
    en: `It follows ${key}, which has no field “${field}”.`, ko: `이 기록의 템플릿 ${key}에는 “${field}” 필드가 없습니다.`,
  }, { field, template: key })
}

function nameEmpty(name: string): Refusal {
  return new Refusal('edit.name_empty', {
    en: `Nothing would be left of the name “${name}”.`, ko: `이름 “${name}”에 남는 글자가 없습니다.`,
  }, { name })
}
