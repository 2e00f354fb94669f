import type { Random } from '#science/numerics/random.ts'
import type { Geometry } from './geometry.ts'
import type { Neighbour } from './neighbours.ts'
import { traceOf } from './pending.ts'
import type { Trace } from './pending.ts'
import { pointKey } from './point.ts'
import type { Point } from './point.ts'
import type { Predictor } from './predictor.ts'

/** A point that was judged; mean and sd on the scale of `Predictor.judge`. */
export type Judged = {
  readonly point: Point
  readonly key: string
  readonly mean: number
  readonly sd: number
  readonly trace: Trace
}

export type Score = (judged: Judged) => number

/** Every point that was judged so far, each once; points are judged in batches because that is how models are fast. */
export type Pool = {
  readonly all: readonly Judged[]
  /** Judges the points that are new, and returns them; `taken` keys never enter. */
  add(points: readonly Point[]): Judged[]
}

/** Starts an empty pool. */
export function createPool(
  predictor: Pick<Predictor, 'judge'>, geometry: Geometry, columns: readonly string[], taken: ReadonlySet<string>,
): Pool {
  const all: Judged[] = []
  const keys = new Set(taken)
  return {
    all,
    add(points) {
      const fresh = points.map((point) => ({ point, key: pointKey(point, columns) })).filter(({ key }) => {
        if (keys.has(key)) return false
        keys.add(key)
        return true
      })
      if (fresh.length === 0) return []
      const { mean, sd } = predictor.judge(fresh.map(({ point }) => point))
      const judged = fresh.map(({ point, key }, at) =>
        ({ point, key, mean: mean[at]!, sd: sd[at]!, trace: traceOf(geometry.place(point)) }))
      // Not push(...judged): a call holds some 10⁵ arguments at most.
      for (const one of judged) all.push(one)
      return judged
    },
  }
}

const ROUNDS = 15
const NEIGHBOURS = 10
/** Rounds without any gain after which the climb is over. */
const PATIENCE = 3

/** Climbs from each start to better neighbours; all points met on the way stay in the pool. */
export function climb(pool: Pool, starts: readonly Judged[], score: Score, neighbour: Neighbour, random: Random): void {
  const heads = starts.map((judged) => ({ judged, score: score(judged) }))
  for (let round = 0, idle = 0; round < ROUNDS && idle < PATIENCE; round++) {
    const parents = new Map<Point, number>()
    heads.forEach(({ judged }, head) => {
      for (let k = 0; k < NEIGHBOURS; k++) parents.set(neighbour(judged.point, random), head)
    })
    let gained = false
    for (const found of pool.add([...parents.keys()])) {
      const head = heads[parents.get(found.point)!]!
      const value = score(found)
      if (!(value > head.score)) continue
      head.judged = found
      head.score = value
      gained = true
    }
    idle = gained ? 0 : idle + 1
  }
}
