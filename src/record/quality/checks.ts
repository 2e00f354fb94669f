import type { Check, OwnCheck } from './finding.ts'
import { FILL_FACTOR, FORMULA_CHECKS, NEWER_BOUNDS } from './formulas.ts'
import { COMPOSITION_SUM, PHASE_SUM } from './fractions.ts'
import { DENSITY } from './mixed-density.ts'
import { NEAR_DUPLICATE } from './near-duplicates.ts'
import { ORDER_CHECKS } from './ordered-values.ts'
import { IMPLAUSIBLE_VALUE, UNIT_SLIP } from './implausible.ts'
import { SAME_VALUES_TWICE, TWO_VALUES } from './same-material.ts'
import { COLUMNS_SHIFTED } from './shifted-columns.ts'

/** Checks that need nothing but the record. */
export const OWN_CHECKS: readonly OwnCheck[] = [
  COMPOSITION_SUM, PHASE_SUM, ...ORDER_CHECKS, NEWER_BOUNDS, DENSITY, ...FORMULA_CHECKS, FILL_FACTOR,
]

/** Checks that compare a record with others of the hub. */
export const COMPARISONS: readonly Check[] = [
  SAME_VALUES_TWICE, NEAR_DUPLICATE, TWO_VALUES, COLUMNS_SHIFTED, UNIT_SLIP, IMPLAUSIBLE_VALUE,
]

/** Every check, those first that tell what cannot be. */
export const CHECKS: readonly Check[] = [...OWN_CHECKS, ...COMPARISONS]
  .toSorted((a, b) => Number(a.severity === 'remark') - Number(b.severity === 'remark'))

/** Changes whenever a check is added or changed: every record is then checked anew. */
export const CHECKS_MARK = CHECKS.map(({ code, version }) => `${code}@${version}`).toSorted().join(' ')

const BY_CODE = new Map(CHECKS.map((check) => [check.code, check]))

/** The check of a code; undefined for one that is no longer made. */
export function checkOf(code: string): Check | undefined {
  return BY_CODE.get(code)
}
