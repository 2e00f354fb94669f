import { compositionKey } from '#science/chemistry/composition.ts'
import type { Composition } from '#science/chemistry/composition.ts'
import { toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { RecordContent } from '#record/records/record.ts'
import type { Value, Values } from '#record/records/value.ts'
import type { Recipe } from './recipe.ts'
import { plainDoi } from './row-source.ts'
import type { ReadCell } from './row-reader.ts'

/**
 * What a cell adds to the key of a record: equal for equal values, however they were written.
 *
 * `–` stands for a missing cell. A refused cell keeps its own text, so that two rows are never taken for one because
 * neither could be read.
 */
export function keyPart(recipe: Recipe, column: string, cell: ReadCell): string {
  if (cell.state === 'missing') return '–'
  if (cell.state === 'refused') return escaped(`?${cell.text}`)
  const isDoi = recipe.literature?.doi === column
  return escaped(isDoi ? plainDoi(cell.text) : valueText(cell.value))
}

/** The key of a record from its parts; parts that are other records' keys stand in brackets. */
export function recordKey(as: string, parts: readonly string[]): string {
  return `${as}[${parts.join('|')}]`
}

/**
 * Text that is equal for contents that say the same: name, article title and the way numbers are written do not count.
 *
 * Only for contents made by one recipe record: they hold their members in one order, so plain JSON will do.
 */
export function sameContentText(content: RecordContent): string {
  const { name: _name, source, ...said } = content
  const from = source.kind === 'literature' ? { kind: source.kind, doi: source.doi } : source
  return JSON.stringify({
    ...said,
    source: from,
    values: comparable(content.values),
    ...(content.kind === 'process' && { planned: comparable(content.planned) }),
  })
}

function comparable(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, comparableValue(value)]))
}

function comparableValue(value: Value): unknown {
  if (value.type === 'composition') return valueText(value)
  if (value.type !== 'quantity') return value
  const { uncertainty, bound, high, replicates, from_curve } = value
  // What most are, and cheaper than to take one member out of it.
  if ((uncertainty ?? bound ?? high ?? replicates ?? from_curve) === undefined) return { type: value.type, value: value.value, unit: value.unit }
  const { written: _written, ...quantity } = value
  return quantity
}

function valueText(value: Value): string {
  if (value.type === 'composition') return compositionKey(value as unknown as Composition)
  if (value.type === 'terms') return [...value.terms].sort().join('+')
  if (value.type === 'text') return value.text
  if (value.type === 'boolean') return String(value.boolean)
  if (value.type === 'reference') return JSON.stringify(value.to)
  if (value.type !== 'quantity') throw new Error(`no cell of a row is a ${value.type}`)
  const unit = parseUnit(value.unit)
  const high = value.high === undefined ? '' : `…${toSI(value.high, unit)}`
  return `${value.bound ?? ''}${toSI(value.value, unit)}${high}`
}

function escaped(text: string): string {
  return text.replace(/[[\]|\\]/g, (character) => `\\${character}`)
}
