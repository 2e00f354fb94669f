import { Refusal } from '#science/refusal.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import type { Field, Template } from '../templates/template.ts'
import type { ColumnPath, TableColumn, TableDefinition } from './table.ts'

/**
 * The template field that a column of a table is read from, as its template's newest version states it: unit, bounds,
 * vocabulary. Null for the source, behind which no field stands. Refuses a template or field that is not there.
 *
 * The bounds are in the field's unit, which need not be the column's.
 */
export function fieldOfColumn(
  definition: Pick<TableDefinition, 'rows'>, column: Pick<TableColumn, 'path'>, templates: Iterable<Template>,
): Field | null {
  return placeOf(definition.rows.template, column.path, newestByName(templates))?.field ?? null
}

/** Where a column is read: the template and its field; null for the source. Refuses what is not there. */
export function placeOf(
  rows: string, path: ColumnPath, newest: ReadonlyMap<string, Template>,
): { readonly template: Template; readonly field: Field } | null {
  if (path.from === 'source') return null
  const template = requireTemplate(newest, path.from === 'own' ? rows : path.template)
  const field = template.fields.find(({ name }) => name === path.field)
  if (!field) throw unknownField(template, path.field)
  return { template, field }
}

/** The template of that name; refuses one that is not there. */
export function requireTemplate(newest: ReadonlyMap<string, Template>, name: string): Template {
  const template = newest.get(name)
  if (template) return template
  const choices = [...newest.keys()].sort().join(', ')
  throw new Refusal(
    'table.unknown_template',
    {
      en: `There is no template “${name}”; there are: ${choices}.`,
      ko: `템플릿 “${name}”이(가) 없습니다. 있는 템플릿: ${choices}.`,
    },
    { template: name },
  )
}

function unknownField(template: Template, field: string): Refusal {
  const choices = template.fields.map(({ name }) => name).join(', ')
  return new Refusal(
    'table.unknown_field',
    {
      en: `Template “${template.template}” has no field “${field}”; it has: ${choices}.`,
      ko: `템플릿 “${template.template}”에 필드 “${field}”이(가) 없습니다. 있는 필드: ${choices}.`,
    },
    { template: template.template, field },
  )
}
