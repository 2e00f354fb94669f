import type { Finding } from './finding.ts'
import type { KeysOfRows } from './identify-records.ts'
import type { PlannedRecord } from './plan-recipe.ts'
import type { Recipe } from './recipe.ts'

/**
 * The findings with the keys of the records that each is about.
 *
 * A cell is about the records that its column goes into; a whole row, a cell whose records were left out, and a column
 * that belongs to no record are about what the row measures. `rowOfLine` leads from a line to its row, from that of a
 * repeated row to the row it repeats.
 */
export function withConcernedRecords(
  findings: readonly Finding[],
  recipe: Recipe,
  plan: readonly PlannedRecord[],
  rowOfLine: ReadonlyMap<number, number>,
  keys: KeysOfRows,
): Finding[] {
  const subject = subjectOf(plan)
  return findings.map((finding) => {
    const row = finding.line === null ? undefined : rowOfLine.get(finding.line)
    if (row === undefined || finding.records) return finding
    const made = (positions: Iterable<number>) => [...positions].flatMap((position) => keys[position]![row] ?? [])
    const own = made(finding.column === null ? [] : positionsOf(finding.column, recipe, plan))
    const records = own.length > 0 ? own : [...made([subject]), ...made(plan.keys())].slice(0, 1)
    return { ...finding, records: [...new Set(records)] }
  })
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
  const measured = plan.flatMap(({ record, points }) => (record.of === undefined ? [] : [points.get(record.of)!]))
  const times = (position: number) => measured.filter((other) => other === position).length
  return measured.toSorted((a, b) => times(b) - times(a))[0] ?? 0
}
