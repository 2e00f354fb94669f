import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { LineageGraph, LineageRecord } from '../lineage/graph.ts'
import { isDone, speakersOf, voicesFor, voicesOfInput } from '../lineage/speaks-for.ts'
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
 * records make no row, and with `only` none but these does. Refuses a template or field that is not there.
 */
export function buildTable(
  graph: LineageGraph, templates: Iterable<Template>, definition: TableDefinition, only?: ReadonlySet<string>,
): BuiltTable {
  const { plans, rowTemplate } = plansOf(templates, definition)
  const where = definition.rows.where ?? []
  for (const { column } of where) requireColumn(column, plans)
  const rows: BuiltRow[] = []
  for (const { record, voices } of rowsOf(graph, rowTemplate, only)) {
    const cells = plans.map((plan) => cellOf(graph, plan, record, voices))
    if (!where.every((filter) => passesFilter(filter, plans, cells))) continue
    rows.push({ record: record.id, name: record.content.name!, cells })
  }
  const filled = plans.map((_, index) => rows.reduce((sum, { cells }) => sum + (cells[index] === null ? 0 : 1), 0))
  return { columns: builtColumns(plans, filled), rows }
}

/**
 * The columns of a table without filters, with how many cells would be filled; values are not looked at beyond their
 * type.
 */
export function countFilled(
  graph: LineageGraph, templates: Iterable<Template>, definition: TableDefinition, only?: ReadonlySet<string>,
): { readonly columns: readonly BuiltColumn[]; readonly rows: number } {
  const { plans, rowTemplate } = plansOf(templates, definition)
  const filled = plans.map(() => 0)
  let rows = 0
  for (const { record, voices } of rowsOf(graph, rowTemplate, only)) {
    rows += 1
    for (const [index, plan] of plans.entries()) if (sourceOf(graph, plan, record, voices)) filled[index]! += 1
  }
  return { columns: builtColumns(plans, filled), rows }
}

function plansOf(templates: Iterable<Template>, { rows, columns }: Pick<TableDefinition, 'rows' | 'columns'>) {
  const newest = newestByName(templates)
  const rowTemplate = requireTemplate(newest, rows.template)
  return { plans: columns.map((column) => planOf(column, rowTemplate, newest)), rowTemplate }
}

/** What speaks for a row's material, or for what went into it in a role. */
type Hearing = (role: string | undefined) => readonly Voice[]

/** The records that make a row, oldest first, each with what speaks for its material. */
function* rowsOf(
  graph: LineageGraph, { template }: Template, only: ReadonlySet<string> | undefined,
): Generator<{ record: LineageRecord; voices: Hearing }> {
  for (const record of graph.records.values()) {
    if (record.template.template !== template || !isDone(record) || (only && !only.has(record.id))) continue
    const material = baseMaterial(record)
    yield { record, voices: material === null ? () => [] : hearing(graph, material) }
  }
}

function hearing(graph: LineageGraph, material: string): Hearing {
  const heard = new Map<string | undefined, readonly Voice[]>()
  return (role) => {
    const known = heard.get(role) ?? (role === undefined ? voicesFor(graph, material) : voicesOfInput(graph, material, role))
    heard.set(role, known)
    return known
  }
}

function builtColumns(plans: readonly Plan[], filled: readonly number[]): BuiltColumn[] {
  return plans.map(({ field: _, ...column }, index) => ({ ...column, filled: filled[index]! }))
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
    name, path, field, label: column.label ?? fieldLabel(field, path), kind: kindOfField(field),
    unit: unitOfColumn(column, field),
    stage: template.stage, template: template.template,
  }
}

/** Where a cell is read: the record, its distance, and how many at that distance say something of this. */
type CellSource = { readonly record: LineageRecord; readonly steps: number; readonly among: number }

function cellOf(graph: LineageGraph, plan: Plan, record: LineageRecord, voices: Hearing): Cell | null {
  const source = sourceOf(graph, plan, record, voices)
  if (!source) return null
  const { record: from, steps, among } = source
  return { ...saidBy(graph, plan, from), record: from.id, steps, ...(among > 1 ? { among } : {}) }
}

/** Which record fills a column's cell; decided by what is known, not by what it says. */
function sourceOf(graph: LineageGraph, plan: Plan, record: LineageRecord, voices: Hearing): CellSource | null {
  const { path, field } = plan
  if (path.from === 'source' || path.from === 'own') return says(graph, plan, record) ? { record, steps: 0, among: 1 } : null
  const speakers = speakersOf(voices(path.from === 'up' ? path.role : undefined), path.template, field?.group, (from) => (
    (path.from !== 'up' || from.id !== record.id) && says(graph, plan, from)
  ))
  const [nearest] = speakers
  return nearest ? { record: nearest.record, steps: nearest.steps, among: speakers.length } : null
}

function says(graph: LineageGraph, { path, field, unit }: Plan, record: LineageRecord): boolean {
  if (path.from === 'source') return sourceText(record.content.source!) !== null
  if (path.from === 'amount') return amountIn(graph, record, path, unit!) !== null
  return valueOf(record, field) !== undefined
}

function saidBy(graph: LineageGraph, { path, field, unit }: Plan, record: LineageRecord): Omit<Cell, 'record' | 'steps'> {
  if (path.from === 'source') return { value: sourceText(record.content.source!)! }
  if (path.from === 'amount') return amountIn(graph, record, path, unit!)!
  return plainValue(valueOf(record, field)!, unit)
}

function amountIn(graph: LineageGraph, { content }: LineageRecord, path: AmountPath, unit: string) {
  return content.kind === 'process' ? amountOfInputs(graph, content, path, unit) : null
}

function fieldLabel({ label }: Field, path: ColumnPath): Text {
  if (path.from !== 'up' || path.role === undefined) return label
  const role = path.role.replaceAll('_', ' ')
  return { en: `${label.en} (${role})`, ko: `${label.ko}(${role})` }
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
