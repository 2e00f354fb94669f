import { element } from '#science/chemistry/elements.ts'
import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { RecordKind } from '#record/records/record.ts'
import type { ValueType } from '#record/records/value.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { isOutside } from './outside.ts'
import type { Target } from './outside.ts'
import { calculatedField, circularCondition, duplicateName, fileColumn, madeElsewhere, notMaterial, unknownName, wrongLink, wrongType, wrongUnit } from './recipe-refusals.ts'
import type { Recipe, RecipeColumn, RecipeRecord } from './recipe.ts'

/** A recipe's record with what its names stand for. */
export type PlannedRecord = {
  readonly record: RecipeRecord
  readonly template: Template
  readonly fields: readonly { readonly field: Field; readonly column: string }[]
  /** Positions in the plan of the records that it points to or is known by. */
  readonly points: ReadonlyMap<string, number>
  /** The positions of those that a row must make, or of several one, before it makes this record. */
  readonly before: readonly (readonly number[])[]
  /** Columns that name the records of the hub to which it points. */
  readonly named: readonly string[]
  /** The record's name in the parts between ` · `, each with the columns that it shows and the text around them. */
  readonly nameParts: readonly { readonly between: readonly string[]; readonly columns: readonly string[] }[]
}

/**
 * A recipe whose every name has been looked up: columns, templates, fields, terms, units, records.
 *
 * Refuses `recipe.duplicate_name`, `recipe.unknown_template`, `recipe.unknown_field`, `recipe.unknown_column`,
 * `recipe.unknown_record`, `recipe.calculated_field`, `recipe.wrong_kind`, `recipe.wrong_type`, `recipe.unknown_term` and the
 * refusals of units: such a recipe would fail in every row.
 */
export function planRecipe(recipe: Recipe, templates: ReadonlyMap<string, Template>): PlannedRecord[] {
  checkColumns(recipe, templates)
  const planned: PlannedRecord[] = []
  for (const record of recipe.records) {
    const taken = record.as in recipe.columns || planned.some((other) => other.record.as === record.as)
    if (taken) throw duplicateName(record.as)
    planned.push(planRecord(recipe, record, templates, planned))
  }
  checkUses(recipe, planned)
  return planned
}

/** The field that a column fills; null where it fills none. */
export function targetOf(column: string, plan: readonly PlannedRecord[]): Target | null {
  for (const { template, fields } of plan) {
    const found = fields.find((each) => each.column === column)
    if (found) return { template, field: found.field }
  }
  return null
}

/** A file is read as its field says, so that it cannot fill two; and a file is no part of a key. */
function checkUses(recipe: Recipe, planned: readonly PlannedRecord[]): void {
  for (const [name, column] of Object.entries(recipe.columns)) {
    if (!isOutside(column) || 'names' in column) continue
    const uses = planned.flatMap(({ record, fields }) => (
      [...fields.filter((each) => each.column === name), ...record.key.filter((part) => part === name)].map(() => record.as)
    ))
    const isKey = planned.some(({ record }) => record.key.includes(name))
    if (uses.length !== 1 || isKey) throw fileColumn(name, uses.length, isKey)
  }
}

function checkNamed(recipe: Recipe, record: RecipeRecord, name: string, templates: ReadonlyMap<string, Template>): void {
  const column = recipe.columns[name]!
  if (!('names' in column)) throw unknownName('record', `records.${record.as}`, name, recipe.records.map(({ as }) => as))
  const template = [...templates.values()].find((each) => each.template === column.names)!
  if (template.kind !== 'material') throw notMaterial(record, name)
}

function planRecord(
  recipe: Recipe,
  record: RecipeRecord,
  templates: ReadonlyMap<string, Template>,
  before: readonly PlannedRecord[],
): PlannedRecord {
  const template = templates.get(record.template)
  const where = `records.${record.as}`
  if (!template) throw unknownName('template', where, record.template, [...templates.keys()])
  const columns = Object.keys(recipe.columns)
  const known = before.map((other) => other.record.as)

  checkLinks(record, template.kind)
  const meant = [...(record.of === undefined ? [] : [record.of]), ...[...(record.inputs ?? []), ...(record.outputs ?? [])].map((part) => part.record)]
  const materials = meant.flat()
  const points = new Map<string, number>()
  const named = materials.filter((name) => columns.includes(name))
  for (const name of named) checkNamed(recipe, record, name, templates)
  const made = record.outputs?.flatMap((part) => part.record).find((name) => columns.includes(name))
  if (made) throw madeElsewhere(record, made)
  const keys = record.key.filter((part) => !columns.includes(part))
  for (const name of [...materials.filter((each) => !columns.includes(each)), ...keys]) {
    const position = known.indexOf(name)
    if (position < 0) throw unknownName('record', where, name, [...known, ...columns])
    points.set(name, position)
  }
  for (const name of materials) {
    const other = points.has(name) ? before[points.get(name)!] : undefined
    if (other && other.template.kind !== 'material') throw notMaterial(record, other.record.as)
  }
  const nameParts = record.name.split(' · ').map((text) => ({ between: text.split(PLACEHOLDER), columns: placeholders(text) }))
  const shown = nameParts.flatMap((part) => part.columns)
  for (const name of [...(record.when ?? []), ...shown]) requireColumn(recipe, where, name)

  const fields = Object.entries(record.values).map(([name, column]) => {
    const field = template.fields.find((candidate) => candidate.name === name)
    if (!field) throw unknownName('field', where, name, template.fields.map((candidate) => candidate.name))
    if (field.expression !== undefined) throw calculatedField(record, field, column)
    checkFit(record, field, column, requireColumn(recipe, where, column))
    return { field, column }
  })
  const needed = [...meant, ...keys].flatMap((each) => {
    const positions = [each].flat().flatMap((name) => points.get(name) ?? [])
    return positions.length > 0 ? [positions] : []
  })
  return { record, template, fields, points, before: needed, named, nameParts }
}

