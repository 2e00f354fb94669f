import { convert, isCompatible, toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { formatQuantity } from '#science/quantities/quantity.ts'
import type { Text } from '#science/refusal.ts'
import type { QuantityValue } from '../records/value.ts'
import { searchable } from '../records/searchable.ts'
import type { Field } from '../templates/template.ts'
import type { Subject } from './finding.ts'

/** A number that a record states, with the field it is of. */
export type FieldNumber = {
  readonly field: Field
  readonly quantity: QuantityValue
  readonly si: number
  /** In the unit of `quantity`; null where only an interval or nothing is known. */
  readonly spread: number | null
}

/** The plain numbers of what was done or found, by field: not bounds, ranges, or values of a plan. */
export function numbersOf({ content, template }: Pick<Subject, 'content' | 'template'>): ReadonlyMap<string, FieldNumber> {
  const numbers = new Map<string, FieldNumber>()
  if (content.kind !== 'material' && content.state === 'planned') return numbers
  for (const field of template.fields) {
    const value = content.values[field.name]
    if (value?.type !== 'quantity' || value.bound !== undefined || value.high !== undefined) continue
    const spread = value.uncertainty?.kind === 'standard' ? value.uncertainty.value : null
    numbers.set(field.name, { field, quantity: value, si: toSI(value.value, parseUnit(value.unit)), spread })
  }
  return numbers
}

/** The number in another unit; null where it is not there or is of another dimension. */
export function inUnit(number: FieldNumber | undefined, unit: string): number | null {
  if (!number) return null
  const [own, wanted] = [parseUnit(number.quantity.unit), parseUnit(unit)]
  return isCompatible(own, wanted) ? convert(number.quantity.value, own, wanted) : null
}

/** The standard uncertainty in SI; 0 where none is stated. */
export function spreadSI({ content }: Pick<Subject, 'content'>, field: string): number {
  return searchable(content).quantities.find((one) => one.field === field)?.standardUncertainty ?? 0
}

/** How a quantity reads in both languages. */
export function quantityText(quantity: QuantityValue): Text {
  return { en: formatQuantity(quantity, 'en'), ko: formatQuantity(quantity, 'ko') }
}

/** A number with as many figures as an argument needs: `12.35`, `6.9e-5`. */
export function figures(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)))
}
