import type { BinnedRows } from './boosting-bins.ts'
import { outcomes } from './boosting-loss.ts'
import type { Loss } from './boosting-loss.ts'
import type { GrownTree } from './boosting-tree.ts'

// Letters: n rows, d features, c columns of Y, K scores of a row and so trees of a round. X: (n × d) row-major.

/** Trees in flat arrays, one after the other, laid out as in `Forest`; a leaf holds one value. */
export type FlatTrees = {
  /** Where each tree's root stands. */
  readonly roots: Int32Array
  readonly feature: Int16Array
  readonly threshold: Float32Array
  readonly leftOrLeaf: Int32Array
  readonly values: Float32Array
  /** A missing value goes left at node k where bit k mod 32 of missingLeft[⌊k / 32⌋] is set, else right. */
  readonly missingLeft: Int32Array
}

/** Boosted trees: tree t adds to score t mod K, which starts at start[t mod K]. */
export type Boosting = FlatTrees & {
  readonly d: number
  readonly c: number
  readonly loss: Loss
  /** Of K. */
  readonly start: Float64Array
}

/** Writes grown trees and the values of their leaves into flat arrays, with thresholds in place of codes. */
export function flattenTrees(
  grown: readonly { readonly tree: GrownTree; readonly values: Float32Array }[], { thresholds }: BinnedRows,
): FlatTrees {
  const nNodes = grown.reduce((sum, { tree }) => sum + tree.feature.length, 0)
  const nLeaves = grown.reduce((sum, { values }) => sum + values.length, 0)
  const flat: FlatTrees = {
    roots: new Int32Array(grown.length), feature: new Int16Array(nNodes), threshold: new Float32Array(nNodes),
    leftOrLeaf: new Int32Array(nNodes), values: new Float32Array(nLeaves), missingLeft: new Int32Array(Math.ceil(nNodes / 32)),
  }
  let root = 0, firstLeaf = 0
  grown.forEach(({ tree, values }, index) => {
    flat.roots[index] = root
    flat.values.set(values, firstLeaf)
    tree.feature.forEach((feature, own) => {
      const node = root + own
      flat.feature[node] = feature
      // Past the last threshold only missing values go the other way.
      if (feature >= 0) flat.threshold[node] = thresholds[feature]![tree.cut[own]!] ?? Infinity
      flat.leftOrLeaf[node] = tree.leftOrLeaf[own]! + (feature < 0 ? firstLeaf : root)
      if (tree.missingLeft[own]) flat.missingLeft[node >> 5]! |= 1 << (node & 31)
    })
    root += tree.feature.length
    firstLeaf += values.length
  })
  return flat
}

/** Rows that run through all trees before the next ones do: few enough to stay in the cache. */
const BLOCK = 256

/** Adds what the trees say of X: (n × d) to scores: (K × n). */
export function addScores(trees: FlatTrees, X: Float64Array | Float32Array, n: number, scores: Float64Array): void {
  const { roots, feature, threshold, leftOrLeaf, values, missingLeft } = trees
  const d = X.length / n
  const K = scores.length / n
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(n, start + BLOCK)
    for (let tree = 0; tree < roots.length; tree++) {
      const root = roots[tree]!
      const score = (tree % K) * n
      for (let row = start; row < end; row++) {
        const at = row * d
        let node = root
        let f = feature[node]!
        while (f >= 0) {
          const x = X[at + f]!
          let right = x <= threshold[node]! ? 0 : 1
          if (x !== x) right = 1 - ((missingLeft[node >> 5]! >> (node & 31)) & 1)
          node = leftOrLeaf[node]! + right
          f = feature[node]!
        }
        scores[score + row]! += values[leftOrLeaf[node]!]!
      }
    }
  }
}

/** The scores (K × n) of X: (n × d): numbers, quantiles, log odds of the second of two classes, or logarithms of classes. */
export function scoreBoosting(boosting: Boosting, X: Float64Array | Float32Array): Float64Array {
  const { d, start } = boosting
  const n = d ? X.length / d : 0
  const scores = new Float64Array(start.length * n)
  for (let k = 0; k < start.length; k++) scores.fill(start[k]!, k * n, (k + 1) * n)
  if (n) addScores(boosting, X, n, scores)
  return scores
}

/** What the trees say of X: (n × d), as (n × c): numbers, quantiles, or the probability of each class. */
export function predictBoosting(boosting: Boosting, X: Float64Array | Float32Array): Float64Array {
  const n = boosting.d ? X.length / boosting.d : 0
  return outcomes(boosting.loss, scoreBoosting(boosting, X), n, boosting.c)
}