/** Names in braces, in order: `{formula} · {processing}`. */
function placeholders(name: string): string[] {
  return [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
}

const PLACEHOLDER = /\{\w+\}/

function checkColumns(recipe: Recipe, templates: ReadonlyMap<string, Template>): void {
  const known = new Set([...templates.values()].map(({ template }) => template))
  for (const [name, column] of Object.entries(recipe.columns)) {
    const unit = 'unit_column' in column ? [column.unit_column] : 'lists' in column ? Object.entries(column.lists).flat() : []
    const spread = 'unit' in column && column.uncertainty_column !== undefined ? [column.uncertainty_column] : 'shares' in column ? Object.values(column.shares) : []
    if ('shares' in column) [...Object.keys(column.shares), ...(column.rest === undefined ? [] : [column.rest])].forEach(element)
    for (const other of [...(column.when ?? []), ...(column.unless ?? []), ...unit, ...spread]) {
      requireColumn(recipe, `columns.${name}`, other)
    }
    if ('unit' in column) parseUnit(column.unit)
    if ('names' in column && !known.has(column.names)) throw unknownName('template', `columns.${name}`, column.names, [...known])
    if ('curve' in column) for (const { unit: ofAxis } of column.axes) parseUnit(ofAxis)
  }
  for (const name of Object.keys(recipe.columns)) checkConditions(recipe, name, [])
  const { doi, title, year } = recipe.literature ?? {}
  for (const name of [doi, title, year]) {
    if (name !== undefined) requireColumn(recipe, 'literature', name)
  }
}

/** Whether a column counts may hang on others, but not on itself. */
function checkConditions(recipe: Recipe, name: string, above: readonly string[]): void {
  if (above.includes(name)) throw circularCondition([...above.slice(above.indexOf(name)), name])
  const { when = [], unless = [] } = recipe.columns[name]!
  for (const other of [...when, ...unless]) checkConditions(recipe, other, [...above, name])
}

function requireColumn(recipe: Recipe, where: string, name: string): RecipeColumn {
  const column = Object.hasOwn(recipe.columns, name) ? recipe.columns[name] : undefined
  if (!column) throw unknownName('column', where, name, Object.keys(recipe.columns))
  return column
}

function valueTypesOf(column: RecipeColumn): readonly ValueType[] {
  if ('names' in column) return ['reference']
  if ('file' in column) return ['file', 'image', 'structure']
  return [sheetTypeOf(column)]
}

function sheetTypeOf(column: Exclude<RecipeColumn, { names: string } | { file: string }>): ValueType {
  if ('curve' in column) return 'curve'
  if ('composition' in column) return 'composition'
  if ('unit' in column || 'unit_column' in column) return 'quantity'
  return 'words' in column ? 'terms' : 'text'
}

function checkFit(record: RecipeRecord, field: Field, name: string, column: RecipeColumn): void {
  const types = valueTypesOf(column)
  if (!types.includes(field.type)) throw wrongType(record, field, name, types[0]!)
  if ('unit' in column && field.unit !== undefined && !isCompatible(parseUnit(column.unit), parseUnit(field.unit))) {
    throw wrongUnit(record, field, name, column.unit)
  }
  if ('words' in column && !('names' in column) && field.vocabulary) {
    const choices = field.vocabulary.map(({ term }) => term)
    const unknown = Object.values(column.words).flat().find((term) => !choices.includes(term))
    if (unknown !== undefined) throw unknownName('term', `records.${record.as}`, unknown, choices)
  }
}

function checkLinks(record: RecipeRecord, kind: RecordKind): void {
  if (kind === 'material' && record.state === 'planned') throw wrongLink(record, kind, 'state', true)
  const links = { of: record.of, inputs: record.inputs, outputs: record.outputs }
  const allowed: readonly string[] = { material: [], measurement: ['of'], process: ['inputs', 'outputs'] }[kind]
  const extra = Object.entries(links).find(([name, value]) => value !== undefined && !allowed.includes(name))?.[0]
  const missing = kind === 'measurement' && record.of === undefined ? 'of' : undefined
  const link = extra ?? missing
  if (link === undefined) return
  throw wrongLink(record, kind, link, extra !== undefined)
}
