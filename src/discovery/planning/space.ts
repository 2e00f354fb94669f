/** Fractions of a mixture on a simplex: bounds of each element's atomic fraction, and how many may be present. */
export type CompositionDimension = {
  readonly kind: 'composition'
  readonly column: string
  /** Element → [low, high] of its atomic fraction; one that is chosen is present with at least `low` and one step. */
  readonly elements: Readonly<Record<string, readonly [number, number]>>
  readonly at_most?: number | undefined
  readonly at_least?: number | undefined
  /** Smallest difference of a fraction that can be made; 0.01 unless said. */
  readonly step?: number | undefined
}

export type Dimension =
  | CompositionDimension
  | { readonly kind: 'continuous'; readonly column: string; readonly low: number; readonly high: number; readonly unit?: string | undefined }
  | { readonly kind: 'choice'; readonly column: string; readonly choices: readonly string[] }
  | { readonly kind: 'fixed'; readonly column: string; readonly value: number | string }

/** One experiment that could be done: column → number, term or formula. */
export type Point = Readonly<Record<string, number | string>>

/** Either dimensions to search, or a list of candidates to rank. Nothing is ever enumerated that need not be. */
export type DesignSpace = { readonly dimensions: readonly Dimension[] } | { readonly candidates: readonly Point[] }

/** One at.%: what weighing an alloy can reach. */
export const DEFAULT_STEP = 0.01

/** A mixture dimension counted in whole steps, so that fractions always sum to exactly one. */
export type SteppedMixture = {
  readonly total: number
  readonly parts: readonly { readonly symbol: string; readonly low: number; readonly high: number }[]
  readonly atLeast: number
  readonly atMost: number
}

/** The bounds of a mixture in whole steps: `low` 0 means "may be left out". */
export function steppedMixture({ elements, step = DEFAULT_STEP, at_most, at_least }: CompositionDimension): SteppedMixture {
  const total = Math.round(1 / step)
  // A hair of tolerance, so that 0.35 / 0.05 is 7 steps and not 6.999….
  const parts = Object.entries(elements).map(([symbol, [low, high]]) => ({
    symbol, low: Math.ceil(low * total - 1e-9), high: Math.floor(high * total + 1e-9),
  }))
  const required = parts.filter(({ low }) => low > 0).length
  return {
    total, parts,
    atLeast: Math.max(1, required, at_least ?? 1),
    atMost: Math.min(at_most ?? parts.length, parts.filter(({ high }) => high > 0).length),
  }
}
