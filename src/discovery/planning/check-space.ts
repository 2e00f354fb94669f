import { isElement } from '#science/chemistry/elements.ts'
import { Refusal } from '#science/refusal.ts'
import { DEFAULT_STEP, steppedMixture } from './space.ts'
import type { CompositionDimension, DesignSpace, Dimension } from './space.ts'

/** Refuses a space without a feasible point, naming the constraint that makes it impossible. */
export function checkSpace(space: DesignSpace): void {
  if ('candidates' in space) {
    if (space.candidates.length === 0) throw refuse('no_candidates', 'The list of candidates is empty; add some.', '후보 목록이 비어 있습니다. 후보를 추가하십시오.')
    return
  }
  const columns = space.dimensions.map(({ column }) => column)
  const twice = columns.find((column, index) => columns.indexOf(column) !== index)
  if (twice !== undefined) {
    throw refuse('column_twice', `“${twice}” is given by two dimensions; leave one.`, `“${twice}”이(가) 두 차원에 있습니다. 하나만 남기십시오.`, { column: twice })
  }
  if (space.dimensions.every(({ kind }) => kind === 'fixed')) {
    throw refuse('nothing_free', 'Every dimension is fixed; there is nothing to choose. Free one.', '모든 차원이 고정되어 선택할 것이 없습니다. 하나 이상을 풀어 주십시오.')
  }
  for (const dimension of space.dimensions) checkDimension(dimension)
}

function checkDimension(dimension: Dimension): void {
  const { column } = dimension
  if (dimension.kind === 'composition') return checkMixture(dimension)
  if (dimension.kind === 'choice' && dimension.choices.length === 0) {
    throw refuse('no_choices', `“${column}” has no choices; add at least one.`, `“${column}”에 선택지가 없습니다. 하나 이상 추가하십시오.`, { column })
  }
  if (dimension.kind === 'continuous') checkBounds(column, dimension.low, dimension.high)
}

function checkBounds(name: string, low: number, high: number): void {
  if (Number.isFinite(low) && Number.isFinite(high) && low <= high) return
  throw refuse('bounds_reversed', `The bounds of “${name}” are ${low} … ${high}; the lower must not be above the upper.`, `“${name}”의 범위가 ${low} … ${high}입니다. 하한이 상한보다 클 수 없습니다.`, { name, low, high })
}

function checkMixture(dimension: CompositionDimension): void {
  const { column, elements, step = DEFAULT_STEP } = dimension
  for (const [symbol, [low, high]] of Object.entries(elements)) {
    if (!isElement(symbol)) throw refuse('unknown_element', `“${symbol}” is not the symbol of an element.`, `“${symbol}”은(는) 원소 기호가 아닙니다.`, { symbol })
    checkBounds(symbol, low, high)
    if (low < 0 || high > 1) {
      throw refuse('fraction_outside', `The fraction of ${symbol} is bounded by ${low} … ${high}; fractions lie between 0 and 1.`, `${symbol}의 분율 범위가 ${low} … ${high}입니다. 분율은 0과 1 사이여야 합니다.`, { symbol, low, high })
    }
  }
  if (!(step > 0 && step <= 1) || Math.abs(1 / step - Math.round(1 / step)) > 1e-6) {
    throw refuse('step', `Steps of ${step} do not add up to 1; take 0.01 or another whole part of 1.`, `간격 ${step}(으)로는 합이 1이 되지 않습니다. 0.01처럼 1을 나누어떨어지게 하는 값을 쓰십시오.`, { step })
  }
  const { total, parts, atLeast, atMost } = steppedMixture(dimension)
  const required = parts.filter(({ low }) => low > 0)
  if (atLeast > atMost) {
    throw refuse('too_few_elements', `“${column}” needs at least ${atLeast} elements present but allows at most ${atMost}.`, `“${column}”에는 원소가 ${atLeast}개 이상 필요하지만 최대 ${atMost}개만 허용됩니다.`, { column, atLeast, atMost })
  }
  const least = required.reduce((sum, { low }) => sum + low, 0) + (atLeast - required.length)
  if (least > total) {
    throw refuse('sum_above_one', `The lower bounds of “${column}” sum to ${percent(least / total)}, more than 100 %; lower some.`, `“${column}”의 하한 합이 ${percent(least / total)}로 100 %를 넘습니다. 하한을 낮추십시오.`, { column, sum: least / total })
  }
  const optional = parts.filter(({ low }) => low <= 0).map(({ high }) => high).sort((a, b) => b - a)
  const most = required.reduce((sum, { high }) => sum + high, 0) + optional.slice(0, atMost - required.length).reduce((sum, high) => sum + high, 0)
  if (most < total) {
    throw refuse('sum_below_one', `Even ${atMost} elements at the upper bounds of “${column}” sum to ${percent(most / total)}, less than 100 %; raise some.`, `“${column}”의 원소 ${atMost}개를 상한까지 채워도 합이 ${percent(most / total)}로 100 %에 못 미칩니다. 상한을 높이십시오.`, { column, sum: most / total, at_most: atMost })
  }
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(2))} %`
}

function refuse(code: string, en: string, ko: string, details: Record<string, unknown> = {}): Refusal {
  return new Refusal(`space.${code}`, { en, ko }, details)
}
