import type { Column } from '../learning/columns.ts'
import type { DesignSpace, Dimension } from './space.ts'

/** An element is offered when at least this share of the rows holds it. */
const COMMON = 0.03

/**
 * A design space that spans what the rows cover, to be edited by a person.
 *
 * Elements in at least 3 % of the rows, each up to the largest fraction seen; as many elements at once as 95 % of the rows
 * have at most; every word seen at least twice; numbers between their 5th and 95th percentile. `leaveOut` names columns
 * that are not choices but results of the experiment (phases, grain size); `fixed` columns stay at their commonest value
 * (test conditions).
 */
export function suggestSpace(columns: readonly Column[], leaveOut: ReadonlySet<string>, fixed: ReadonlySet<string>): DesignSpace {
  const dimensions = columns.filter(({ name }) => !leaveOut.has(name)).flatMap((column): Dimension[] => {
    if (column.kind === 'composition') return mixture(column)
    if (fixed.has(column.name)) return [commonest(column)].flatMap((value) => (value === null ? [] : [{ kind: 'fixed', column: column.name, value }]))
    if (column.kind === 'number') return range(column)
    const choices = words(column)
    return choices.length === 0 ? [] : [{ kind: 'choice', column: column.name, choices }]
  })
  return { dimensions }
}

function mixture(column: Extract<Column, { kind: 'composition' }>): Dimension[] {
  const rows = column.values.filter((value) => value !== null)
  const seen = new Map<string, number[]>()
  const counts: number[] = []
  for (const fractions of rows) {
    const present = Object.entries(fractions).filter(([, fraction]) => fraction > 0)
    const sum = present.reduce((all, [, fraction]) => all + fraction, 0)
    counts.push(present.length)
    for (const [symbol, fraction] of present) seen.set(symbol, [...(seen.get(symbol) ?? []), fraction / sum])
  }
  const common = [...seen].filter(([, fractions]) => fractions.length >= COMMON * rows.length).sort(([, a], [, b]) => b.length - a.length)
  if (common.length === 0) return []
  const elements = Object.fromEntries(common.map(([symbol, fractions]): [string, [number, number]] => [symbol, [0, roundUp(Math.max(...fractions))]]))
  const most = counts.sort((a, b) => a - b)[Math.min(counts.length - 1, Math.floor(0.95 * counts.length))]!
  return [{ kind: 'composition', column: column.name, elements, at_most: Math.min(most, common.length), at_least: 1, step: 0.01 }]
}

function range(column: Extract<Column, { kind: 'number' }>): Dimension[] {
  const values = column.values.filter((value) => value !== null).sort((a, b) => a - b)
  if (values.length === 0) return []
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!
  const [low, high] = [at(0.05), at(0.95)]
  if (low === high) return [{ kind: 'fixed', column: column.name, value: low }]
  return [{ kind: 'continuous', column: column.name, low, high, ...(column.unit === undefined ? {} : { unit: column.unit }) }]
}

function words(column: Column): string[] {
  return [...countValues(column)].filter(([, count]) => count >= 2).sort(([, a], [, b]) => b - a).map(([value]) => String(value))
}

function commonest(column: Column): number | string | null {
  return [...countValues(column)].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

function countValues(column: Column): Map<number | string, number> {
  const counts = new Map<number | string, number>()
  for (const value of column.values) {
    if (typeof value === 'number' || typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

function roundUp(fraction: number): number {
  return Math.min(1, Math.ceil(fraction * 100 - 1e-9) / 100)
}
