import { scoreBoosting } from './boosted-trees.ts'
import type { Boosting } from './boosted-trees.ts'
import { predictForest } from './forest.ts'
import type { Forest } from './forest.ts'

// Letters: n rows explained, g background rows, d features, p players, q outputs. X: (n × d), Z: (g × d), row-major.

/** Trees whose sum, or mean, predicts; forests and boosted trees alike. */
type AdditiveTrees = Pick<Forest, 'roots' | 'feature' | 'threshold' | 'leftOrLeaf' | 'values'> & {
  readonly d: number
  /** Outputs of a row. */
  readonly q: number
  /** Values of a leaf: all q, or 1, and then tree t adds to output t mod q. */
  readonly width: number
  /** What each leaf's value counts for in the sum. */
  readonly weight: number
  readonly missingLeft: Int32Array | null
}

/** How predictions come about from their mean over the background, player by player. */
export type TreeShapley = {
  /** (q): the mean over the background rows. */
  readonly base: Float64Array
  /** (n × p × q): what each player adds; over the players they add up to the prediction − base. */
  readonly values: Float64Array
}

/**
 * Exact Shapley values of a forest's predictions (n × p × c), each player being the features that playerOf names alike.
 *
 * See `treeShapley`. For classes the parts are of the probabilities.
 */
export function shapleyOfForest(forest: Forest, X: Float64Array, Z: Float64Array, playerOf: Int32Array): TreeShapley {
  const trees = { ...forest, q: forest.c, width: forest.c, weight: 1 / forest.roots.length, missingLeft: null }
  return { base: meanOfRows(predictForest(forest, Z).mean, forest.c), values: treeShapley(trees, X, Z, playerOf) }
}

/** Exact Shapley values of the scores of boosted trees (n × p × K): of classes, of log odds or logarithms, not probabilities. */
export function shapleyOfBoosting(boosting: Boosting, X: Float64Array, Z: Float64Array, playerOf: Int32Array): TreeShapley {
  const q = boosting.start.length
  const scores = scoreBoosting(boosting, Z)
  const g = scores.length / q
  const base = Float64Array.from({ length: q }, (_, k) => scores.subarray(k * g, (k + 1) * g).reduce((sum, s) => sum + s, 0) / g)
  return { base, values: treeShapley({ ...boosting, q, width: 1, weight: 1 }, X, Z, playerOf) }
}

function meanOfRows(values: Float64Array, q: number): Float64Array {
  const g = values.length / q
  return Float64Array.from({ length: q }, (_, k) => {
    let sum = 0
    for (let row = 0; row < g; row++) sum += values[row * q + k]!
    return sum / g
  })
}

/** Background rows that go through a tree at once, as the bits of a number. */
const WORD = 32

// Where a player's features must come from on the path so far: either, the row explained (A), or the background row (B).
const UNDECIDED = 0, IN_A = 1, IN_B = 2

/**
 * Shapley values (n × p × q) of the game in which players outside the coalition take all their features from a background
 * row, averaged over the background rows Z: (g × d), for each row of X: (n × d).
 *
 * Interventional TreeSHAP (Lundberg et al. 2020, doi 10.1038/s42256-019-0138-9, algorithm 3), exact over Z. Against one background
 * row a coalition reaches a leaf if it holds all of A and none of B, where A are the players whose features must come from the row
 * explained and B those whose features must come from the background; with a = |A| and b = |B| the leaf's value counts
 * (a − 1)! b! / (a + b)! for each of A (the share of orders in which it comes last of A and before all of B) and −a! (b − 1)! / (a + b)!
 * for each of B. Features of one player take one side along a path, as one-hot columns do in Laberge & Pequignot (2022,
 * arXiv:2209.15123). 32 background rows go down a tree together and part only where they differ, so the cost of a row is at most
 * that of g walks to every leaf that mixes of both rows reach, and mostly far less.
 */
