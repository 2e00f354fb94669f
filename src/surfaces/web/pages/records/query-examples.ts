import type { listTemplates } from '#contract/operations/hub.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { RecordRow } from './record-results.svelte.ts'

type Template = AnswerOf<typeof listTemplates>['templates'][number]
type Field = Template['fields'][number]

/** A query that this hub understands, and what it shows. */
export type QueryExample = { readonly shows: 'number' | 'elements' | 'terms' | 'up' | 'down' | 'missing'; readonly query: string }

/** The newest version of each template that the hub has records of, the most used first; more would show nothing new. */
export function templatesToShow(templates: readonly Template[]): readonly Template[] {
  return templates
    .filter(({ template, records }, place) => records > 0 && templates.findIndex((other) => other.template === template) === place)
    .toSorted((a, b) => b.records - a.records).slice(0, 8)
}

/**
 * Queries to begin from, made of fields of these templates, with numbers and terms that stand in `rows`.
 *
 * `elements` are how many records have each. What the hub has nothing of makes no example.
 */
export function queryExamples(
  templates: readonly Template[], rows: readonly Pick<RecordRow, 'template' | 'values'>[],
  elements: Readonly<Record<string, number>>,
): QueryExample[] {
  const fields = templates.flatMap((template) => template.fields.map((field) => ({ template, field })))
  const find = (fits: (field: Field, template: Template) => boolean) => (
    fields.find(({ field, template }) => fits(field, template) && sampleOf(rows, template, field) !== null)
    ?? fields.find(({ field, template }) => fits(field, template))
  )
  const number = find(({ type, role }) => type === 'quantity' && role === 'result')
  const terms = find(({ type, role, vocabulary }) => type === 'terms' && role === 'result' && vocabulary !== undefined)
  const step = find((field, template) => template.kind === 'process' && field.type === 'terms' && field.vocabulary !== undefined)
    ?? find((_, template) => template.kind === 'process')
  const conditionOf = (found: NonNullable<typeof number>, always = false) => {
    const { template, field } = found
    const isShared = always || fields.some((other) => other.field.name === field.name && other.field.type !== field.type)
    return `${isShared ? `${template.template}.` : ''}${field.name} ${sampleOf(rows, template, field) ?? 'is known'}`
  }
  const common = Object.entries(elements).toSorted((a, b) => b[1] - a[1]).slice(0, 2).map(([symbol]) => symbol)
  const material = templates.some(({ kind }) => kind === 'material')
  return [
    ...(number ? [{ shows: 'number', query: conditionOf(number) } as const] : []),
    ...(common.length > 0 ? [{ shows: 'elements', query: `elements has all ${common.join(', ')} and not origin = predicted` } as const] : []),
    ...(terms ? [{ shows: 'terms', query: conditionOf(terms) } as const] : []),
    ...(number && step ? [{
      shows: 'up', query: `${number.field.name} is known and up.${conditionOf(step, true)}`,
    } as const] : []),
    ...(number && material ? [{ shows: 'down', query: `kind = material and down.${conditionOf(number, true)}` } as const] : []),
    ...(number ? [{ shows: 'missing', query: `${number.template.template}.${number.field.name} is unknown` } as const] : []),
  ]
}

/** What of the rows can be asked of a field: more than a number there is, or one of the terms; null where none has it. */
function sampleOf(rows: readonly Pick<RecordRow, 'template' | 'values'>[], { template }: Template, { name, unit = '1', several }: Field): string | null {
  for (const row of rows) {
    const value = row.template.split('@')[0] === template ? row.values[name] : undefined
    if (value?.type === 'terms') return `${several ? 'has any' : '='} ${value.terms.map(quoted).join(', ')}`
    if (value?.type !== 'quantity') continue
    const round = String(Number(value.value.toPrecision(1)))
    return `> ${round}${value.unit === '1' && unit === '1' ? '' : ` ${value.unit}`}`
  }
  return null
}

function quoted(term: string): string {
  return /^[\p{L}\p{N}_]+$/u.test(term) && !/^(?:and|or)$/i.test(term) ? term : `"${term.replace(/["\\]/g, '\\$&')}"`
}
