import type { LineageGraph, LineageRecord } from '../lineage/graph.ts'
import { isDone, speaks, voicesFor, voicesOfInput } from '../lineage/speaks-for.ts'
import type { Voice } from '../lineage/speaks-for.ts'
import { shownValues } from '../records/searchable.ts'
import { newestByName } from '../templates/newest-by-name.ts'
import type { Template } from '../templates/template.ts'
import { baseMaterial, countFilled } from './build-table.ts'
import type { BuiltColumn } from './build-table.ts'
import { isColumn } from './cell.ts'
import type { TableColumn } from './table.ts'

const SOURCE = 'source'

/**
 * Every column that a table with one row per record of `rowTemplate` could draw along the lineage, with how many
 * cells would be filled; columns that would stay empty are left out. Of values only the type is looked at.
 * With `only`, of no other rows than these.
 */
export function reachableColumns(
  graph: LineageGraph, templates: readonly Template[], rowTemplate: string, only?: ReadonlySet<string>,
): { rows: number; columns: readonly BuiltColumn[] } {
  const newest = newestByName(templates)
  const found = new Map<string, { template: string; field: string }>()
  const foundInRole = new Map<string, { template: string; field: string; role: string }>()
  const amounts = new Map<string, TableColumn>()
  /** What each record that was heard says and no column has yet: it may be heard by thousands of rows. */
  const untold = new Map<LineageRecord, readonly Told[]>()
  const hear = (record: LineageRecord) => {
    if (!isDone(record)) return []
    for (const column of amountColumns(graph, record)) if (!amounts.has(column.name)) amounts.set(column.name, column)
    return toldBy(record, rowTemplate, newest)
  }
  for (const record of graph.records.values()) {
    const base = baseMaterial(record)
    if (record.template.template !== rowTemplate || !isDone(record) || base === null || (only && !only.has(record.id))) continue
    const voices = voicesFor(graph, base)
    for (const role of rolesToTellApart(graph, voices)) {
      for (const voice of voicesOfInput(graph, base, role)) {
        if (!isDone(voice.record)) continue
        for (const { key, group, template, field } of toldBy(voice.record, rowTemplate, newest)) {
          if (speaks(voice, group)) foundInRole.set(`${role} ${key}`, { template, field, role })
        }
      }
    }
    for (const voice of voices) {
      const told = untold.get(voice.record) ?? hear(voice.record)
      for (const { key, group, ...at } of told) if (!found.has(key) && speaks(voice, group)) found.set(key, at)
      untold.set(voice.record, told.length === 0 ? told : told.filter(({ key }) => !found.has(key)))
    }
  }
  const own = newest.get(rowTemplate)?.fields.filter(isColumn) ?? []
  const isDrawn = ({ template, field }: { template: string; field: string }) => (
    newest.get(template)?.fields.some((each) => each.name === field && isColumn(each))
  )
  const named = columnNames(rowTemplate, own.map(({ name }) => name), [...found.values()].filter(isDrawn))
  const inRoles = [...foundInRole.values()].filter(isDrawn).map(({ role, template, field }): TableColumn => (
    { name: `${role}.${template}.${field}`, path: { from: 'up', template, field, role } }
  ))
  const drawn = [...named, ...inRoles, ...amounts.values()]
  const definition = { name: 'reachable', title: { en: '', ko: '' }, rows: { template: rowTemplate }, columns: drawn }
  const { columns, rows } = countFilled(graph, templates, definition, only)
  return { rows, columns: columns.filter(({ filled }) => filled > 0) }
}

/** Roles in which a process took in materials of one template, each in another: what lies behind them is told apart by these. */
function rolesToTellApart(graph: LineageGraph, voices: readonly Voice[]): ReadonlySet<string> {
  const roles = new Set<string>()
  for (const { record: { content } } of voices) {
    if (content.kind !== 'process' || content.inputs.length < 2) continue
    const byTemplate = Map.groupBy(content.inputs, ({ material }) => graph.records.get(material)?.template.template)
    for (const [template, inputs] of byTemplate) {
      const named = new Set(inputs.flatMap(({ role }) => role ?? []))
      if (template !== undefined && named.size > 1) for (const role of named) roles.add(role)
    }
  }
  return roles
}

type Told = { readonly key: string; readonly template: string; readonly field: string; readonly group: string | undefined }

/** The fields that a record could fill a column with. */
function toldBy({ template: { template }, content }: LineageRecord, rowTemplate: string, newest: ReadonlyMap<string, Template>): Told[] {
  // A sister test of the same specimen repeats what the row itself may say: it would leak the row's own result.
  if (template === rowTemplate) return []
  return Object.keys(shownValues(content)).map((field) => ({
    key: `${template} ${field}`, template, field, group: newest.get(template)?.fields.find(({ name }) => name === field)?.group,
  }))
}

/**
 * The amounts that a process took in, by role, or by the template of the material where there is no role; in the unit in
 * which the first is written.
 */
function amountColumns(graph: LineageGraph, { template: { template }, content }: LineageRecord): TableColumn[] {
  if (content.kind !== 'process') return []
  return content.inputs.flatMap(({ material, role, amount }): TableColumn[] => {
    const of = graph.records.get(material)?.template.template
    if (!amount || (role === undefined && of === undefined)) return []
    const path = { from: 'amount', template, ...(role === undefined ? { of: of! } : { role }) } as const
    return [{ name: `amount.${template}.${role ?? of}`, path, unit: amount.unit }]
  })
}

/** A field's own name where it is the only one, else `template.field`; `source` is where the row was taken from. */
function columnNames(
  rowTemplate: string, own: readonly string[], up: readonly { template: string; field: string }[],
): TableColumn[] {
  const uses = new Map([[SOURCE, 1]])
  for (const name of [...own, ...up.map(({ field }) => field)]) uses.set(name, (uses.get(name) ?? 0) + 1)
  return [
    ...own.map((field): TableColumn => ({
      name: field === SOURCE ? `${rowTemplate}.${field}` : field,
      path: { from: 'own', field },
    })),
    ...up.map(({ template, field }): TableColumn => ({
      name: uses.get(field) === 1 ? field : `${template}.${field}`,
      path: { from: 'up', template, field },
    })),
    { name: SOURCE, path: { from: 'source' } },
  ]
}
