/** A learner must lower the error by this share of it to be added to the mean; less is chance. */
const MIN_GAIN = 0.005
const MAX_MEMBERS = 3

/**
 * Chooses the learners whose mean prediction errs least out of fold: the best alone, then each that still helps.
 *
 * Forward selection (Caruana et al. 2004, doi 10.1145/1015330.1015432) without replacement, at most three.
 * `predictions[j]` are candidate j's out-of-fold means and `error` judges a mean of such arrays. Returns positions.
 */
export function chooseMembers(
  predictions: readonly Float64Array[], error: (prediction: Float64Array) => number,
): number[] {
  const chosen: number[] = []
  let least = Infinity
  while (chosen.length < MAX_MEMBERS) {
    let best = -1
    let bestError = Infinity
    for (const index of predictions.keys()) {
      if (chosen.includes(index)) continue
      const tried = error(meanOf([...chosen, index].map((member) => predictions[member]!)))
      if (tried < bestError) {
        best = index
        bestError = tried
      }
    }
    if (best < 0 || !(bestError < least * (chosen.length ? 1 - MIN_GAIN : 1))) break
    chosen.push(best)
    least = bestError
  }
  return chosen
}

/** The mean of arrays of equal length, entry by entry. */
export function meanOf(arrays: readonly Float64Array[]): Float64Array {
  return arrays[0]!.map((_, index) => arrays.reduce((sum, array) => sum + array[index]!, 0) / arrays.length)
}
