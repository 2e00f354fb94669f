import { convert, convertDifference } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Uncertainty } from '#science/quantities/quantity.ts'
import type { Source } from '../records/record.ts'
import type { Value } from '../records/value.ts'
import { tableSize } from '../small-tables/table-size.ts'
import type { Field } from '../templates/template.ts'

export type CellKind = 'number' | 'category' | 'composition' | 'structure' | 'text'

/** A cell of a table: what it says, and where that was read. */
export type Cell = {
  readonly value: number | string
  /** Atomic fractions, where `value` is a formula. */
  readonly fractions?: Readonly<Record<string, number>>
  /** The CIF file and the data block meant in it, where `value` is the name of a structure. */
  readonly file?: { readonly sha256: string; readonly block?: string }
  /** `<` where the number is a bound only. */
  readonly bound?: string
  /** The upper end, where the number is the lower end of a range. */
  readonly high?: number
  /** What is known of the number's spread, in the column's unit. */
  readonly uncertainty?: Uncertainty
  readonly record: string
  /** Processes between that record and the row's material. */
  readonly steps: number
  /** How many records at that distance say something of this; taken was the oldest measurement, the first input. */
  readonly among?: number
}

/** The kind of column that a field makes. */
export function kindOfField(field: Field): CellKind {
  if (field.type === 'quantity') return 'number'
  if (field.type === 'composition' || field.type === 'structure') return field.type
  return field.type === 'terms' || field.type === 'boolean' ? 'category' : 'text'
}

/** Whether a table offers the field as a column: a curve's summaries are, and structures; what is no one value of a row is not. */
export function isColumn(field: Field): boolean {
  return !['curve', 'image', 'table'].includes(field.type)
}

/** The plain content of a value, numbers in `unit`; several terms are joined by `+` in alphabetical order. */
export function plainValue(value: Value, unit: string | null): Omit<Cell, 'record' | 'steps' | 'among'> {
  switch (value.type) {
    case 'quantity': {
      const isAsWritten = unit === null || unit === value.unit
      const shown = (number: number) => (isAsWritten ? number : convert(number, parseUnit(value.unit), parseUnit(unit)))
      const { uncertainty } = value
      return {
        value: shown(value.value),
        ...(value.bound !== undefined && { bound: value.bound }),
        ...(value.high !== undefined && { high: shown(value.high) }),
        ...(uncertainty && {
          uncertainty: uncertainty.kind === 'interval'
            ? { ...uncertainty, low: shown(uncertainty.low), high: shown(uncertainty.high) }
            : {
              ...uncertainty,
              value: isAsWritten ? uncertainty.value : convertDifference(uncertainty.value, parseUnit(value.unit), parseUnit(unit)),
            },
        }),
      }
    }
    case 'composition':
      return { value: value.written, fractions: value.fractions }
    case 'terms':
      return { value: [...value.terms].sort().join('+') }
    case 'text':
      return { value: value.text }
    case 'boolean':
      return { value: String(value.boolean) }
    case 'curve':
      return { value: value.data! }
    case 'file':
      return { value: value.address === undefined ? value.name : `${value.name} (kept elsewhere: ${value.address})` }
    case 'image':
      return { value: value.name }
    case 'structure':
      return { value: value.name, file: { sha256: value.sha256, ...(value.block !== undefined && { block: value.block }) } }
    case 'table':
      return { value: tableSize(value) }
    case 'reference':
      return { value: Object.values(value.to)[0]! }
  }
}

/** DOI, or name and identifier of the database; null for own work. */
export function sourceText(source: Source): string | null {
  if (source.kind === 'own') return null
  return source.kind === 'literature' ? source.doi : [source.name, source.identifier].filter(Boolean).join(' ')
}
