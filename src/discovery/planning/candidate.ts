import type { Random } from '#science/numerics/random.ts'
import { nearbyMixture, sampleMixture } from './mixture.ts'
import type { Steps } from './mixture.ts'
import { steppedMixture } from './space.ts'
import type { Dimension, Point } from './space.ts'

/** A point of a space while it is searched: mixtures in whole steps, everything else as it will be told. */
export type Candidate = ReadonlyMap<string, number | string | Steps>

/** Drawn evenly: each dimension by itself. */
export function sampleCandidate(dimensions: readonly Dimension[], random: Random): Candidate {
  return new Map(dimensions.map((dimension) => [dimension.column, sampleValue(dimension, random)]))
}

function sampleValue(dimension: Dimension, random: Random): number | string | Steps {
  switch (dimension.kind) {
    case 'composition':
      return sampleMixture(dimension, random)
    case 'continuous':
      return dimension.low + (dimension.high - dimension.low) * random.uniform()
    case 'choice':
      return dimension.choices[random.integer(dimension.choices.length)]!
    case 'fixed':
      return dimension.value
  }
}

/** One or two free dimensions moved a little. */
export function nearbyCandidate(dimensions: readonly Dimension[], from: Candidate, random: Random): Candidate {
  const free = dimensions.filter(({ kind }) => kind !== 'fixed')
  const next = new Map(from)
  const moves = 1 + random.integer(2)
  for (let move = 0; move < moves; move++) {
    const dimension = free[random.integer(free.length)]!
    next.set(dimension.column, nearbyValue(dimension, next.get(dimension.column)!, random))
  }
  return next
}

function nearbyValue(dimension: Dimension, value: number | string | Steps, random: Random): number | string | Steps {
  if (dimension.kind === 'composition') return nearbyMixture(dimension, value as Steps, random)
  if (dimension.kind !== 'continuous') return sampleValue(dimension, random)
  const moved = (value as number) + 0.1 * (dimension.high - dimension.low) * random.normal()
  return Math.min(dimension.high, Math.max(dimension.low, moved))
}

/** The experiment that a candidate describes; mixtures become formulas in at.%, such as `Al15Co25Cr60`. */
export function pointOf(dimensions: readonly Dimension[], candidate: Candidate): Point {
  return Object.fromEntries(
    dimensions.map((dimension) => {
      const value = candidate.get(dimension.column)!
      if (dimension.kind === 'composition') {
        const { parts, total } = steppedMixture(dimension)
        return [dimension.column, formulaOf(value as Steps, parts.map(({ symbol }) => symbol), total)]
      }
      // Three digits of the range: what nobody can set to more is not told to more.
      if (dimension.kind === 'continuous') return [dimension.column, rounded(value as number, (dimension.high - dimension.low) / 1000)]
      return [dimension.column, value as number | string]
    }),
  )
}

function formulaOf(steps: Steps, order: readonly string[], total: number): string {
  return order
    .filter((symbol) => steps.has(symbol))
    .map((symbol) => `${symbol}${Number(((100 * steps.get(symbol)!) / total).toFixed(6))}`)
    .join('')
}

function rounded(value: number, grain: number): number {
  if (!(grain > 0)) return value
  const unit = 10 ** Math.floor(Math.log10(grain))
  return Number((Math.round(value / unit) * unit).toPrecision(12))
}
