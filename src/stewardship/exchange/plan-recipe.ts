import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { RecordKind } from '#record/records/record.ts'
import type { ValueType } from '#record/records/value.ts'
import type { Field, Template } from '#record/templates/template.ts'
import { calculatedField, duplicateName, notMaterial, unknownName, wrongLink, wrongType, wrongUnit } from './recipe-refusals.ts'
import type { Recipe, RecipeColumn, RecipeRecord } from './recipe.ts'

/** A recipe's record with what its names stand for. */
export type PlannedRecord = {
  readonly record: RecipeRecord
  readonly template: Template
  readonly fields: readonly { readonly field: Field; readonly column: string }[]
  /** Positions in the plan of the records that it points to or is known by. */
  readonly points: ReadonlyMap<string, number>
  /** The same positions. */
  readonly before: readonly number[]
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
  checkColumns(recipe)
  const planned: PlannedRecord[] = []
  for (const record of recipe.records) {
    const taken = record.as in recipe.columns || planned.some((other) => other.record.as === record.as)
    if (taken) throw duplicateName(record.as)
    planned.push(planRecord(recipe, record, templates, planned))
  }
  return planned
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
  const materials = [record.of, ...[...(record.inputs ?? []), ...(record.outputs ?? [])].map((part) => part.record)]
  const points = new Map<string, number>()
  for (const name of [...materials, ...record.key.filter((part) => !columns.includes(part))]) {
    if (name === undefined) continue
    const position = known.indexOf(name)
    if (position < 0) throw unknownName('record', where, name, [...known, ...columns])
    points.set(name, position)
  }
  for (const name of materials) {
    const other = name === undefined ? undefined : before[points.get(name)!]
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
  return { record, template, fields, points, before: [...points.values()], nameParts }
}

/** Names in braces, in order: `{formula} · {processing}`. */
function placeholders(name: string): string[] {
  return [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
}

const PLACEHOLDER = /\{\w+\}/

function checkColumns(recipe: Recipe): void {
  for (const [name, column] of Object.entries(recipe.columns)) {
    const unit = 'unit_column' in column ? [column.unit_column] : []
    for (const other of [...(column.when ?? []), ...(column.unless ?? []), ...unit]) {
      requireColumn(recipe, `columns.${name}`, other)
    }
    if ('unit' in column) parseUnit(column.unit)
  }
  const { doi, title, year } = recipe.literature ?? {}
  for (const name of [doi, title, year]) {
    if (name !== undefined) requireColumn(recipe, 'literature', name)
  }
}

function requireColumn(recipe: Recipe, where: string, name: string): RecipeColumn {
  const column = Object.hasOwn(recipe.columns, name) ? recipe.columns[name] : undefined
  if (!column) throw unknownName('column', where, name, Object.keys(recipe.columns))
  return column
}

function valueTypeOf(column: RecipeColumn): ValueType {
  if ('composition' in column) return 'composition'
  if ('unit' in column || 'unit_column' in column) return 'quantity'
  return 'words' in column ? 'terms' : 'text'
}

function checkFit(record: RecipeRecord, field: Field, name: string, column: RecipeColumn): void {
  const type = valueTypeOf(column)
  if (type !== field.type) throw wrongType(record, field, name, type)
  if ('unit' in column && field.unit !== undefined && !isCompatible(parseUnit(column.unit), parseUnit(field.unit))) {
    throw wrongUnit(record, field, name, column.unit)
  }
  if ('words' in column && field.vocabulary) {
    const choices = field.vocabulary.map(({ term }) => term)
    const unknown = Object.values(column.words).flat().find((term) => !choices.includes(term))
    if (unknown !== undefined) throw unknownName('term', `records.${record.as}`, unknown, choices)
  }
}

function checkLinks(record: RecipeRecord, kind: RecordKind): void {
  const links = { of: record.of, inputs: record.inputs, outputs: record.outputs }
  const allowed: readonly string[] = { material: [], measurement: ['of'], process: ['inputs', 'outputs'] }[kind]
  const extra = Object.entries(links).find(([name, value]) => value !== undefined && !allowed.includes(name))?.[0]
  const missing = kind === 'measurement' && record.of === undefined ? 'of' : undefined
  const link = extra ?? missing
  if (link === undefined) return
  throw wrongLink(record, kind, link, extra !== undefined)
}
