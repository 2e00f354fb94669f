import { withKernels } from '#science/numerics/kernels.ts'
import { nodesOf } from './forest-nodes.ts'
import type { ForestNodes } from './forest-nodes.ts'
import type { Forest } from './forest.ts'

// Letters: n rows to predict, d features, c outputs, T trees.

/** Rows from which on it pays to hand the trees to the kernel; both ways give the same numbers. */
const FEW = 64
/** Rows that run through all trees together; with 20 inputs they are 86 kB, which the second-level cache holds. */
const PIECE = 1024
/** Rows that the kernel takes side by side. */
const BLOCK = 16
/** Trees that are copied to the kernel together, so that its memory is one of those that are kept. */
const GROUP_BYTES = 3 * 2 ** 20

/** Sums over the trees of their predictions (n × c), and for one output of their squares (n, else zero). */
export type ForestSums = { readonly sum: Float64Array; readonly squares: Float64Array }

/** What the trees say of X: (n × d), row-major, summed in their order; X is compared in single precision. */
export function sumTrees(forest: Forest, X: Float64Array, n: number): ForestSums {
  const nodes = n < FEW ? null : nodesOf(forest)
  return nodes ? walkPieces(forest, nodes, X, n) : walkRows(forest, X, n)
}

/** Row by row, tree by tree, so that a tree stays in the cache while all rows run through it. */
export function walkRows({ d, c, roots, feature, threshold, leftOrLeaf, values }: Forest, X: Float64Array, n: number): ForestSums {
  const single = new Float32Array(X)
  const sum = new Float64Array(n * c)
  const squares = new Float64Array(n)
  for (const root of roots) {
    for (let row = 0; row < n; row++) {
      const at = row * d
      let node = root
      let f = feature[node]!
      while (f >= 0) {
        node = leftOrLeaf[node]! + (single[at + f]! <= threshold[node]! ? 0 : 1)
        f = feature[node]!
      }
      const leaf = leftOrLeaf[node]!
      if (c === 1) {
        const value = values[leaf]!
        sum[row]! += value
        squares[row]! += value * value
      } else for (let output = 0; output < c; output++) sum[row * c + output]! += values[leaf * c + output]!
    }
  }
  return { sum, squares }
}

/** The same for one output by the kernel, which takes sixteen rows side by side. */
export function walkPieces(forest: Forest, nodes: ForestNodes, X: Float64Array, n: number): ForestSums {
  const sums = { sum: new Float64Array(n), squares: new Float64Array(n) }
  const { roots, words } = nodes
  const startOf = (tree: number) => roots[tree] ?? words.byteLength
  for (let first = 0, end = 0; first < roots.length; first = end) {
    while (end < roots.length && (end === first || startOf(end + 1) - startOf(first) <= GROUP_BYTES)) end++
    const group = words.subarray(startOf(first) / 4, startOf(end) / 4)
    addTrees(group, roots.slice(first, end).map((root) => root - startOf(first)), forest.d, X, n, sums)
  }
  return sums
}

/** Adds what a group of trees says to the sums. */
function addTrees(words: Uint32Array, roots: Uint32Array, d: number, X: Float64Array, n: number, { sum, squares }: ForestSums) {
  withKernels(({ kernels, put, take, singles, numbers }) => {
    const nodes = put(words)
    const rootsAt = put(roots.map((root) => nodes + root))
    const most = BLOCK * Math.ceil(Math.min(n, PIECE) / BLOCK)
    const stride = d + 1
    const [x, sumsAt, squaresAt] = [take(most * stride * 4), take(most * 8), take(most * 8)]
    // Behind each row stands the NaN by which leaves are kept.
    const rows = singles(x, most * stride).fill(NaN)
    for (let from = 0; from < n; from += PIECE) {
      const count = Math.min(PIECE, n - from)
      for (let row = 0; row < count; row++) {
        const at = (from + row) * d
        const to = (row - (row % BLOCK)) * stride + (row % BLOCK)
        for (let k = 0; k < d; k++) rows[to + BLOCK * k] = X[at + k]!
      }
      numbers(sumsAt, count).set(sum.subarray(from, from + count))
      numbers(squaresAt, count).set(squares.subarray(from, from + count))
      kernels.walkTrees(rootsAt, roots.length, x, BLOCK * Math.ceil(count / BLOCK), stride, sumsAt, squaresAt)
      sum.set(numbers(sumsAt, count), from)
      squares.set(numbers(squaresAt, count), from)
    }
  })
}
