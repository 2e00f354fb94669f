import { distanceBetween } from './geometry.ts'

// Letters: q points that are pending. Places are coordinates (D).

/**
 * How much uncertainty is left at a point once the pending experiments are done, as a factor of its sd in 0…1.
 *
 * The means stay as they are and only the standard deviations shrink. To believe each pending result to be its mean
 * (Ginsbourger et al. 2010, doi 10.1007/978-3-642-10701-6_6, "Kriging believer") does exactly this to a Gaussian
 * process, as Desautels et al. (2014, JMLR 15:4053) use it. Here it serves any model that has a mean and an sd: the
 * errors of two points are taken to correlate by a Matérn 5/2 function of their distance over `length`.
 */
export type Pending = {
  /** Adds a point that will be done. */
  add(place: Float64Array): void
  /** The share of the sd that is left there. */
  remaining(trace: Trace): number
}

/** A point's row of the growing Cholesky factor; kept with the point so that each pending one is met once. */
export type Trace = { readonly place: Float64Array; readonly row: number[]; left: number }

export function traceOf(place: Float64Array): Trace {
  return { place, row: [], left: 1 }
}

/** Starts with nothing pending. */
export function createPending(length: number): Pending {
  const pending: Trace[] = []
  const update = (trace: Trace) => {
    for (let at = trace.row.length; at < pending.length; at++) {
      const other = pending[at]!
      let covariance = matern52(distanceBetween(trace.place, other.place) / length)
      for (let k = 0; k < at; k++) covariance -= trace.row[k]! * other.row[k]!
      const entry = covariance / Math.sqrt(other.left)
      trace.row.push(entry)
      trace.left = Math.max(0, trace.left - entry * entry)
    }
    return trace
  }
  return {
    add(place) {
      const trace = update(traceOf(place))
      // Two points on one place leave nothing of each other; the floor keeps the division finite.
      trace.left = Math.max(trace.left, 1e-9)
      pending.push(trace)
    },
    remaining: (trace) => Math.sqrt(update(trace).left),
  }
}

/** Rasmussen & Williams (2006) eq. 4.17 with ν = 5/2. */
function matern52(r: number): number {
  const s = Math.sqrt(5) * r
  return (1 + s + (s * s) / 3) * Math.exp(-s)
}
