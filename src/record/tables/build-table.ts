import type { Text } from '#science/refusal.ts'
import type { LineageGraph, LineageRecord } from '../lineage/graph.ts'
import { speaks, voicesFor } from '../lineage/speaks-for.ts'
import type { Voice } from '../lineage/speaks-for.ts'
import { shownValues } from '../records/searchable.ts'
import type { Value } from '../records/value.ts'
import type { Stage } from '../stages.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import type { Field, Template } from '../templates/template.ts'
import { kindOfField, plainValue, sourceText } from './cell.ts'
import type { Cell, CellKind } from './cell.ts'
import { placeOf, requireTemplate } from './field-of-column.ts'
import { passesFilter } from './filter.ts'
import type { ColumnPath, TableColumn, TableDefinition } from './table.ts'

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
  const plans = definition.columns.map((column) => planOf(column, rowTemplate.template, newest))
  const where = definition.rows.where ?? []
  const rows: BuiltRow[] = []
  for (const record of graph.records.values()) {
    if (record.template.template !== rowTemplate.template || !isDone(record)) continue
    const material = baseMaterial(record)
    const voices = material === null ? [] : voicesFor(graph, material)
    const cells = plans.map((plan) => cellOf(plan, record, voices))
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

function planOf(column: TableColumn, rows: string, newest: ReadonlyMap<string, Template>): Plan {
  const { name, path } = column
  const place = placeOf(rows, path, newest)
  if (place === null) {
    const label = column.label ?? SOURCE_LABEL
    return { name, path, label, kind: 'category', unit: null, stage: null, template: null, field: null }
  }
  const { template, field } = place
  return {
    name, path, field, label: column.label ?? field.label, kind: kindOfField(field),
    unit: field.type === 'quantity' ? (column.unit ?? field.unit ?? '1') : null,
    stage: template.stage, template: template.template,
  }
}

function cellOf(plan: Plan, record: LineageRecord, voices: readonly Voice[]): Cell | null {
  const { path, field } = plan
  if (path.from === 'source') {
    const text = sourceText(record.content.source)
    return text === null ? null : { value: text, record: record.id, steps: 0 }
  }
  if (path.from === 'own') {
    const value = valueOf(record, field)
    return value === undefined ? null : { ...plainValue(value, plan.unit), record: record.id, steps: 0 }
  }
  const saying = voices.filter(
    (voice) =>
      voice.record.template.template === path.template &&
      voice.record.id !== record.id &&
      isDone(voice.record) &&
      speaks(voice, field?.group) &&
      valueOf(voice.record, field) !== undefined,
  )
  const nearest = saying[0]
  if (!nearest) return null
  const among = saying.filter((voice) => voice.steps === nearest.steps).length
  return {
    ...plainValue(
      valueOf(nearest.record, field)!, plan.unit,
    ), record: nearest.record.id, steps: nearest.steps, ...(among > 1 ? { among } : {}),
  }
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
