import { createRandom } from '#science/numerics/random.ts'
import { mean, standardDeviation } from '#science/numerics/summary.ts'
import { meanOf } from './choose.ts'
import type { Member } from './choose.ts'
import type { Column } from './columns.ts'
import type { FoldLearners } from './cross-validate.ts'
import { predictLearnerMean } from './learners/learner.ts'

/** How much a model's out-of-fold error grows when what it knows of something is shuffled among the held-out rows. */
export type Importance = {
  readonly by: 'column' | 'template' | 'stage'
  readonly name: string
  /** The growth of the error (mean absolute error, or log loss for labels), the mean of 5 shufflings. */
  readonly increase: number
  /** The standard deviation over the shufflings. */
  readonly spread: number
}

const SHUFFLINGS = 5

/**
 * Measures permutation importance on held-out rows, for each column, each template and each stage.
 *
 * Breiman (2001); the columns of a template or stage are shuffled together, so that what two of its columns both know
 * is counted once (the figures of a stage's columns need not add up to the stage's). Inputs that carry the same
 * knowledge in different stages can stand in for each other, and then each alone looks unimportant.
 * `chosen` are the learners' positions and weights; `error(predictions)` is over all rows, predictions: (m × c).
 */
export function permutationImportance(
  inputs: readonly Column[], folds: readonly FoldLearners[], chosen: readonly Member[], m: number, c: number,
  error: (prediction: Float64Array) => number, seed: number, onShare: (share: number) => void,
): Importance[] {
  const sets = columnSets(inputs)
  const random = createRandom(seed)
  const predict = (columns: ReadonlySet<string>) => {
    const prediction = new Float64Array(m * c)
    for (const { fold, features, X, learners } of folds) {
      const d = features.length
      const source = random.permutation(fold.test.length)
      const shuffled = X.slice()
      for (const [feature, { column }] of features.entries()) {
        if (!columns.has(column)) continue
        source.forEach((from, to) => { shuffled[to * d + feature] = X[from * d + feature]! })
      }
      const means = meanOf(
        chosen.map(({ index }) => predictLearnerMean(learners[index]!, shuffled)), chosen.map(({ weight }) => weight))
      fold.test.forEach((row, at) => prediction.set(means.subarray(at * c, (at + 1) * c), row * c))
    }
    return prediction
  }
  const base = error(predict(new Set()))
  return sets.map(({ by, name, columns }, index) => {
    const increases = Array.from({ length: SHUFFLINGS }, () => error(predict(columns)) - base)
    onShare((index + 1) / sets.length)
    return { by, name, increase: mean(increases), spread: standardDeviation(increases) }
  })
}

function columnSets(inputs: readonly Column[]) {
  const sets: { by: Importance['by']; name: string; columns: Set<string> }[] =
    inputs.map(({ name }) => ({ by: 'column', name, columns: new Set([name]) }))
  for (const by of ['template', 'stage'] as const) {
    for (const name of new Set(inputs.flatMap((column) => column[by] ?? []))) {
      const columns = inputs.filter((column) => column[by] === name)
      sets.push({ by, name, columns: new Set(columns.map((column) => column.name)) })
    }
  }
  return sets
}
