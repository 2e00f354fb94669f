import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { CompositionDimension } from './space.ts'

// Letters: e elements that can be present, N steps in the whole (1/step). Amounts are whole numbers of steps.

/**
 * The compositions of a dimension as whole numbers of steps, so that their sum is exact.
 *
 * Elements whose upper bound is below one step are left out. An element is required when its lower bound is above 0.
 */
export type CompositionGrid = {
  readonly column: string
  readonly symbols: readonly string[]
  readonly N: number
  /** (e): fewest steps of each element; 0 where it may be absent. */
  readonly low: readonly number[]
  /** (e): fewest steps of each element once it is present, 1 at least. */
  readonly floor: readonly number[]
  /** (e): most steps of each element. */
  readonly high: readonly number[]
  /** How many elements can be present, both ends reachable. */
  readonly fewest: number
  readonly most: number
}

/** 0.1 at.%, about what an arc melter's charge can be weighed to. */
const DEFAULT_STEP = 0.001
/** Bounds are decimals of people; a bound this close to a step is meant to be on it. */
const ROUNDING = 1e-9

/**
 * Turns a composition dimension into whole steps; refuses one that no composition fits.
 *
 * Codes: `space.bounds` (reversed, outside 0…1, or below `least`), `space.step` (does not divide 1, or misses the
 * bounds), `space.sum` (fractions cannot sum to 1), `space.count` (at_least and at_most).
 */
export function compositionGrid(dimension: CompositionDimension): CompositionGrid {
  const { column, step = DEFAULT_STEP } = dimension
  const N = Math.round(1 / step)
  if (!(step > 0 && step <= 1) || Math.abs(N * step - 1) > ROUNDING) {
    throw refuse('step', column, { step }, {
      en: `steps of ${step} never add up to 1. Take one that divides 1, such as 0.01 or 0.005.`,
      ko: `간격 ${step}(으)로는 합이 1이 될 수 없습니다. 0.01이나 0.005처럼 1을 나누는 값을 쓰십시오.`,
    })
  }
  const bounds = Object.entries(dimension.elements).map(([symbol, [low, high]]) => {
    checkBounds(column, symbol, low, high)
    const steps = { symbol, low: Math.ceil(low / step - ROUNDING * N), high: Math.floor(high / step + ROUNDING * N) }
    if (steps.low > steps.high) {
      throw refuse('step', column, { symbol, low, high, step }, {
        en: `no multiple of the step ${step} lies between ${low} and ${high} for ${symbol}. Widen the bounds or take a `
          + 'finer step.',
        ko: `${symbol}의 범위 ${low}~${high} 안에 간격 ${step}의 배수가 없습니다. 범위를 넓히거나 간격을 줄이십시오.`,
      })
    }
    const floor = steps.low || Math.max(1, Math.ceil((dimension.least ?? 0) / step - ROUNDING * N))
    if (steps.high > 0 && steps.high < floor) throw belowLeast(column, symbol, high, dimension.least!)
    return { ...steps, floor }
  })
  checkSums(dimension, bounds, N)
  return { column, ...columnsOf(bounds.filter(({ high }) => high > 0)), N, ...countRange(dimension, bounds, N) }
}

type Steps = { readonly symbol: string; readonly low: number; readonly high: number; readonly floor: number }

function columnsOf(bounds: readonly Steps[]) {
  return {
    symbols: bounds.map(({ symbol }) => symbol),
    low: bounds.map(({ low }) => low),
    floor: bounds.map(({ floor }) => floor),
    high: bounds.map(({ high }) => high),
  }
}

function checkBounds(column: string, symbol: string, low: number, high: number) {
  if (low >= 0 && high <= 1 && low <= high) return
  throw refuse('bounds', column, { symbol, low, high }, low > high
    ? {
        en: `the bounds of ${symbol} are reversed (${low} to ${high}). Exchange them.`,
        ko: `${symbol}의 하한과 상한이 뒤바뀌었습니다(${low}~${high}). 두 값을 바꾸십시오.`,
      }
    : {
        en: `the bounds of ${symbol} are ${low} to ${high}; atomic fractions lie between 0 and 1 (10 at.% is 0.1).`,
        ko: `${symbol}의 범위가 ${low}~${high}입니다. 원자 분율은 0과 1 사이의 값입니다(10 at.%는 0.1).`,
      })
}

function belowLeast(column: string, symbol: string, high: number, least: number): Refusal {
  return refuse('bounds', column, { symbol, high, least }, {
    en: `${symbol} may have ${high} at most, but an element that is present needs ${least} at least. Raise its upper `
      + 'bound, lower the least, or take it out.',
    ko: `${symbol}의 상한은 ${high}인데 들어가는 원소의 최소량이 ${least}입니다. 상한을 높이거나 최소량을 낮추거나 원소를 빼십시오.`,
  })
}

