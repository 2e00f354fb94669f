import type { z } from 'zod'
import type { DesignSpaceSchema } from '#contract/schemas/campaign.ts'

export type DesignSpace = z.infer<typeof DesignSpaceSchema>
export type Dimension = Extract<DesignSpace, { dimensions: unknown }>['dimensions'][number]
export type CompositionDimension = Extract<Dimension, { kind: 'composition' }>
/** What a column is called, its unit and stage, how its terms are called, and whether it holds compositions. */
export type ColumnLabel = {
  text: string
  unit: string | null
  stage: string | null
  mixture: boolean
  words: (term: string) => string
}
export type Point = Readonly<Record<string, number | string>>

/** Sums of the lower and of the upper bounds; a composition exists only if 1 lies between them. */
export function boundSums(dimension: CompositionDimension): { low: number; high: number } {
  const highs = Object.values(dimension.elements).map(([, high]) => high).sort((a, b) => b - a)
  const low = Object.values(dimension.elements).reduce((sum, [least]) => sum + least, 0)
  const present = dimension.at_most === undefined ? highs : highs.slice(0, dimension.at_most)
  return { low: rounded(low), high: rounded(present.reduce((sum, high) => sum + high, 0)) }
}

/** Candidates, one a line; what the space fixes elsewhere is the same for all. Empty lines and repeats are left out. */
export function candidatesFrom(text: string, column: string, dimensions: readonly Dimension[]): Point[] {
  const fixed = Object.fromEntries(dimensions.flatMap((dimension) => (dimension.kind === 'fixed' ? [[dimension.column, dimension.value]] : [])))
  const lines = text.split(/[\n,;]/).map((line) => line.trim()).filter((line) => line !== '')
  return [...new Set(lines)].map((line) => ({ [column]: line, ...fixed }))
}

/** A percentage typed by a person as a fraction, or null while it is not a number. */
export function fractionOf(percent: string): number | null {
  const value = Number(percent.trim().replace(',', '.'))
  return percent.trim() === '' || !Number.isFinite(value) ? null : rounded(value / 100)
}

/** Frees a fixed value for search, or fixes what was searched, keeping what was suggested where there is something. */
export function switchDimension(dimension: Dimension, suggested: Dimension | undefined): Dimension {
  const { column } = dimension
  if (dimension.kind !== 'fixed') {
    if (dimension.kind === 'choice') return { kind: 'fixed', column, value: dimension.choices[0]! }
    if (dimension.kind === 'continuous') return { kind: 'fixed', column, value: rounded((dimension.low + dimension.high) / 2) }
    return dimension
  }
  if (suggested && suggested.kind !== 'fixed') return suggested
  return typeof dimension.value === 'number'
    ? { kind: 'continuous', column, low: dimension.value, high: dimension.value }
    : { kind: 'choice', column, choices: [dimension.value] }
}

/** Shortest decimal of what binary arithmetic left: 0.30000000000000004 is 0.3. */
function rounded(value: number): number {
  return Number(value.toFixed(9))
}
