import type { Text } from '#science/refusal.ts'
import { fromSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { formatQuantity } from '#science/quantities/quantity.ts'
import type { Field } from '../templates/template.ts'

/** What a hub holds of one field of one template for like materials, in SI or, where `isLog`, its natural logarithm. */
export type Peers = {
  readonly template: string
  /** What the materials have in common. */
  readonly among: Text
  readonly field: string
  /** How many values there are, the one that is judged included. */
  readonly n: number
  readonly isLog: boolean
  readonly median: number
  /** Median absolute deviation from the median. */
  readonly deviation: number
}

/** Fewer values say nothing of what is usual. */
export const LEAST_PEERS = 20
/** Beyond so many deviations a value is told; 3.5 presumes values of one population (docs/decisions/0027-quality.md). */
export const IMPLAUSIBLE = 6
/** Makes the deviation that of a normal distribution's sigma (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). */
const NORMAL = 1.4826
/** The deviation counts as this share of the median at least: where most values are one, its rounding is no news. */
const LEAST_SHARE = 0.01

/** How many deviations a value in SI lies from the median of its peers; null where they say nothing. */
export function robustZ(peers: Peers, si: number): number | null {
  if (peers.n < LEAST_PEERS || peers.deviation <= 0) return null
  if (peers.isLog && si <= 0) return null
  const least = peers.isLog ? LEAST_SHARE : LEAST_SHARE * Math.abs(peers.median)
  return ((peers.isLog ? Math.log(si) : si) - peers.median) / Math.max(NORMAL * peers.deviation, least)
}

/** The median of the peers in a unit, in three figures. */
export function medianText(peers: Peers, unit: string): string {
  const value = fromSI(peers.isLog ? Math.exp(peers.median) : peers.median, parseUnit(unit))
  return formatQuantity({ value: Number(value.toPrecision(3)), unit }, 'en').replace(/(\.\d*?)0+(?= |×|$)/, '$1').replace(/\.(?= |×|$)/, '')
}

/** How many values of what the peers are: `41 values (Ageing, materials mainly of aluminium)`. */
export function peersText({ n, among }: Peers, template: Text): Text {
  return { en: `${n} values (${template.en}, ${among.en})`, ko: `값 ${n}개(${template.ko}, ${among.ko})` }
}

/** Peers by field, of one template and of like materials. */
export type PeersByField = ReadonlyMap<string, Peers>

/** Fields that can be compared: numbers, in the order of the template. */
export function numberFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ type }) => type === 'quantity')
}
