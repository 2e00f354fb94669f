/** A function to be made small: its value at x and its gradient there, written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export type Minimum = {
  readonly x: Float64Array
  readonly value: number
  readonly iterations: number
  readonly evaluations: number
  readonly converged: boolean
}

/** Pairs of steps and gradient changes that are remembered; Nocedal & Wright advise 3 to 20. */
const MEMORY = 10

/**
 * Finds a local minimum of a smooth function from x0 by L-BFGS with a backtracking (weak Wolfe) line search.
 *
 * Nocedal & Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5; the bisection that finds a weak Wolfe
 * step is Lewis & Overton (2013), doi 10.1007/s10107-012-0514-2. Bounds are put in by reparametrising: a positive
 * number enters as its logarithm. A value of Infinity or NaN marks a forbidden point: the search steps back from it.
 * `converged` is true when the largest gradient entry is below `gradientTolerance` (1e-5) or the value falls by less
 * than a relative `valueTolerance` (1e-9) in an iteration.
 */
export function minimiseLbfgs(
  objective: Objective,
  x0: ArrayLike<number>,
  options: { maxIterations?: number; gradientTolerance?: number; valueTolerance?: number } = {},
): Minimum {
  const { maxIterations = 200, gradientTolerance = 1e-5, valueTolerance = 1e-9 } = options
  const d = x0.length
  let x = Float64Array.from(x0)
  let gradient = new Float64Array(d)
  let value = objective(x, gradient)
  let evaluations = 1
  if (!Number.isFinite(value)) throw new RangeError(`The objective is ${value} at the starting point`)
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = []

  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) < gradientTolerance) return { x, value, iterations: iteration, evaluations, converged: true }
    let direction = descentDirection(gradient, pairs)
    let slope = dot(direction, gradient)
    if (!(slope < 0)) {
      pairs.length = 0
      direction = gradient.map((g) => -g)
      slope = dot(direction, gradient)
    }
    // Before any curvature is known the first step is one unit of length at most.
    let step = pairs.length ? 1 : Math.min(1, 1 / Math.sqrt(-slope))
    let low = 0, high = Infinity
    let found: { x: Float64Array<ArrayBuffer>; gradient: Float64Array<ArrayBuffer>; value: number } | null = null
    for (let trial = 0; trial < 30; trial++) {
      const xNew = x.map((xi, index) => xi + step * direction[index]!)
      const gNew = new Float64Array(d)
      const vNew = objective(xNew, gNew)
      evaluations++
      if (!(vNew <= value + 1e-4 * step * slope)) high = step
      else {
        found = { x: xNew, gradient: gNew, value: vNew }
        if (dot(direction, gNew) >= 0.9 * slope) break
        low = step
      }
      step = high < Infinity ? (low + high) / 2 : 2 * step
    }
    if (!found) return { x, value, iterations: iteration, evaluations, converged: false }
    const s = found.x.map((xi, index) => xi - x[index]!)
    const y = found.gradient.map((g, index) => g - gradient[index]!)
    const sy = dot(s, y)
    if (sy > 1e-12 * dot(y, y)) {
      pairs.push({ s, y, rho: 1 / sy })
      if (pairs.length > MEMORY) pairs.shift()
    }
    const fall = value - found.value
    x = found.x
    gradient = found.gradient
    value = found.value
    if (fall <= valueTolerance * Math.max(1, Math.abs(value))) {
      return { x, value, iterations: iteration + 1, evaluations, converged: true }
    }
  }
  return { x, value, iterations: maxIterations, evaluations, converged: false }
}

/** −H g by the two-loop recursion. */
function descentDirection(gradient: Float64Array, pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[]) {
  const q = gradient.slice()
  const alphas: number[] = []
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, q)
    alphas.push(alpha)
    for (let index = 0; index < q.length; index++) q[index]! -= alpha * y[index]!
  }
  const newest = pairs.at(-1)
  if (newest) {
    const scale = 1 / (newest.rho * dot(newest.y, newest.y))
    for (let index = 0; index < q.length; index++) q[index]! *= scale
  }
  pairs.forEach(({ s, y, rho }) => {
    const beta = rho * dot(y, q)
    const alpha = alphas.pop()!
    for (let index = 0; index < q.length; index++) q[index]! += (alpha - beta) * s[index]!
  })
  return q.map((entry) => -entry)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

function largest(g: Float64Array): number {
  return g.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
}
