import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dimension } from '#science/quantities/dimension.ts'
import { parseRational } from '#science/quantities/rational.ts'
import type { Rational } from '#science/quantities/rational.ts'

/** A unit as QUDT states it: SI value = (value + offset) × multiplier. */
export type QudtFact = {
  readonly id: string
  readonly symbol: string | null
  /** Null where QUDT writes 0: decibel, pH, hydrometer scales. */
  readonly multiplier: Rational | null
  readonly offset: Rational
  readonly dimension: string
}

/** Every unit of QUDT 3.5.0, from the file beside this one. */
export function readQudtFacts(): readonly QudtFact[] {
  const lines = readFileSync(join(import.meta.dirname, 'qudt-units.tsv'), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#')).slice(1).map((line) => {
    const [id, symbol, multiplier, offset, dimension] = line.split('\t')
    return {
      id: id!, symbol: symbol!.trim() || null, multiplier: Number(multiplier) === 0 ? null : parseRational(multiplier!)!,
      offset: parseRational(offset || '0')!, dimension: dimension!,
    }
  })
}

/** QUDT's exponents (amount, current, length, luminous, mass, temperature, time) in our order; `0dot5` is a half. */
export function qudtDimension(text: string): Dimension {
  const found = /^A(.+)E(.+)L(.+)I(.+)M(.+)H(.+)T(.+)D[01]$/.exec(text)
  if (!found) throw new Error(`not a dimension of QUDT: ${text}`)
  const [amount, current, length, luminous, mass, temperature, time] = found.slice(1)
    .map((exponent) => parseRational(exponent.replace('dot', '.'))!)
  return [length!, mass!, time!, current!, temperature!, amount!, luminous!]
}
