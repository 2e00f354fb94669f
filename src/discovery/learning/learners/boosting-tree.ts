import { fillHistogram, findSplit, subtractHistogram, SUMS } from './boosting-histograms.ts'
import type { BinSplit, Slopes, SplitRules } from './boosting-histograms.ts'

// Letters: m training rows, d features.

/** A tree that has been grown, its nodes numbered from 0 (its root), children side by side. */
export type GrownTree = {
  /** −1 at a leaf. */
  readonly feature: number[]
  /** Codes up to it go left; for walking binned rows. */
  readonly cut: number[]
  readonly missingLeft: boolean[]
  /** The left child's node, or the number of the leaf. */
  readonly leftOrLeaf: number[]
  /** The training rows of each leaf are rows[starts[leaf] … ends[leaf]−1]. */
  readonly starts: number[]
  readonly ends: number[]
}

type OpenLeaf = { node: number; start: number; end: number; histogram: Float64Array; split: BinSplit }

/** Histograms are as large as all bins together, so those of closed leaves are used again. */
export type HistogramPool = Float64Array[]

/**
 * Grows one tree leaf by leaf, at each step the split that gains most (Shi 2007; Ke et al. 2017), up to `leaves` leaves.
 *
 * `rows` are the training rows of the tree and are put into the order of its leaves; `room` is as long. Of two siblings the smaller is
 * added up and the other one is what is left of their parent.
 */
export function growLeafWise(
  slopes: Slopes, rows: Uint32Array, room: Uint32Array, features: Int32Array, leaves: number, rules: SplitRules,
  pool: HistogramPool,
): GrownTree {
  const { binned } = slopes
  const unitHessian = slopes.hessian === null
  const tree: GrownTree = { feature: [], cut: [], missingLeft: [], leftOrLeaf: [], starts: [], ends: [] }
  const size = SUMS * binned.firstBin[binned.d]!
  const addNode = () => {
    tree.cut.push(0)
    tree.missingLeft.push(false)
    tree.leftOrLeaf.push(-1)
    return tree.feature.push(-1) - 1
  }
  const open: OpenLeaf[] = []
  const settle = (node: number, start: number, end: number, histogram: Float64Array | null) => {
    const split = histogram && findSplit(histogram, binned, features, unitHessian, rules)
    if (split) open.push({ node, start, end, histogram: histogram!, split })
    else {
      if (histogram) pool.push(histogram)
      tree.leftOrLeaf[node] = tree.starts.push(start) - 1
      tree.ends.push(end)
    }
  }
  const large = (n: number) => n >= 2 * rules.minLeaf

  let nLeaves = 1
  const root = addNode()
  if (leaves > 1 && large(rows.length)) {
    const histogram = pool.pop() ?? new Float64Array(size)
    fillHistogram(slopes, rows, 0, rows.length, features, histogram)
    settle(root, 0, rows.length, histogram)
  } else settle(root, 0, rows.length, null)

  while (open.length && nLeaves < leaves) {
    let at = 0
    for (let other = 1; other < open.length; other++) if (open[other]!.split.gain > open[at]!.split.gain) at = other
    const { node, start, end, histogram, split } = open.splice(at, 1)[0]!
    const middle = partition(binned, rows, room, start, end, split)
    const left = addNode()
    addNode()
    tree.feature[node] = split.feature
    tree.cut[node] = split.cut
    tree.missingLeft[node] = split.missingLeft
    tree.leftOrLeaf[node] = left
    nLeaves++
    if (nLeaves === leaves || (!large(middle - start) && !large(end - middle))) {
      pool.push(histogram)
      settle(left, start, middle, null)
      settle(left + 1, middle, end, null)
      continue
    }
    const leftSmaller = middle - start <= end - middle
    const smaller = pool.pop() ?? new Float64Array(size)
    fillHistogram(slopes, rows, leftSmaller ? start : middle, leftSmaller ? middle : end, features, smaller)
    subtractHistogram(histogram, smaller, binned, features)
    settle(left, start, middle, leftSmaller ? smaller : histogram)
    settle(left + 1, middle, end, leftSmaller ? histogram : smaller)
  }
  for (const { node, start, end, histogram } of open) {
    pool.push(histogram)
    settle(node, start, end, null)
  }
  return tree
}

/** Puts the rows that go left first, each side in its order; where the right side begins. */
function partition(
  binned: Slopes['binned'], rows: Uint32Array, room: Uint32Array, start: number, end: number, split: BinSplit,
): number {
  const { codes, m, missingCode } = binned
  const column = codes.subarray(split.feature * m, (split.feature + 1) * m)
  const missing = split.missingLeft ? missingCode[split.feature]! : -1
  let left = start, right = 0
  for (let index = start; index < end; index++) {
    const row = rows[index]!
    const code = column[row]!
    // Written to both and counted in one, which is faster than a branch that nobody can foresee.
    const goesLeft = Number(code <= split.cut || code === missing)
    rows[left] = row
    room[right] = row
    left += goesLeft
    right += 1 - goesLeft
  }
  rows.set(room.subarray(0, right), left)
  return left
}

/** The leaf of a grown tree that binned row `row` falls into. */
export function leafOf({ feature, cut, missingLeft, leftOrLeaf }: GrownTree, binned: Slopes['binned'], row: number): number {
  let node = 0
  while (feature[node]! >= 0) {
    const code = binned.codes[feature[node]! * binned.m + row]!
    const left = code <= cut[node]! || (missingLeft[node]! && code === binned.missingCode[feature[node]!]!)
    node = leftOrLeaf[node]! + (left ? 0 : 1)
  }
  return leftOrLeaf[node]!
}
