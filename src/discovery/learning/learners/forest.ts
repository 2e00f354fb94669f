import { createRandom } from '#science/numerics/random.ts'
import { sumTrees } from './forest-prediction.ts'
import { splitData, tryBestSplit, tryRandomSplit } from './tree-splits.ts'
import type { Split, SplitData } from './tree-splits.ts'

// Letters: n rows to predict, m training rows, d features, c outputs (1 number, or one per class).

export type ForestSettings = {
  /** `best`: random forest (Breiman 2001). `random`: extremely randomised trees (Geurts 2006). */
  readonly splits: 'best' | 'random'
  readonly trees: number
  /** Fewest training rows in a leaf. */
  readonly minLeaf: number
  /** The share of features looked at for each split, in (0, 1]. */
  readonly featureShare: number
  /** Whether each tree learns from m rows drawn with replacement (true) or from all rows (false). */
  readonly bootstrap: boolean
}

/**
 * Trained trees in flat arrays, one after the other.
 *
 * Node k is a leaf where feature[k] is −1, and then its value stands in `values` from leftOrLeaf[k] · c on. Otherwise
 * rows with x[feature[k]] ≤ threshold[k] go to node leftOrLeaf[k], the others to the node after that.
 */
export type Forest = {
  readonly d: number
  readonly c: number
  /** Where each tree's root stands. */
  readonly roots: Int32Array
  readonly feature: Int16Array
  readonly threshold: Float32Array
  readonly leftOrLeaf: Int32Array
  readonly values: Float32Array
}

/**
 * Grows a forest on X: (m × d) and Y: (m × c), both row-major; X must be exact in single precision.
 *
 * Trees are grown until leaves are pure or cannot be split; same seed, same forest. `onTree` hears of each tree.
 */
export function growForest(
  X: Float64Array, Y: Float64Array, m: number, settings: ForestSettings, seed: number, onTree: () => void = () => {},
): Forest {
  const d = X.length / m
  const c = Y.length / m
  if (d > 32767) throw new RangeError(`Trees keep feature numbers in 16 bits; ${d} features are too many`)
  const data = splitData(X, Y, m, d, c)
  const random = createRandom(seed)
  const nodes: Nodes = { feature: [], threshold: [], leftOrLeaf: [], values: [] }
  const roots = new Int32Array(settings.trees)
  for (let tree = 0; tree < settings.trees; tree++) {
    roots[tree] = nodes.feature.length
    growTree(data, settings, random.seed(), nodes)
    onTree()
  }
  return {
    d, c, roots, feature: Int16Array.from(nodes.feature), threshold: Float32Array.from(nodes.threshold),
    leftOrLeaf: Int32Array.from(nodes.leftOrLeaf), values: Float32Array.from(nodes.values),
  }
}

type Nodes = { feature: number[]; threshold: number[]; leftOrLeaf: number[]; values: number[] }

function growTree(data: SplitData, settings: ForestSettings, seed: number, nodes: Nodes) {
  const { m, d, c, Y, columns } = data
  const random = createRandom(seed)
  const rows = settings.bootstrap
    ? Uint32Array.from({ length: m }, () => random.integer(m))
    : Uint32Array.from({ length: m }, (_, row) => row)
  const nTried = Math.max(1, Math.min(d, Math.round(settings.featureShare * d)))
  const total = new Float64Array(c)
  const addNode = () => {
    nodes.feature.push(-1)
    nodes.threshold.push(0)
    nodes.leftOrLeaf.push(-1)
    return nodes.feature.length - 1
  }
  // `varying` holds the features that may still vary below a node; constants are dropped on the way down.
  const stack = [{ node: addNode(), start: 0, end: m, varying: Int32Array.from({ length: d }, (_, f) => f) }]
  while (stack.length) {
    const { node, start, end, varying } = stack.pop()!
    const size = end - start
    total.fill(0)
    let squares = 0
    for (let index = start; index < end; index++) {
      const row = rows[index]!
      for (let output = 0; output < c; output++) {
        const y = Y[row * c + output]!
        total[output]! += y
        squares += y * y
      }
    }
    const parentScore = total.reduce((sum, t) => sum + (t * t) / size, 0)
    // A leaf is pure where what is left of the squares is rounding.
    const pure = squares - parentScore <= 1e-12 * squares
    const best: Split = { feature: -1, threshold: 0, score: -Infinity }
    let nVarying = varying.length
    if (!pure && size >= 2 * settings.minLeaf) {
      let tried = 0
      for (let next = 0; next < nVarying && tried < nTried;) {
        // Of equally good splits the first is kept: in an order drawn anew, trees stay unlike each other where few rows are left.
        swap(varying, next, next + random.integer(nVarying - next))
        const feature = varying[next]!
        const varies = settings.splits === 'random'
          ? tryRandomSplit(data, rows, start, end, total, feature, settings.minLeaf, random, best)
          : tryBestSplit(data, rows, start, end, total, feature, settings.minLeaf, best)
        if (varies) {
          tried++
          next++
        } else swap(varying, next, --nVarying)
      }
    }
    if (best.feature < 0) {
      nodes.leftOrLeaf[node] = nodes.values.length / c
      for (let output = 0; output < c; output++) nodes.values.push(total[output]! / size)
      continue
    }
    let middle = start
    const at = best.feature * m
    for (let index = start; index < end; index++) {
      if (columns[at + rows[index]!]! <= best.threshold) {
        const row = rows[index]!
        rows[index] = rows[middle]!
        rows[middle++] = row
      }
    }
    const left = addNode()
    addNode()
    nodes.feature[node] = best.feature
    nodes.threshold[node] = best.threshold
    nodes.leftOrLeaf[node] = left
    stack.push({ node: left, start, end: middle, varying: varying.slice(0, nVarying) })
    stack.push({ node: left + 1, start: middle, end, varying: varying.slice(0, nVarying) })
  }
}

function swap(values: Int32Array, a: number, b: number) {
  const kept = values[a]!
  values[a] = values[b]!
  values[b] = kept
}

/**
 * Mean (n × c) over the trees for X: (n × d), row-major, and for one output the variance (n) between the trees.
 *
 * The variance has divisor T; for classes (c > 1) it is left at zero.
 */
export function predictForest(forest: Forest, X: Float64Array): { mean: Float64Array; variance: Float64Array } {
  const { d, c, roots } = forest
  const n = d ? X.length / d : 0
  const { sum, squares } = sumTrees(forest, X, n)
  const T = roots.length
  for (let index = 0; index < sum.length; index++) sum[index]! /= T
  for (let row = 0; row < n; row++) squares[row] = c === 1 ? Math.max(0, squares[row]! / T - sum[row]! ** 2) : 0
  return { mean: sum, variance: squares }
}
