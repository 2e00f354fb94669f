/** Where something stands in the text of a query: from its first character to behind its last, counted from 0. */
export type Spot = { readonly from: number; readonly to: number }

/** A value as it was written, without its quotation marks: `800 MPa`, `FCC`, `Device performance`. */
export type Written = { readonly text: string; readonly spot?: Spot }

/** What a condition asks about: `yield_strength`, `tension_test.yield_strength`, `up.anneal.temperature`. */
export type Path = {
  readonly reach: 'up' | 'down' | null
  readonly template: string | null
  readonly name: string
  readonly spot?: Spot
}

export const SIGNS = ['=', '!=', '<', '<=', '>', '>='] as const
export type Sign = (typeof SIGNS)[number]

export const QUANTIFIERS = ['all', 'any', 'only', 'none'] as const
export type Quantifier = (typeof QUANTIFIERS)[number]

/** What is asked of a path. */
export type Comparison =
  | { readonly how: Sign | 'contains'; readonly value: Written }
  | { readonly how: 'between'; readonly low: Written; readonly high: Written }
  | { readonly how: 'in'; readonly values: readonly Written[] }
  | { readonly how: 'has'; readonly quantifier: Quantifier; readonly values: readonly Written[] }
  | { readonly how: 'known' | 'unknown' }

export type Condition = { readonly is: 'condition'; readonly path: Path; readonly comparison: Comparison }

/**
 * A search as it was written; names, units and terms are not looked up yet (docs/decisions/0010-search-language.md).
 *
 * What no one typed, such as the filters of a list, has no spots.
 */
export type Query =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly is: 'not'; readonly part: Query }
  | Condition
