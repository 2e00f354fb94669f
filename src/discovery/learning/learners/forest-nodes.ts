import type { Forest } from './forest.ts'

/** A forest as the kernel `walkTrees` reads it; what a node is stands there. */
export type ForestNodes = {
  /** Two words for each node, tree after tree, each tree breadth first. */
  readonly words: Uint32Array
  /** Where each tree begins, in bytes. */
  readonly roots: Uint32Array
}

/** Bits of a word that hold the number of a feature; the others hold that of a node in its tree. */
const FEATURE_BITS = 12
const MOST_FEATURES = 2 ** FEATURE_BITS - 1
const MOST_NODES = 2 ** (32 - FEATURE_BITS)

const laidOut = new WeakMap<Forest, ForestNodes | null>()

/**
 * The nodes of a forest, laid out once for each; null where the kernel cannot take it.
 *
 * It takes forests of one output, of up to 4,095 features and 2²⁰ nodes in a tree: half a million rows in leaves of one.
 */
export function nodesOf(forest: Forest): ForestNodes | null {
  const known = laidOut.get(forest)
  if (known !== undefined) return known
  const nodes = forest.c > 1 || forest.d > MOST_FEATURES ? null : layOut(forest)
  laidOut.set(forest, nodes)
  return nodes
}

/** Breadth first, so that the nodes near the root, which all rows pass, stand together. */
function layOut({ d, roots, feature, threshold, leftOrLeaf, values }: Forest): ForestNodes | null {
  const words = new Uint32Array(2 * feature.length)
  const singles = new Float32Array(words.buffer)
  const starts = new Uint32Array(roots.length)
  const queue = new Int32Array(feature.length)
  let next = 0
  for (const [tree, root] of roots.entries()) {
    const start = next
    starts[tree] = 8 * start
    queue[next++] = root
    for (let at = start; at < next; at++) {
      const node = queue[at]!
      const f = feature[node]!
      const leftOrValue = leftOrLeaf[node]!
      const child = (f < 0 ? at : next) - start
      if (child >= MOST_NODES) return null
      singles[2 * at] = f < 0 ? values[leftOrValue]! : threshold[node]!
      words[2 * at + 1] = child * 2 ** FEATURE_BITS + (f < 0 ? d : f)
      if (f < 0) continue
      queue[next++] = leftOrValue + 1
      queue[next++] = leftOrValue
    }
  }
  return { words, roots: starts }
}
