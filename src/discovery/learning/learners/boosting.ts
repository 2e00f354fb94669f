import { createRandom } from '#science/numerics/random.ts'
import { quantile } from '#science/numerics/summary.ts'
import { addScores, flattenTrees } from './boosted-trees.ts'
import type { Boosting, FlatTrees } from './boosted-trees.ts'
import { binRows, drawRows } from './boosting-bins.ts'
import type { Slopes } from './boosting-histograms.ts'
import { countScores, derivatives, hasUnitHessian, meanLoss, startScores } from './boosting-loss.ts'
import type { Loss } from './boosting-loss.ts'
import { growLeafWise, leafOf } from './boosting-tree.ts'
import type { GrownTree, HistogramPool } from './boosting-tree.ts'

// Letters: n rows to predict, m training rows, d features, c columns of Y, K scores of a row and so trees of a round.
// X: (m × d), Y: (m × c), row-major.

export type BoostingSettings = {
  readonly loss: Loss
  /** Most rounds; each grows one tree for each score. */
  readonly rounds: number
  /** Shrinkage: the share of a tree's values that is added, in (0, 1]. */
  readonly rate: number
  /** Most leaves of a tree. */
  readonly leaves: number
  /** Fewest training rows in a leaf. */
  readonly minLeaf: number
  /** λ, added to the second derivatives of a leaf; without effect on the leaves of a quantile. */
  readonly l2: number
  /** The shares of rows and of features that a tree learns from, drawn without replacement, in (0, 1]. */
  readonly rowShare: number
  readonly featureShare: number
  /** Rounds without a lower loss on the validation rows after which growing stops. */
  readonly patience: number
}

/** Rows that have no part in growing and say when to stop; the caller sees to it that they are foreign to the others. */
export type Validation = { readonly X: Float64Array | Float32Array; readonly Y: Float64Array; readonly n: number }

/**
 * Grows boosted trees on X: (m × d) and Y: (m × c); X must be exact in single precision, and NaN in it is missing.
 *
 * Gradient boosting (Friedman 2001, doi 10.1214/aos/1013203451; rows drawn: 2002, doi 10.1016/S0167-9473(01)00065-2) on histograms
 * of at most 255 bins, with Newton leaves −G/(H + λ) (Chen & Guestrin 2016, doi 10.1145/2939672.2939785, eq. 5); the leaves of a
 * quantile are that quantile of what is left in them. With validation rows the rounds up to their lowest loss are kept, which may be
 * none. Same seed, same trees. `onRound` hears of each round.
 */
export function growBoosting(
  X: Float64Array | Float32Array, Y: Float64Array, m: number, settings: BoostingSettings, seed: number,
  validation: Validation | null = null, onRound: () => void = () => {},
): Boosting {
  const d = X.length / m
  const c = Y.length / m
  if (d > 32767) throw new RangeError(`Trees keep feature numbers in 16 bits; ${d} features are too many`)
  const { loss, leaves } = settings
  const K = countScores(loss, c)
  const random = createRandom(seed)
  const binned = binRows(X, m, random.seed())
  const start = startScores(loss, Y, m, c)
  const scores = new Float64Array(K * m)
  const gradient = new Float64Array(K * m)
  const hessian = hasUnitHessian(loss) ? null : new Float64Array(K * m)
  const gathered = new Float64Array(m)
  const gatheredHessian = hessian && new Float64Array(m)
  const room = new Uint32Array(m)
  const pool: HistogramPool = []
  const grown: { tree: GrownTree; values: Float32Array }[] = []
  start.forEach((score, k) => scores.fill(score, k * m, (k + 1) * m))
  const watch = validation && watchValidation(validation, loss, c, start)

  for (let round = 0; round < settings.rounds; round++) {
    derivatives(loss, Y, m, c, scores, gradient, hessian)
    for (let k = 0; k < K; k++) {
      const own = (values: Float64Array) => values.subarray(k * m, (k + 1) * m)
      const slopes = { binned, gradient: own(gradient), hessian: hessian && own(hessian), gathered, gatheredHessian }
      const rows = drawRows(m, share(settings.rowShare, m), random.seed())
      const features = Int32Array.from(drawRows(d, share(settings.featureShare, d), random.seed()))
      const inTree = rows.length < m ? markRows(rows, m) : null
      const squares = slopes.gradient.reduce((sum, g) => sum + g * g, 0)
      const rules = { minLeaf: settings.minLeaf, l2: settings.l2, leastGain: 1e-12 * squares }
      const tree = growLeafWise(slopes, rows, room, features, leaves, rules, pool)
      const values = leafValues(tree, rows, slopes, settings, (row) => Y[row * c + k]! - scores[k * m + row]!)
      const score = own(scores)
      values.forEach((value, leaf) => {
        for (let index = tree.starts[leaf]!; index < tree.ends[leaf]!; index++) score[rows[index]!]! += value
      })
      if (inTree) for (let row = 0; row < m; row++) if (!inTree[row]) score[row]! += values[leafOf(tree, binned, row)]!
      grown.push({ tree, values })
    }
    onRound()
    if (watch && watch.hear(flattenTrees(grown.slice(-K), binned)) >= settings.patience) break
  }
  const kept = watch ? grown.slice(0, watch.bestRounds() * K) : grown
  return { d, c, loss, start, ...flattenTrees(kept, binned) }
}

function share(part: number, of: number): number {
  return Math.min(of, Math.max(1, Math.round(part * of)))
}

function markRows(rows: Uint32Array, m: number): Uint8Array {
  const marks = new Uint8Array(m)
  for (const row of rows) marks[row] = 1
  return marks
}

/** What each leaf adds to the score, rounded as it is stored so that training goes on from what will be predicted. */
function leafValues(
  tree: GrownTree, rows: Uint32Array, { gradient, hessian }: Slopes, { loss, rate, l2 }: BoostingSettings,
  residual: (row: number) => number,
): Float32Array {
  return Float32Array.from(tree.starts, (start, leaf) => {
    const own = rows.subarray(start, tree.ends[leaf]!)
    if (loss.kind === 'quantile') return rate * quantile(Float64Array.from(own, residual), loss.at)
    let G = 0, H = hessian ? 0 : own.length
    for (const row of own) G += gradient[row]!
    if (hessian) for (const row of own) H += hessian[row]!
    // Where all is certain both are zero, and so is the step.
    return H + l2 > 0 ? 0 - (rate * G) / (H + l2) : 0
  })
}

/** Follows the loss on the validation rows from round to round. */
function watchValidation({ X, Y, n }: Validation, loss: Loss, c: number, start: Float64Array) {
  const scores = new Float64Array(start.length * n)
  start.forEach((score, k) => scores.fill(score, k * n, (k + 1) * n))
  let lowest = meanLoss(loss, Y, n, c, scores), rounds = 0, best = 0
  return {
    /** Takes the trees of the newest round in; how many rounds the lowest loss is past. */
    hear(trees: FlatTrees): number {
      addScores(trees, X, n, scores)
      rounds++
      const now = meanLoss(loss, Y, n, c, scores)
      if (now < lowest) {
        lowest = now
        best = rounds
      }
      return rounds - best
    },
    bestRounds: () => best,
  }
}
