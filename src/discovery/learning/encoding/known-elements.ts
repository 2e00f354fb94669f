import { ELEMENT_PROPERTIES } from '#science/chemistry/data/element-properties.ts'
import { ELEMENTS } from '#science/chemistry/elements.ts'
import type { ElementProperties } from './element-statistics.ts'

/** Magpie's 22 properties of the elements, as the encoder takes statistics of them. */
export const KNOWN_ELEMENTS: ElementProperties = {
  names: ELEMENT_PROPERTIES.map((property) => property.name),
  bySymbol: Object.fromEntries(ELEMENTS.map(({ symbol }, index) =>
    [symbol, ELEMENT_PROPERTIES.map((property) => property.values[index] ?? null)])),
}
