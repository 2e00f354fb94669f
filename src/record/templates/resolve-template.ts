import { narrowField } from './narrow-field.ts'
import { narrowHeader } from './narrow-header.ts'
import { templateKey } from './template.ts'
import type { Field, Template } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'
import type { WrittenField, WrittenTemplate } from './written-template.ts'

/** The whole template that a written one comes to, or why it comes to none. */
export type Resolved = { readonly template: Template | null; readonly problems: readonly TemplateProblem[] }

/**
 * The whole template that a written one means as version `version`, over the `base` that it extends.
 *
 * A field of the base stays where it is and as it is but for what is narrowed; fields of its own follow. Codes:
 * `template.missing`, and those of `narrowField` and `narrowHeader`.
 */
export function resolveTemplate(written: WrittenTemplate, version: number, base: Template | null): Resolved {
  const problems: TemplateProblem[] = []
  const header = base ? narrowHeader(written, base, problems) : wholeHeader(written, problems)
  const own = new Map<string, Field>()
  const repeated: Field[] = []
  for (const [index, field] of written.fields.entries()) {
    const path = ['fields', index]
    const inBase = base?.fields.find(({ name }) => name === field.name)
    const whole = inBase ? narrowField(field, inBase, base!, path, problems) : wholeField(field, path, problems)
    if (!whole) continue
    if (own.has(whole.name)) repeated.push(whole)
    else own.set(whole.name, whole)
  }
  if (!header || problems.some(({ code }) => code === 'template.missing')) return { template: null, problems }
  const inherited = (base?.fields ?? []).map((field) => own.get(field.name) ?? field)
  const added = [...own.values()].filter(({ name }) => !inherited.some((field) => field.name === name))
  const { template, label, iri, description } = written
  return {
    problems,
    template: {
      template, version, ...(base ? { extends: templateKey(base) } : {}), label,
      ...(description === undefined ? {} : { description }), ...(iri === undefined ? {} : { iri }), ...header,
      // A name that comes twice is told as such by whoever checks the whole.
      fields: [...inherited, ...added, ...repeated],
    },
  }
}

type Header = Pick<Template, 'kind' | 'stage' | 'event' | 'keeps' | 'hands_on'>

function wholeHeader(written: WrittenTemplate, problems: TemplateProblem[]): Header | null {
  const { kind, stage, event, keeps, hands_on } = written
  for (const key of ['kind', 'stage'] as const) if (written[key] === undefined) problems.push(missing([], key, written.template))
  if (kind === undefined || stage === undefined) return null
  return {
    kind, stage, ...(event === undefined ? {} : { event }), ...(keeps === undefined ? {} : { keeps }),
    ...(hands_on === undefined ? {} : { hands_on }),
  }
}

function wholeField(field: WrittenField, path: TemplateProblem['path'], problems: TemplateProblem[]): Field | null {
  const lacking = (['label', 'type', 'role'] as const).filter((key) => field[key] === undefined)
  for (const key of lacking) problems.push(missing(path, key, field.name))
  for (const [index, { term, label }] of (field.vocabulary ?? []).entries()) {
    if (label === undefined) problems.push(missing([...path, 'vocabulary', index], 'label', term))
  }
  if (lacking.length > 0) return null
  return { obligation: 'optional', ...field } as Field
}

function missing(path: TemplateProblem['path'], key: string, of: string): TemplateProblem {
  return problemAt(path, 'missing', {
    en: `“${of}” lacks “${key}”; add it.`,
    ko: `“${of}”에 “${key}”이(가) 없습니다. 추가하십시오.`,
  }, { of, key })
}
