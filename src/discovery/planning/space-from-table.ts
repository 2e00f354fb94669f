import { Refusal } from '#science/refusal.ts'
import { median, quantile } from '#science/numerics/summary.ts'
import type { CategoryColumn, Column, CompositionColumn, NumberColumn } from '../learning/columns.ts'
import { checkSpace } from './space.ts'
import type { CompositionDimension, DesignSpace, Dimension } from './space.ts'

/** Elements of fewer rows are rarities of single papers; the model could not judge them. */
const SHARE_OF_ROWS = 0.03
const FINE_STEP = 0.001
const COARSE_STEP = 0.005
/** Of the amounts in which elements are present, so many are less; they are additions of single papers. */
const TRACES = 0.05
/** Where every element reaches 5 at.%, steps of half an atomic per cent are fine enough. */
const MINOR_ELEMENT = 0.05

/**
 * Suggests a design space that spans what the rows of a table cover, to be edited by whoever plans.
 *
 * Composition: the elements in at least 3 % of the rows within their observed bounds, and as many of them as 90 % of
 * the rows have (5th to 95th percentile), each with at least what 95 % of the present ones have. Choices: those seen.
 * Numbers: from the 5th to the 95th percentile.
 * `fixed` sets conditions such as a test temperature. `exclude` names the columns that are no choices because they turn
 * out along the way (phases, grain size): a proposal leaves them open and the model takes them as missing. `without`
 * lists the terms of a column that name nothing one could do ("other").
 * Refuses `space.unknown_column` for a name in `fixed` or `exclude` that is no column, and what `checkSpace` refuses.
 */
export function suggestSpace(
  inputs: readonly Column[],
  { fixed = {}, exclude = [], without = {} }: {
    readonly fixed?: Readonly<Record<string, number | string>>
    readonly exclude?: readonly string[]
    readonly without?: Readonly<Record<string, readonly string[]>>
  } = {},
): DesignSpace {
  for (const column of [...Object.keys(fixed), ...exclude]) requireColumn(inputs, column)
  const dimensions = inputs.filter(({ name }) => !exclude.includes(name)).flatMap((column): Dimension[] => {
    const value = fixed[column.name]
    if (value !== undefined) return [{ kind: 'fixed', column: column.name, value }]
    if (column.kind === 'composition') return compositionDimension(column)
    // A structure is nothing that one sets as one sets a temperature.
    if (column.kind === 'vector') return []
    return column.kind === 'number' ? numberDimension(column) : choiceDimension(column, without[column.name] ?? [])
  })
  const space = { dimensions }
  checkSpace(space)
  return space
}

function compositionDimension({ name, values }: CompositionColumn): Dimension[] {
  const rows = values.filter((value) => value !== null).map((value) => {
    const present = Object.entries(value).filter(([, amount]) => amount > 0)
    const sum = present.reduce((total, [, amount]) => total + amount, 0)
    return new Map(present.map(([symbol, amount]) => [symbol, amount / sum]))
  })
  if (rows.length === 0) return []
  const symbols = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort()
  const kept = symbols.map((symbol) => {
    const seen = rows.flatMap((row) => row.get(symbol) ?? [])
    // An element that some row lacks may be left out.
    return { symbol, n: seen.length, low: seen.length < rows.length ? 0 : least(seen), high: most(seen) }
  }).filter(({ n }) => n >= SHARE_OF_ROWS * rows.length)
  const step = kept.every(({ high }) => high >= MINOR_ELEMENT) ? COARSE_STEP : FINE_STEP
  const steps = Math.round(1 / step)
  // Counts of the elements that are kept, in rows made of nothing else: rarities must not widen the mixtures.
  const names = new Set(kept.map(({ symbol }) => symbol))
  const counts = rows.filter((row) => [...row.keys()].every((symbol) => names.has(symbol))).map((row) => row.size)
  const dimension: CompositionDimension = {
    kind: 'composition',
    column: name,
    // Outwards to the grid, so that what was made can be made again; 1e-6 of a step is rounding.
    elements: Object.fromEntries(kept.map(({ symbol, low, high }) =>
      [symbol, [Math.floor(low * steps + 1e-6) / steps, Math.ceil(high * steps - 1e-6) / steps]])),
    step,
  }
  const amounts = rows.flatMap((row) => [...row].flatMap(([symbol, amount]) => (names.has(symbol) ? [amount] : [])))
  const amount = Math.min(quantile(amounts, TRACES), ...Object.values(dimension.elements).map(([, high]) => high))
  if (amount > step) dimension.least = Math.floor(amount * steps + 1e-6) / steps
  if (counts.length > 0) {
    dimension.at_most = Math.ceil(quantile(counts, 0.95))
    const atLeast = Math.floor(quantile(counts, 0.05))
    if (atLeast > 1) dimension.at_least = atLeast
  }
  return [dimension]
}

function numberDimension({ name, unit, values }: NumberColumn): Dimension[] {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return []
  const low = rounded(quantile(present, 0.05))
  const high = rounded(quantile(present, 0.95))
  if (low >= high) return [{ kind: 'fixed', column: name, value: median(present) }]
  return [{ kind: 'continuous', column: name, low, high, ...(unit !== undefined && { unit }) }]
}

function choiceDimension({ name, values }: CategoryColumn, without: readonly string[]): Dimension[] {
  const choices = [...new Set(values.filter((value) => value !== null))].filter((term) => !without.includes(term)).sort()
  if (choices.length === 0) return []
  if (choices.length === 1) return [{ kind: 'fixed', column: name, value: choices[0]! }]
  return [{ kind: 'choice', column: name, choices }]
}

/** Percentiles fall between observations; three digits are what a person would have written. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b))
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b))
}

function requireColumn(inputs: readonly Column[], column: string) {
  if (inputs.some(({ name }) => name === column)) return
  const choices = inputs.map(({ name }) => name).join(', ')
  throw new Refusal('space.unknown_column', {
    en: `The model has no input “${column}”; it has: ${choices}. Correct the name.`,
    ko: `모델에 입력 “${column}”이(가) 없습니다. 있는 입력: ${choices}. 이름을 고치십시오.`,
  }, { column })
}
