import { CELL_OF_STRUCTURE, LATTICE, SPACE_GROUP_OF_STRUCTURE, STRUCTURE } from './cell-of-structure.ts'
import type { Check, OwnCheck } from './finding.ts'
import { FILL_FACTOR, FORMULA_CHECKS, NEWER_BOUNDS } from './formulas.ts'
import { COMPOSITION_SUM, PHASE_SUM } from './fractions.ts'
import { FAR_FROM_NOMINAL, TWO_COMPOSITIONS } from './measured-composition.ts'
import { DENSITY } from './mixed-density.ts'
import { NEAR_DUPLICATE } from './near-duplicates.ts'
import { ORDER_CHECKS } from './ordered-values.ts'
import { IMPLAUSIBLE_VALUE, UNIT_SLIP } from './implausible.ts'
import { SAID_IN_NAME } from './said-in-name.ts'
import { SAME_VALUES_TWICE, TWO_VALUES } from './same-material.ts'
import { COLUMNS_SHIFTED } from './shifted-columns.ts'
import { SLOPE_OF_CURVE } from './stiffness.ts'

/** Checks that need nothing but the record. */
export const OWN_CHECKS: readonly OwnCheck[] = [
  COMPOSITION_SUM, PHASE_SUM, ...ORDER_CHECKS, NEWER_BOUNDS, DENSITY, SLOPE_OF_CURVE, FAR_FROM_NOMINAL, SAID_IN_NAME,
  ...FORMULA_CHECKS, FILL_FACTOR,
]

/** Checks that compare a record with others of the hub. */
export const COMPARISONS: readonly Check[] = [
  SAME_VALUES_TWICE, NEAR_DUPLICATE, TWO_VALUES, TWO_COMPOSITIONS, CELL_OF_STRUCTURE, SPACE_GROUP_OF_STRUCTURE, COLUMNS_SHIFTED,
  UNIT_SLIP, IMPLAUSIBLE_VALUE,
]

/** Templates whose records are compared with one another: where one is looked at, so are the others. */
export const COMPARED_TOGETHER: readonly (readonly string[])[] = [[STRUCTURE, LATTICE]]

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