function treeShapley(trees: AdditiveTrees, X: Float64Array, Z: Float64Array, playerOf: Int32Array): Float64Array {
  const { d, q, width, roots, feature, threshold, leftOrLeaf, values, weight, missingLeft } = trees
  if (playerOf.length !== d) throw new RangeError(`${playerOf.length} players are named for ${d} features`)
  const p = playerOf.reduce((most, player) => Math.max(most, player + 1), 0)
  const n = d ? X.length / d : 0
  const g = d ? Z.length / d : 0
  const goesLeft = (rows: Float64Array, at: number, node: number) => {
    const x = rows[at + feature[node]!]!
    return x <= threshold[node]! || (x !== x && missingLeft !== null && ((missingLeft[node >> 5]! >> (node & 31)) & 1) === 1)
  }
  const words = Math.ceil(g / WORD)
  const depth = deepest(trees)
  // Of each depth: the sums over the leaves below, as seen by a player of A and by one of B.
  const sumsA = new Float64Array((depth + 1) * width)
  const sumsB = new Float64Array((depth + 1) * width)
  const stride = depth + 1
  const weights = coalitionWeights(stride)
  const side = new Uint8Array(p)
  const result = new Float64Array(n * p * q)
  // For the tree, word and row at hand: where the tree begins, which background rows go left at its nodes, where the row's
  // features and its parts begin.
  let root = 0, leftRows = new Int32Array(0), x = 0, phi = 0

  /** Adds the leaves below `node` that rows of `mask` lead to, to the sums of depth `level`. */
  const visit = (node: number, mask: number, a: number, b: number, level: number): void => {
    const f = feature[node]!
    if (f < 0) {
      const rows = bitCount(mask)
      const leaf = leftOrLeaf[node]! * width
      const toA = a ? rows * weights[(a - 1) * stride + b]! : 0
      const toB = b ? rows * weights[a * stride + b - 1]! : 0
      for (let k = 0; k < width; k++) {
        sumsA[level * width + k]! += toA * values[leaf + k]!
        sumsB[level * width + k]! += toB * values[leaf + k]!
      }
      return
    }
    const player = playerOf[f]!
    const left = leftOrLeaf[node]!
    const right = goesLeft(X, x, node) ? 0 : 1
    if (side[player] === IN_A) return visit(left + right, mask, a, b, level)
    const same = mask & (right ? ~leftRows[node - root]! : leftRows[node - root]!)
    const other = mask & ~same
    if (same) visit(left + right, same, a, b, level)
    if (!other) return
    if (side[player] === IN_B) return visit(left + 1 - right, other, a, b, level)
    const below = (level + 1) * width
    for (let k = 0; k < width; k++) sumsA[below + k] = sumsB[below + k] = 0
    side[player] = IN_A
    visit(left + right, other, a + 1, b, level + 1)
    for (let k = 0; k < width; k++) {
      result[phi + player * q + k]! += sumsA[below + k]!
      sumsA[level * width + k]! += sumsA[below + k]!
      sumsB[level * width + k]! += sumsB[below + k]!
      sumsA[below + k] = sumsB[below + k] = 0
    }
    side[player] = IN_B
    visit(left + 1 - right, other, a, b + 1, level + 1)
    for (let k = 0; k < width; k++) {
      result[phi + player * q + k]! -= sumsB[below + k]!
      sumsA[level * width + k]! += sumsA[below + k]!
      sumsB[level * width + k]! += sumsB[below + k]!
    }
    side[player] = UNDECIDED
  }

  roots.forEach((first, tree) => {
    root = first
    const nNodes = (roots[tree + 1] ?? feature.length) - root
    const leftByWord = Array.from({ length: words }, (_, word) => {
      const left = new Int32Array(nNodes)
      for (let own = 0; own < nNodes; own++) {
        if (feature[root + own]! < 0) continue
        for (let row = word * WORD; row < Math.min(g, (word + 1) * WORD); row++) {
          if (goesLeft(Z, row * d, root + own)) left[own]! |= 1 << (row % WORD)
        }
      }
      return left
    })
    for (let row = 0; row < n; row++) {
      x = row * d
      phi = row * p * q + (width === q ? 0 : tree % q)
      for (let word = 0; word < words; word++) {
        leftRows = leftByWord[word]!
        const rows = Math.min(WORD, g - word * WORD)
        visit(root, rows === WORD ? -1 : (1 << rows) - 1, 0, 0, 0)
      }
    }
  })
  return result.map((value) => (value * weight) / g)
}

/** The most splits between a root and a leaf. */
function deepest({ roots, feature, leftOrLeaf }: AdditiveTrees): number {
  const depths = new Uint16Array(feature.length)
  let most = 0
  // Children stand after their parents.
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! < 0) continue
    const below = depths[node]! + 1
    depths[leftOrLeaf[node]!] = depths[leftOrLeaf[node]! + 1] = below
    if (below > most) most = below
  }
  return roots.length ? most : 0
}

/** s! t! / (s + t + 1)! at s · size + t: how often, of all orders of s + t + 1 players, one stands after s named and before t others. */
function coalitionWeights(size: number): Float64Array {
  const weights = new Float64Array(size * size)
  for (let s = 0; s < size; s++) {
    weights[s * size] = 1 / (s + 1)
    for (let t = 1; t < size; t++) weights[s * size + t] = (weights[s * size + t - 1]! * t) / (s + t + 1)
  }
  return weights
}

/** How many bits of a 32-bit number are set (Warren 2012, Hacker's Delight, section 5-1). */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
