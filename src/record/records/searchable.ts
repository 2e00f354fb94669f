import { element } from '#science/chemistry/elements.ts'
import { toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { ZERO } from '#science/quantities/rational.ts'
import type { LineageContent } from '../lineage/graph.ts'
import type { RecordContent } from './record.ts'
import type { QuantityValue, Values } from './value.ts'

/** A number of a record in SI, for ranges and histograms. */
export type SearchableQuantity = {
  readonly field: string
  readonly value: number
  readonly high: number | null
  readonly standardUncertainty: number | null
  readonly bound: QuantityValue['bound'] | null
}

export type Searchable = {
  readonly quantities: readonly SearchableQuantity[]
  readonly terms: readonly { readonly field: string; readonly term: string }[]
  /** Atomic numbers of the record's own composition, ascending; empty where it states none. */
  readonly elements: readonly number[]
}

/**
 * What of a record's values can be searched by number, term and element: nothing of what stands in a small table. A process only
 * planned shows its plan.
 */
export function searchable(content: RecordContent): Searchable {
  const values = shownValues(content)
  const quantities: SearchableQuantity[] = []
  const terms: { field: string; term: string }[] = []
  const elements = new Set<number>()
  for (const [field, value] of Object.entries(values)) {
    if (value.type === 'quantity') quantities.push(searchableQuantity(field, value))
    else if (value.type === 'terms') for (const term of new Set(value.terms)) terms.push({ field, term })
    else if (value.type === 'boolean') terms.push({ field, term: String(value.boolean) })
    else if (value.type === 'composition') {
      for (const [symbol, fraction] of Object.entries(value.fractions)) {
        if (fraction > 0) elements.add(element(symbol).number)
      }
    } else if (value.type === 'curve' && value.data === undefined) {
      throw new Error(`the curve “${field}” is written before its points were kept`)
    }
  }
  return { quantities, terms, elements: [...elements].sort((a, b) => a - b) }
}

/** What was done or found; for a process still to be done, what is planned. */
export function shownValues(content: LineageContent): Values {
  return content.kind === 'process' && content.state === 'planned' ? content.planned : content.values
}

function searchableQuantity(field: string, quantity: QuantityValue): SearchableQuantity {
  const unit = parseUnit(quantity.unit)
  const uncertainty = quantity.uncertainty
  return {
    field,
    value: toSI(quantity.value, unit),
    high: quantity.high === undefined ? null : toSI(quantity.high, unit),
    // A spread is a difference: ± 2 °C is 2 K, not 275.15 K.
    standardUncertainty: uncertainty?.kind === 'standard' ? toSI(uncertainty.value, { ...unit, offset: ZERO }) : null,
    bound: quantity.bound ?? null,
  }
}
