import type { Finding } from './finding.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { Recipe } from './recipe.ts'

/**
 * The records that a finding about a row is about, by their statements.
 *
 * A cell is about the records that its column goes into; a whole row, a cell whose records were left out, and a column
 * that belongs to no record are about what the row measures. `statementOf` a position is what the row makes there.
 */
export function concernedStatements(
  finding: Finding, recipe: Recipe, plan: readonly PlannedRecord[], statementOf: (position: number) => number | null,
): readonly number[] {
  const made = (positions: Iterable<number>) => [...positions].flatMap((position) => statementOf(position) ?? [])
  const own = made(finding.column === null ? [] : positionsOf(finding.column, recipe, plan))
  return own.length > 0 ? [...new Set(own)] : [...made([subjectOf(plan)]), ...made(plan.keys())].slice(0, 1)
}

/** Positions in the plan of the records that a column of the file goes into, as a value or as a part of the key. */
function positionsOf(header: string, recipe: Recipe, plan: readonly PlannedRecord[]): number[] {
  const columns = Object.entries(recipe.columns).filter(([, column]) => column.header.trim() === header).map(([name]) => name)
  return [...plan.keys()].filter((position) => {
    const { fields, record } = plan[position]!
    return fields.some(({ column }) => columns.includes(column)) || record.key.some((part) => columns.includes(part))
  })
}

/** The record that most of a row's measurements are of; the first one where there is none. */
function subjectOf(plan: readonly PlannedRecord[]): number {
  const measured = plan.flatMap(({ record, points }) => [record.of ?? []].flat().flatMap((name) => points.get(name) ?? []))
  const times = (position: number) => measured.filter((other) => other === position).length
  return measured.toSorted((a, b) => times(b) - times(a))[0] ?? 0
}
