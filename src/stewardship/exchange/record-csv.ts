import { Refusal } from '#science/refusal.ts'
import { plainValue, sourceText } from '#record/tables/cell.ts'
import type { RecordContent } from '#record/records/record.ts'
import { shownValues } from '#record/records/searchable.ts'
import type { Value } from '#record/records/value.ts'
import type { Template } from '#record/templates/template.ts'

/** A record as a list exports it. */
export type ExportedRecord = { readonly id: string; readonly revision: number; readonly content: RecordContent }

/** A column of numbers has its unit, and three more for what a number alone does not say. */
type FieldColumn = { readonly name: string; readonly unit: string | null }

const COMMON = ['id', 'revision', 'name', 'template', 'kind', 'state', 'origin', 'source', 'of'] as const

/** The fields of all versions of one template, those of the newest first; units are the newest that names one. */
export function fieldColumns(versions: readonly Template[]): readonly FieldColumn[] {
  const columns = new Map<string, FieldColumn>()
  for (const { fields } of [...versions].sort((a, b) => b.version - a.version)) {
    for (const { name, type, unit } of fields) {
      if (!columns.has(name)) columns.set(name, { name, unit: type === 'quantity' ? (unit ?? '1') : null })
    }
  }
  return [...columns.values()]
}

/** The cells of the first line: every number with its unit, and beside it its bound, upper end and uncertainty. */
export function csvTitles(columns: readonly FieldColumn[]): readonly string[] {
  return [...COMMON, ...columns.flatMap(({ name, unit }) => {
    if (unit === null) return [name]
    const inUnit = (text: string) => (unit === '1' ? text : `${text} (${unit})`)
    return [inUnit(name), `${name} bound`, inUnit(`${name} high`), inUnit(`${name} uncertainty`)]
  })]
}

/** The cells of a record, numbers in their column's unit with every digit; what is not known is empty. */
export function csvCells({ id, revision, content }: ExportedRecord, columns: readonly FieldColumn[]): readonly string[] {
  const values = shownValues(content)
  return [
    id, String(revision), content.name, content.template, content.kind, content.kind === 'material' ? 'done' : content.state, content.origin,
    sourceText(content.source) ?? '', content.kind === 'measurement' ? content.of : '',
    ...columns.flatMap(({ name, unit }) => cellsOf(values[name], unit)),
  ]
}

function cellsOf(value: Value | undefined, unit: string | null): readonly string[] {
  const empty = unit === null ? [] : ['', '', '']
  if (value === undefined) return ['', ...empty]
  if (value.type !== 'quantity' || unit === null) return [String(plainValue(value, null).value), ...empty]
  const said = inUnit(value, unit)
  // An older version meant another dimension: its number would lie under this column's unit, so it brings its own.
  if (!said) return [`${value.value} ${value.unit}`, value.bound ?? '', '', '']
  const { uncertainty } = said
  const spread = !uncertainty ? '' : uncertainty.kind === 'standard'
    ? String(uncertainty.value) : `${uncertainty.low}–${uncertainty.high} (${uncertainty.level * 100} %)`
  return [String(said.value), said.bound ?? '', said.high === undefined ? '' : String(said.high), spread]
}

function inUnit(value: Value, unit: string) {
  try {
    return plainValue(value, unit)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
