import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { LineageGraph, LineageRecord } from '../lineage/graph.ts'
import { speaks, voicesFor } from '../lineage/speaks-for.ts'
import type { Voice } from '../lineage/speaks-for.ts'
import { shownValues } from '../records/searchable.ts'
import type { Value } from '../records/value.ts'
import type { Stage } from '../stages.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import type { Field, Template } from '../templates/template.ts'
import { amountOfInputs } from './amount-of-inputs.ts'
import { kindOfField, plainValue, sourceText } from './cell.ts'
import type { Cell, CellKind } from './cell.ts'
import { unitOfColumn } from './field-of-column.ts'
import { passesFilter, requireColumn } from './filter.ts'
import type { AmountPath, ColumnPath, TableColumn, TableDefinition } from './table.ts'

/** A column as it came out. */
export type BuiltColumn = {
  readonly name: string
  readonly label: Text
  readonly kind: CellKind
  readonly unit: string | null
  readonly stage: Stage | null
  readonly template: string | null
  readonly path: ColumnPath
  readonly filled: number
}

export type BuiltRow = { readonly record: string; readonly name: string; readonly cells: readonly (Cell | null)[] }

export type BuiltTable = { readonly columns: readonly BuiltColumn[]; readonly rows: readonly BuiltRow[] }

const SOURCE_LABEL: Text = { en: 'Source', ko: '출처' }

/**
 * One row per record made under `definition.rows.template`, its columns drawn along the lineage.
 *
 * A column of an ancestor is filled from the nearest record that speaks for the row's material; where none does, the
 * cell is null, and so it is where an older version of the template had a field of another type. Planned and failed
 * records make no row. Refuses a template or field that is not there.
 */
export function buildTable(
  graph: LineageGraph, templates: Iterable<Template>, definition: TableDefinition,
): BuiltTable {
  const newest = newestByName(templates)
  const rowTemplate = requireTemplate(newest, definition.rows.template)
  const plans = definition.columns.map((column) => planOf(column, rowTemplate, newest))
  const where = definition.rows.where ?? []
  for (const { column } of where) requireColumn(column, plans)
  const rows: BuiltRow[] = []
  for (const record of graph.records.values()) {
    if (record.template.template !== rowTemplate.template || !isDone(record)) continue
    const material = baseMaterial(record)
    const voices = material === null ? [] : voicesFor(graph, material)
    const cells = plans.map((plan) => cellOf(graph, plan, record, voices))
    if (!where.every((filter) => passesFilter(filter, plans, cells))) continue
    rows.push({ record: record.id, name: record.content.name, cells })
  }
  const columns = plans.map(({ field: _, ...column }, index) => ({
    ...column,
    filled: rows.reduce((sum, { cells }) => sum + (cells[index] === null ? 0 : 1), 0),
  }))
  return { columns, rows }
}

/** A column with everything needed to fill it. */
type Plan = Omit<BuiltColumn, 'filled'> & { readonly field: Field | null }

function planOf(column: TableColumn, rowTemplate: Template, newest: ReadonlyMap<string, Template>): Plan {
  const { name, path } = column
  if (path.from === 'source') {
    const label = column.label ?? SOURCE_LABEL
    return { name, path, label, kind: 'category', unit: null, stage: null, template: null, field: null }
  }
  const template = path.from === 'own' ? rowTemplate : requireTemplate(newest, path.template)
  if (path.from === 'amount') {
    if (column.unit === undefined) throw amountWithoutUnit(name)
    const material = path.of === undefined ? null : requireTemplate(newest, path.of)
    const label = column.label ?? amountLabel(template, material, path.role)
    return { name, path, label, kind: 'number', unit: column.unit, stage: template.stage, template: template.template, field: null }
  }
  const field = template.fields.find((candidate) => candidate.name === path.field)
  if (!field) throw unknownField(template, path.field)
  return {
    name, path, field, label: column.label ?? field.label, kind: kindOfField(field),
    unit: unitOfColumn(column, field),
    stage: template.stage, template: template.template,
  }
}

function cellOf(graph: LineageGraph, plan: Plan, record: LineageRecord, voices: readonly Voice[]): Cell | null {
  const { path, field } = plan
  if (path.from === 'source') {
    const text = sourceText(record.content.source)
    return text === null ? null : { value: text, record: record.id, steps: 0 }
  }
  if (path.from === 'own') {
    const value = valueOf(record, field)
    return value === undefined ? null : { ...plainValue(value, plan.unit), record: record.id, steps: 0 }
  }
  let nearest: { voice: Voice; said: Omit<Cell, 'record' | 'steps'> } | null = null
  let among = 0
  for (const voice of voices) {
    // Voices stand nearest first, so nothing beyond this one's distance is of any use.
    if (nearest && voice.steps > nearest.voice.steps) break
    if (voice.record.template.template !== path.template || !isDone(voice.record)) continue
    if (path.from === 'up' && (voice.record.id === record.id || !speaks(voice, field?.group))) continue
    const said = path.from === 'up' ? saidOf(voice.record, plan) : amountIn(graph, voice.record, path, plan.unit!)
    if (!said) continue
    nearest ??= { voice, said }
    among += 1
  }
  if (!nearest) return null
  const { voice: { record: from, steps }, said } = nearest
  return { ...said, record: from.id, steps, ...(among > 1 ? { among } : {}) }
}

function saidOf(record: LineageRecord, { field, unit }: Plan): Omit<Cell, 'record' | 'steps'> | null {
  const value = valueOf(record, field)
  return value === undefined ? null : plainValue(value, unit)
}

function amountIn(graph: LineageGraph, { content }: LineageRecord, path: AmountPath, unit: string) {
  return content.kind === 'process' ? amountOfInputs(graph, content, path, unit) : null
}

function amountLabel({ label }: Template, material: Template | null, role: string | undefined): Text {
  const what = (language: keyof Text) => [role?.replaceAll('_', ' '), material?.label[language]].filter(Boolean).join(' · ')
  return { en: `Amount of ${what('en')} in ${label.en}`, ko: `${label.ko}의 ${what('ko')} 양` }
}

/** What a record says of a field, as long as it is of the field's type: text is no number. */
function valueOf({ content }: LineageRecord, field: Field | null): Value | undefined {
  const value = field === null ? undefined : shownValues(content)[field.name]
  return value?.type === field?.type ? value : undefined
}

/** The material that a row is about: what was measured, the row itself, or what the process made first. */
export function baseMaterial({ id, content }: LineageRecord): string | null {
  if (content.kind === 'measurement') return content.of
  if (content.kind === 'material') return id
  return content.outputs[0]?.material ?? null
}

/** Whether something happened that a table may report. */
export function isDone({ content }: LineageRecord): boolean {
  return content.kind === 'material' || content.state === 'done'
}

function requireTemplate(newest: ReadonlyMap<string, Template>, name: string): Template {
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

function amountWithoutUnit(column: string): Refusal {
  return new Refusal(
    'table.amount_without_unit',
    {
      en: `Column “${column}” is an amount of inputs and names no unit; say one, such as g or mL.`,
      ko: `열 “${column}”은(는) 투입량인데 단위가 없습니다. g, mL 같은 단위를 지정하십시오.`,
    },
    { column },
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
