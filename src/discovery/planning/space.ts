import { Refusal } from '#science/refusal.ts'
import { isElement } from '#science/chemistry/elements.ts'
import { compositionGrid } from './composition-grid.ts'

// The fields are not readonly, so that a space from here and one read by the contract's schema are the same type.

/** A mixture on a simplex: bounds of each element's atomic fraction (0…1), and how many may be present. */
export type CompositionDimension = {
  kind: 'composition'
  column: string
  elements: Record<string, [number, number]>
  /** How many elements may be present. */
  at_most?: number
  at_least?: number
  /** The least atomic fraction of an element that may also be absent, so that no trace passes for it; default one step. */
  least?: number
  /** Atomic fractions are whole multiples of it; default 0.001. */
  step?: number
}

export type ContinuousDimension = { kind: 'continuous'; column: string; low: number; high: number; unit?: string }
export type ChoiceDimension = { kind: 'choice'; column: string; choices: string[] }
export type FixedDimension = { kind: 'fixed'; column: string; value: number | string }

/** What may be varied, or kept, in one input column of the model. */
export type Dimension = CompositionDimension | ContinuousDimension | ChoiceDimension | FixedDimension

/** What may be proposed: every combination of the dimensions, or one of the listed candidates. */
export type DesignSpace = { dimensions: Dimension[] } | { candidates: Record<string, number | string>[] }

/**
 * Refuses a space in which no point exists, and names the constraint that forbids it.
 *
 * Codes: `space.empty`, `space.repeated_column`, `space.unknown_element`, `space.bounds`, `space.sum`, `space.count`,
 * `space.step`, `space.no_choices`, `space.not_finite`, `space.uneven_candidates` (candidates with other columns than
 * each other). The compositions of candidates are read, and refused, when they are ranked.
 */
export function checkSpace(space: DesignSpace): void {
  const parts = 'candidates' in space ? space.candidates : space.dimensions
  if (parts.length === 0) {
    throw new Refusal('space.empty', {
      en: 'The design space has nothing in it. Give at least one dimension or one candidate.',
      ko: '설계 공간이 비어 있습니다. 차원 또는 후보를 하나 이상 입력하십시오.',
    })
  }
  if ('candidates' in space) return requireEven(space.candidates)
  const columns = space.dimensions.map(({ column }) => column)
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index)
  if (repeated !== undefined) {
    throw new Refusal('space.repeated_column', {
      en: `The column “${repeated}” stands in two dimensions. Keep one of them.`,
      ko: `“${repeated}” 열이 두 차원에 있습니다. 하나만 남기십시오.`,
    }, { column: repeated })
  }
  for (const dimension of space.dimensions) checkDimension(dimension)
}

/** Candidates that leave out what others state cannot be compared with them. */
function requireEven(candidates: readonly Readonly<Record<string, unknown>>[]): void {
  const columns = [...new Set(candidates.flatMap((one) => Object.keys(one)))]
  for (const [at, one] of candidates.entries()) {
    const column = columns.find((name) => one[name] === undefined)
    if (column === undefined) continue
    throw new Refusal('space.uneven_candidates', {
      en: `Candidate ${at + 1} has no “${column}”, which others have. Give it a value, or take the column out of all.`,
      ko: `후보 ${at + 1}에 다른 후보에 있는 “${column}” 값이 없습니다. 값을 입력하거나 모든 후보에서 이 열을 빼십시오.`,
    }, { candidate: at + 1, column })
  }
}

function checkDimension(dimension: Dimension): void {
  const { column } = dimension
  if (dimension.kind === 'composition') {
    for (const symbol of Object.keys(dimension.elements)) checkElement(column, symbol)
    compositionGrid(dimension)
  } else if (dimension.kind === 'continuous') {
    const { low, high } = dimension
    requireFinite(column, low)
    requireFinite(column, high)
    if (low > high) {
      throw new Refusal('space.bounds', {
        en: `“${column}” runs from ${low} to ${high}: the low end is above the high one. Exchange them.`,
        ko: `“${column}”의 범위가 ${low}~${high}입니다. 하한이 상한보다 큽니다. 두 값을 바꾸십시오.`,
      }, { column, low, high })
    }
  } else if (dimension.kind === 'choice') {
    if (dimension.choices.length === 0) {
      throw new Refusal('space.no_choices', {
        en: `“${column}” has no choices. List at least one, or leave the dimension out.`,
        ko: `“${column}”에 선택지가 없습니다. 하나 이상 적거나 차원을 빼십시오.`,
      }, { column })
    }
  } else if (typeof dimension.value === 'number') requireFinite(column, dimension.value)
}

function checkElement(column: string, symbol: string) {
  if (isElement(symbol)) return
  throw new Refusal('space.unknown_element', {
    en: `“${symbol}” in “${column}” is not an element. Write a symbol such as Fe.`,
    ko: `“${column}”의 “${symbol}”: 원소 기호가 아닙니다. Fe와 같은 기호로 쓰십시오.`,
  }, { column, symbol })
}

function requireFinite(column: string, value: number) {
  if (Number.isFinite(value)) return
  throw new Refusal('space.not_finite', {
    en: `“${column}” has ${value} where a number is needed. Give a finite number.`,
    ko: `“${column}”의 값이 ${value}입니다. 유한한 숫자를 입력하십시오.`,
  }, { column, value: String(value) })
}
