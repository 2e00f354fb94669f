import type { Prediction } from '../learning/model.ts'
import { expectedImprovement, logExpectedImprovement } from './expected-improvement.ts'
import type { Goal } from './expected-improvement.ts'
import { logNormalImprovement } from './log-normal-improvement.ts'
import { readPoint } from './point.ts'
import type { WrittenPoint } from './point.ts'
import type { Predictor } from './predictor.ts'
import { checkSpace } from './space.ts'

/** A candidate with what is predicted for it, in the target's unit. */
export type Ranked = Prediction & { readonly point: WrittenPoint; readonly expectedImprovement: number }

/**
 * Ranks all candidates by expected improvement over the best known, the most promising first.
 *
 * With a log target the order is that of the improvement of the logarithm. Candidates that are alike keep their order.
 * `best` is in the target's unit. Refuses `space.empty`, `space.unknown_column`, `space.column_kind`, and formulas that
 * cannot be read.
 */
export function rank(
  { predictor, candidates, goal, best }: {
    readonly predictor: Predictor
    readonly candidates: readonly WrittenPoint[]
    readonly goal: Goal
    readonly best: number
  },
): Ranked[] {
  checkSpace({ candidates: [...candidates] })
  const { logTarget } = predictor
  const points = candidates.map((candidate) => readPoint(candidate, predictor.inputs))
  const { mean, sd } = predictor.judge(points)
  const mark = logTarget ? Math.log10(best) : best
  const score = mean.map((centre, at) => logExpectedImprovement(centre, sd[at]!, mark, goal))
  const improvement = logTarget ? logNormalImprovement : expectedImprovement
  const predictions = predictor.predict(points)
  return [...candidates.keys()].sort((a, b) => (score[a] === score[b] ? a - b : score[b]! - score[a]!)).map((at) => ({
    ...predictions[at]!,
    point: candidates[at]!,
    expectedImprovement: improvement(mean[at]!, sd[at]!, best, goal),
  }))
}
