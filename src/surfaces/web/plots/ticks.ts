/** Ends closer than this share of their size are one value: labels and steps between them would be rounding noise. */
const NOISE = 5e-13
/** Spans below this are one value: no quantity of a laboratory is that small, and `toFixed` ends at 100 digits. */
const NOTHING = 1e-90

function isOneValue(low: number, high: number): boolean {
  return !(high - low > Math.max(NOTHING, NOISE * Math.max(Math.abs(low), Math.abs(high))))
}

/**
 * Round values inside [low, high], about `count` of them, in steps of 1, 2 or 5 times a power of ten.
 *
 * `decimals` is how many digits after the point tell the values apart. An empty or broken range gives no ticks.
 */
export function niceTicks(low: number, high: number, count = 5): { values: number[]; step: number; decimals: number } {
  const span = high - low
  if (isOneValue(low, high) || !Number.isFinite(span)) return { values: [], step: 0, decimals: 0 }
  const power = Math.floor(Math.log10(span / count))
  const fraction = span / count / 10 ** power
  // Thresholds at the geometric means of 1, 2, 5 and 10, as Heckbert (Graphics Gems, 1990) rounds.
  const nice = fraction < Math.SQRT2 ? 1 : fraction < Math.sqrt(10) ? 2 : fraction < Math.sqrt(50) ? 5 : 10
  const exponent = nice === 10 ? power + 1 : power
  const step = (nice === 10 ? 1 : nice) * 10 ** exponent
  const decimals = Math.max(0, -exponent)
  const values: number[] = []
  // Counting in whole steps keeps 0.1 + 0.2 out of the labels.
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    values.push(Number((k * step).toFixed(decimals)))
  }
  return { values, step, decimals }
}

/** The range widened outwards to whole ticks; a single value is widened so that it can be drawn. */
export function niceRange(low: number, high: number, count = 5): [number, number] {
  if (isOneValue(low, high)) {
    const half = Math.abs(low) > NOTHING * 10 ? Math.abs(low) * 0.1 : 1
    return niceRange(low - half, low + half, count)
  }
  const { step, decimals } = niceTicks(low, high, count)
  const down = Math.floor(low / step + 1e-9) * step
  const up = Math.ceil(high / step - 1e-9) * step
  return [Number(down.toFixed(decimals)), Number(up.toFixed(decimals))]
}

/**
 * Round values above zero inside [low, high] for a logarithmic axis: powers of ten, with their double and fivefold where
 * there are few of them; over less than a decade, values as {@link niceTicks} gives them.
 */
export function logTicks(low: number, high: number, count = 5): readonly number[] {
  const decades = Math.log10(high / low)
  if (!(low > 0) || decades < 1) return niceTicks(low, high, count).values.filter((value) => value > 0)
  const steps = decades * 3 <= count * 1.5 ? [1, 2, 5] : [1]
  const stride = steps.length === 1 ? Math.max(1, Math.ceil(decades / count)) : 1
  const values: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % stride !== 0) continue
    // From text, for 10 ** -5 is not 1e-5 to the last digit.
    for (const step of steps) values.push(Number(`${step}e${power}`))
  }
  return values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
}
