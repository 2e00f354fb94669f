import type { Forest } from './forest.ts'

/** A forest as the kernel `walkTrees` reads it; what a node is stands there. */
export type ForestNodes = {
  /** Two words for each node, tree after tree, each tree breadth first. */
  readonly words: Uint32Array
  /** Where each tree begins, in bytes. */
  readonly roots: Uint32Array
  /** Bits that hold the number of a feature. */
  readonly bits: number
}

const laidOut = new WeakMap<Forest, ForestNodes>()

/** The nodes of a forest with one output, laid out once for each forest. */
export function nodesOf(forest: Forest): ForestNodes {
  const known = laidOut.get(forest)
  if (known) return known
  const nodes = layOut(forest)
  laidOut.set(forest, nodes)
  return nodes
}

/** Breadth first, so that the nodes near the root, which all rows pass, stand together. */
function layOut({ d, roots, feature, threshold, leftOrLeaf, values }: Forest): ForestNodes {
  const bits = 32 - Math.clz32(d)
  const words = new Uint32Array(2 * feature.length)
  const singles = new Float32Array(words.buffer)
  const starts = new Uint32Array(roots.length)
  const queue = new Int32Array(feature.length)
  let next = 0
  roots.forEach((root, tree) => {
    const start = next
    starts[tree] = 8 * start
    queue[next++] = root
    for (let at = start; at < next; at++) {
      const node = queue[at]!
      const f = feature[node]!
      const leftOrValue = leftOrLeaf[node]!
      const child = (f < 0 ? at : next) - start
      if (child >= 2 ** (32 - bits)) throw new RangeError(`A tree of more than ${2 ** (32 - bits)} nodes does not fit beside ${d} features`)
      singles[2 * at] = f < 0 ? values[leftOrValue]! : threshold[node]!
      words[2 * at + 1] = child * 2 ** bits + (f < 0 ? d : f)
      if (f < 0) continue
      queue[next++] = leftOrValue + 1
      queue[next++] = leftOrValue
    }
  })
  return { words, roots: starts, bits }
}