function checkSums(dimension: CompositionDimension, bounds: readonly Steps[], N: number) {
  const { column } = dimension
  const lows = bounds.reduce((sum, { low }) => sum + low, 0)
  const highs = bounds.reduce((sum, { high }) => sum + high, 0)
  if (lows > N) {
    throw refuse('sum', column, { lows: lows / N }, {
      en: `the lower bounds add up to ${decimal(lows / N)}, more than 1. Lower some of them.`,
      ko: `하한의 합이 ${decimal(lows / N)}(으)로 1보다 큽니다. 일부 하한을 낮추십시오.`,
    })
  }
  if (highs < N) {
    throw refuse('sum', column, { highs: highs / N }, {
      en: `the upper bounds add up to ${decimal(highs / N)}, less than 1. Raise some of them or add elements.`,
      ko: `상한의 합이 ${decimal(highs / N)}(으)로 1보다 작습니다. 일부 상한을 높이거나 원소를 추가하십시오.`,
    })
  }
}

/** The counts of elements that some composition has, from both bounds and the counts asked for. */
function countRange(
  dimension: CompositionDimension, bounds: readonly Steps[], N: number,
): { fewest: number; most: number } {
  const { column } = dimension
  const usable = bounds.filter(({ high }) => high > 0)
  const required = usable.filter(({ low }) => low > 0)
  const atLeast = dimension.at_least ?? 1
  const atMost = Math.min(dimension.at_most ?? usable.length, usable.length)
  const asked = { at_least: dimension.at_least, at_most: dimension.at_most }
  const possible = usable.length
  if (atLeast > atMost) {
    throw refuse('count', column, { ...asked, possible }, dimension.at_most !== undefined && atLeast > dimension.at_most
      ? {
          en: `at least ${atLeast} and at most ${dimension.at_most} elements cannot both hold. Exchange them.`,
          ko: `원소 수 조건이 서로 맞지 않습니다(최소 ${atLeast}, 최대 ${dimension.at_most}). 두 값을 바꾸십시오.`,
        }
      : {
          en: `at least ${atLeast} elements are asked for, but only ${possible} may be present. Add elements.`,
          ko: `원소가 최소 ${atLeast}개 필요하지만 쓸 수 있는 원소는 ${possible}개입니다. 원소를 추가하십시오.`,
        })
  }
  if (required.length > atMost) {
    throw refuse('count', column, { ...asked, required: required.map(({ symbol }) => symbol) }, {
      en: `at most ${atMost} elements are allowed, but ${required.length} have a lower bound above 0 `
        + `(${required.map(({ symbol }) => symbol).join(', ')}). Raise at_most or set lower bounds to 0.`,
      ko: `최대 ${atMost}개까지 허용하지만 하한이 0보다 큰 원소가 ${required.length}개입니다`
        + `(${required.map(({ symbol }) => symbol).join(', ')}). at_most를 높이거나 하한을 0으로 두십시오.`,
    })
  }
  const requiredHigh = required.reduce((sum, { high }) => sum + high, 0)
  const optionalHighs = usable.filter(({ low }) => low === 0).map(({ high }) => high).sort((a, b) => b - a)
  let fewest = required.length
  let reach = requiredHigh
  for (const high of optionalHighs) {
    if (reach >= N) break
    reach += high
    fewest += 1
  }
  if (fewest > atMost) {
    const best = optionalHighs.slice(0, atMost - required.length).reduce((sum, high) => sum + high, requiredHigh)
    throw refuse('sum', column, { ...asked, highs: best / N }, {
      en: `with at most ${atMost} elements the upper bounds add up to ${decimal(best / N)} at best, less than 1. Raise `
        + 'at_most or the bounds.',
      ko: `원소를 최대 ${atMost}개로 하면 상한의 합이 많아야 ${decimal(best / N)}(으)로 1보다 작습니다. at_most나 상한을 높이십시오.`,
    })
  }
  const optionalFloors = usable.filter(({ low }) => low === 0).map(({ floor }) => floor).sort((a, b) => a - b)
  let most = required.length
  let taken = required.reduce((sum, { low }) => sum + low, 0)
  for (const floor of optionalFloors) {
    taken += floor
    if (taken > N) break
    most += 1
  }
  most = Math.min(atMost, most)
  if (atLeast > most) {
    throw refuse('sum', column, { ...asked, most }, {
      en: `with at least ${atLeast} elements their least amounts add up to more than 1; at most ${most} elements fit. `
        + 'Lower at_least, the bounds or the least amount.',
      ko: `원소가 최소 ${atLeast}개이면 최소량의 합이 1을 넘습니다. 최대 ${most}개까지 가능합니다. at_least, 하한 또는 최소량을 `
        + '낮추십시오.',
    })
  }
  return { fewest: Math.max(fewest, atLeast), most }
}

function refuse(fault: string, column: string, details: Record<string, unknown>, why: Text): Refusal {
  return new Refusal(`space.${fault}`, {
    en: `No composition fits “${column}”: ${why.en}`,
    ko: `“${column}” 조건에 맞는 조성이 없습니다. ${why.ko}`,
  }, { column, ...details })
}

function decimal(value: number): string {
  return String(Number(value.toFixed(4)))
}
