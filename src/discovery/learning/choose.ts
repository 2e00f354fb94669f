import { createRandom } from '#science/numerics/random.ts'

/** A learner of a mean, by its position, and its share in it; shares sum to one. */
export type Member = { readonly index: number; readonly weight: number }

/** Learners whose error is within this factor of the least are trusted alike before anything else is known. */
const AS_GOOD = 1.15
const BAGS = 12
const ROUNDS = 20
const MIN_WEIGHT = 0.08
const MAX_MEMBERS = 4
/** Beyond this many rows a sample says as much. */
const MAX_ROWS = 5000

/**
 * Weighs learners by their predictions of rows they had not seen, so that their mean errs little.
 *
 * Half of each weight is the learner's share in forward selections with replacement over bootstrapped rows (Caruana et
 * al. 2004, doi 10.1145/1015330.1015432); the other half is the same for all learners nearly as good as the best, because a
 * selection from few rows follows chance: on matbench_steels, choosing single learners gives 80.7 MPa, equal shares of
 * good ones 77.5. `predictions[j]` are candidate j's out-of-fold means, and `error` judges a mean of such arrays at the
 * rows named. At most four learners, the weightiest first.
 */
export function chooseMembers(
  predictions: readonly Float64Array[], error: (prediction: Float64Array, rows: Uint32Array) => number,
  rows: Uint32Array, seed: number,
): Member[] {
  const random = createRandom(seed)
  const judged = rows.length > MAX_ROWS ? random.permutation(rows.length).slice(0, MAX_ROWS).map((at) => rows[at]!) : rows
  const alone = predictions.map((prediction) => error(prediction, judged))
  const least = Math.min(...alone)
  const good = alone.map((one) => one <= AS_GOOD * least)
  const nGood = good.filter(Boolean).length
  const shares = alone.map((_, index) => (good[index] ? 0.5 / nGood : 0))
  for (let bag = 0; bag < BAGS; bag++) {
    const drawn = judged.map(() => judged[random.integer(judged.length)]!)
    const sum = new Float64Array(predictions[0]!.length)
    for (let round = 1; round <= ROUNDS; round++) {
      const errors = predictions.map((prediction) => error(sum.map((total, at) => (total + prediction[at]!) / round), drawn))
      const best = errors.indexOf(Math.min(...errors))
      predictions[best]!.forEach((value, at) => { sum[at]! += value })
      shares[best]! += 0.5 / BAGS / ROUNDS
    }
  }
  const members = shares.map((weight, index) => ({ index, weight })).filter(({ weight }) => weight >= MIN_WEIGHT)
    .sort((a, b) => b.weight - a.weight || a.index - b.index).slice(0, MAX_MEMBERS)
  const total = members.reduce((sum, { weight }) => sum + weight, 0)
  return members.map(({ index, weight }) => ({ index, weight: weight / total }))
}

/** The weighted mean of arrays of equal length, entry by entry; weights sum to one. */
export function meanOf(arrays: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const mean = new Float64Array(arrays[0]!.length)
  for (const [index, array] of arrays.entries()) {
    const weight = weights[index]!
    for (let at = 0; at < mean.length; at++) mean[at]! += weight * array[at]!
  }
  return mean
}
