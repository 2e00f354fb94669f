import type { RecordContent } from '../records/record.ts'
import type { QuantityValue, Value } from '../records/value.ts'
import { shownValues } from '../records/searchable.ts'
import type { Template } from '../templates/template.ts'

/** A calculated field whose value a migration changes; null where there is none before, or after. */
export type Recalculated = { readonly field: string; readonly before: QuantityValue | null; readonly after: QuantityValue | null }

/** The calculated fields of the later version that say something else in `after` than in `before`. */
export function compareCalculated(before: RecordContent, after: RecordContent, to: Template, renamed: Readonly<Record<string, string>>): Recalculated[] {
  const oldNames = new Map(Object.entries(renamed).map(([old, name]) => [name, old]))
  return to.fields.flatMap(({ name, expression }) => {
    if (expression === undefined) return []
    const change = { field: name, before: quantity(shownValues(before)[oldNames.get(name) ?? name]), after: quantity(shownValues(after)[name]) }
    return saysSame(change.before, change.after) ? [] : [change]
  })
}

function quantity(value: Value | undefined): QuantityValue | null {
  return value?.type === 'quantity' ? value : null
}

function saysSame(a: QuantityValue | null, b: QuantityValue | null): boolean {
  const said = (one: QuantityValue | null) => JSON.stringify(one && [one.value, one.unit, one.high, one.bound, one.uncertainty])
  return said(a) === said(b)
}
