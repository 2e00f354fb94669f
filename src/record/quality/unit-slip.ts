import { toSI } from '#science/quantities/convert.ts'
import { isSameUnit, parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import type { FieldNumber } from './numbers-of.ts'
import { robustZ } from './peers.ts'
import type { Peers } from './peers.ts'

/** Units of which one is taken for another in notebooks and in headers without units; shares only within their own row. */
const USUAL: readonly (readonly Unit[])[] = [
  ['Pa', 'kPa', 'MPa', 'GPa', 'bar', 'psi', 'ksi', 'kgf/mm²'],
  ['N', 'kN', 'kgf', 'lbf'],
  ['Å', 'nm', 'µm', 'mm', 'cm', 'm', 'in'],
  ['µg', 'mg', 'g', 'kg', 'lb'],
  ['s', 'min', 'h'],
  ['°C', 'K', '°F'],
  ['kg/m³', 'g/cm³'],
  ['µV/K', 'mV/K', 'V/K'],
  ['S/m', 'S/cm', 'mS/cm'],
  ['µA', 'mA', 'A'], ['mV', 'V'], ['mA/cm²', 'A/m²'],
  ['eV', 'meV'],
  ['1', '%'], ['wppm', 'wt%'],
].map((row) => row.map(parseUnit))

/** How near the median a value must come in the other unit, in deviations. */
const AMID = 1.5

/** The usual unit in which a value that is far from its peers lies amid them; null where none does. */
export function unitMistaken({ quantity }: FieldNumber, peers: Peers): string | null {
  let best: { unit: string; far: number } | null = null
  for (const unit of othersLike(quantity.unit)) {
    const z = robustZ(peers, toSI(quantity.value, unit))
    if (z !== null && Math.abs(z) <= AMID && Math.abs(z) < (best?.far ?? Infinity)) best = { unit: unit.symbol, far: Math.abs(z) }
  }
  return best?.unit ?? null
}

/** How far a ratio of two values may lie from that of two units: both values scatter. */
const RATIO_SHARE = 0.03

/** The usual unit that is as many times the other as one value is of another, at least twice; null where none is. */
export function unitOfRatio(written: string, larger: number, smaller: number): string | null {
  const own = parseUnit(written)
  if (smaller <= 0 || own.offset.n !== 0n || larger / smaller < 2) return null
  const found = othersLike(written).find((unit) => (
    unit.offset.n === 0n && Math.abs(larger / smaller / (toSI(1, unit) / toSI(1, own)) - 1) <= RATIO_SHARE
  ))
  return found?.symbol ?? null
}

function othersLike(written: string): readonly Unit[] {
  const own = parseUnit(written)
  const row = USUAL.find((units) => units.some((unit) => isSameUnit(unit, own))) ?? []
  return row.filter((unit) => !isSameUnit(unit, own))
}
