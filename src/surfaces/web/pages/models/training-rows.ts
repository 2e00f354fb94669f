import { compositionKey } from '#science/chemistry/composition.ts'
import { connectedComponents } from '#science/numerics/connected-components.ts'
import type { AnswerOf } from '#contract/operation.ts'
import type { getTableRows } from '#contract/operations/table.ts'

type Rows = AnswerOf<typeof getTableRows>
type Cell = Rows['rows'][number]['cells'][number]

/** Rows that a model of the target would learn from: with a value of it, or a limit; a range is neither. */
export function rowsWithTarget({ columns, rows }: Pick<Rows, 'columns' | 'rows'>, target: string): Rows['rows'] {
  const place = columns.findIndex(({ name }) => name === target)
  return place < 0 ? [] : rows.filter(({ cells }) => cells[place] && cells[place].high === undefined)
}

/** What is known of the inputs that are chosen, in rows with a target. */
export type Survival = {
  /** Rows where every chosen input is known. */
  readonly whole: number
  /** Rows where each column is not known, by its name. */
  readonly missing: ReadonlyMap<string, number>
  /** The chosen input without which most more rows would be whole, and how many would then be; null where none would add any. */
  readonly dearest: { readonly name: string; readonly whole: number } | null
}

/** How many rows survive a choice of inputs; a bound or range of an input counts as not known, as in learning. */
export function survivalOf(columns: Rows['columns'], rows: Rows['rows'], chosen: readonly string[]): Survival {
  const places = new Map(columns.map(({ name }, place) => [name, place]))
  const lacks = rows.map(({ cells }) => new Set(columns.flatMap(({ name }) => (isKnown(cells[places.get(name)!] ?? null) ? [] : [name]))))
  const wholeOf = (names: readonly string[]) => lacks.filter((lacking) => names.every((name) => !lacking.has(name))).length
  const whole = wholeOf(chosen)
  const without = chosen.length < 2 ? [] : chosen.map((name) => ({ name, whole: wholeOf(chosen.filter((other) => other !== name)) }))
  const best = without.toSorted((a, b) => b.whole - a.whole)[0]
  return {
    whole, dearest: best && best.whole > whole ? best : null,
    missing: new Map(columns.map(({ name }) => [name, lacks.filter((lacking) => lacking.has(name)).length])),
  }
}

function isKnown(cell: Cell): boolean {
  return cell !== null && cell.bound === undefined && cell.high === undefined
}

/** How the chosen keys tie rows together: sets that share none with each other, and the rows of the largest. */
export function setsOfRows(columns: Rows['columns'], rows: Rows['rows'], keys: readonly string[]): { sets: number; largest: number } {
  const groups = keys.map((key) => {
    const place = columns.findIndex(({ name }) => name === key)
    return { name: key, values: rows.map(({ cells }) => keyOf(cells[place] ?? null)) }
  })
  const sizes = new Map<number, number>()
  for (const set of connectedComponents(rows.length, groups)) sizes.set(set, (sizes.get(set) ?? 0) + 1)
  return { sets: sizes.size, largest: Math.max(0, ...sizes.values()) }
}

/** Equal compositions are one key however they were written. */
function keyOf(cell: Cell): string | null {
  if (!cell) return null
  return cell.fractions ? compositionKey({ fractions: cell.fractions }) : String(cell.value)
}
