import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { LineageGraph } from '../lineage/graph.ts'
import type { ProcessContent } from '../records/record.ts'
import { plainValue } from './cell.ts'
import type { Cell } from './cell.ts'
import type { AmountPath } from './table.ts'

/**
 * How much went into a process in a role, from materials of a template, or both, in `unit`; null where that is unknown.
 *
 * One input's amount is taken as it stands, with its bound, range and uncertainty. Several are added up only if each is
 * exact, and their sum has no stated uncertainty. Unknown is: no such input (which may be one that nobody recorded), an
 * input without an amount, one of another dimension (mL beside g), a bound or a range among several.
 */
export function amountOfInputs(
  graph: LineageGraph, { inputs }: Pick<ProcessContent, 'inputs'>, path: Pick<AmountPath, 'role' | 'of'>, unit: string,
): Omit<Cell, 'record' | 'steps'> | null {
  const wanted = inputs.filter(({ material, role }) => (
    (path.role === undefined || role === path.role)
    && (path.of === undefined || graph.records.get(material)?.template.template === path.of)
  ))
  const parts: Omit<Cell, 'record' | 'steps'>[] = []
  for (const { amount } of wanted) {
    if (!amount || !isCompatible(parseUnit(amount.unit), parseUnit(unit))) return null
    parts.push(plainValue(amount, unit))
  }
  const [only] = parts
  if (!only || parts.length === 1) return only ?? null
  if (parts.some(({ bound, high }) => bound !== undefined || high !== undefined)) return null
  return { value: parts.reduce((sum, { value }) => sum + (value as number), 0) }
}
