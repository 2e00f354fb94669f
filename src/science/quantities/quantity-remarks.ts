import { readNumeral, splitNumerals } from './numeral.ts'
import type { Quantity } from './quantity.ts'

/** What a bracket behind a value says of it. */
export type QuantityRemarks = Pick<Quantity, 'replicates'> & { readonly uncertainty?: Extract<Quantity['uncertainty'], { kind: 'interval' }> }

const REPLICATES = /^n\s*=\s*([1-9]\d{0,5})$/
const INTERVAL = /^(\d{1,2}(?:\.\d{1,10})?)\s*%\s*(?:CI|(?:confidence |credible )?interval|(?:신뢰|신용)?\s*구간)?\s*:?\s*(\S.*)$/i

/**
 * The bracket at the end of a text, as `formatQuantity` prints it and people write it, and the text before it: of
 * `12.1 GPa (95 % CI 11.9–12.8, n = 5)` the interval with its level, and five replicates.
 *
 * Null where there is no such bracket, or one that says anything else.
 */
export function takeRemarks(text: string): { readonly before: string; readonly remarks: QuantityRemarks } | null {
  const start = openingBracket(text)
  if (start <= 0) return null
  // The ends may stand as [11.9, 12.8]; their comma parts no remarks.
  const inside = text.slice(start + 1, -1).replace(/\[\s*([^,[\]]+?)\s*,\s*([^,[\]]+?)\s*\]/g, '$1…$2')
  let remarks: QuantityRemarks = {}
  for (const part of inside.split(',').map((each) => each.trim())) {
    const counted = REPLICATES.exec(part)
    const interval = counted ? null : intervalOf(part)
    if (counted && remarks.replicates === undefined) remarks = { ...remarks, replicates: Number(counted[1]) }
    else if (interval && remarks.uncertainty === undefined) remarks = { ...remarks, uncertainty: interval }
    else return null
  }
  return { before: text.slice(0, start).trim(), remarks }
}

/** Where the bracket opens that closes at the end of a text; -1 where none does. */
function openingBracket(text: string): number {
  if (!text.endsWith(')')) return -1
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++
    else if (text[at] === '(' && --depth === 0) return at
  }
  return -1
}

function intervalOf(part: string): QuantityRemarks['uncertainty'] | null {
  const found = INTERVAL.exec(part)
  if (!found) return null
  // As `(1.1–1.3)×10⁻⁵`: the power belongs to both ends.
  const scaled = /^\(([^()]*)\)(.+)$/.exec(found[2]!)
  const ends = splitNumerals(scaled ? scaled[1]! : found[2]!)
  const power = scaled ? splitNumerals(`1${scaled[2]!}`) : null
  if (ends?.form !== 'range' || ends.unit !== '' || (scaled && (power?.form !== 'single' || power.unit !== ''))) return null
  const exponent = power?.first.exponent ?? 0
  const [low, high] = [ends.first, ends.second].map((end) => readNumeral({ ...end, exponent: end.exponent + exponent })) as [number, number]
  const level = Number(`${found[1]!}e-2`)
  return level > 0 && Number.isFinite(low) && Number.isFinite(high) ? { kind: 'interval', low, high, level } : null
}
