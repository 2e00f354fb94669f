import type { Text } from '#science/refusal.ts'
import { candidates, LEVELS_OF_EFFORT } from './candidates.ts'
import type { Asked, Effort } from './candidates.ts'
import type { Candidate } from './learner.ts'

// Letters: m training rows, d features of a candidate's view.

/**
 * The most thorough effort whose estimated time stays within a budget of seconds, and a note that says so.
 *
 * The estimate is made of sizes, not of a clock, so that the same table, seed and budget give the same model on any machine;
 * its constants are processor seconds of one core of a 2.5 GHz server, from rows of uniform inputs. Where even the quick
 * effort is estimated to take longer, it is taken all the same, and the note says that too.
 */
export function effortWithin(asked: Omit<Asked, 'effort' | 'size'>, k: number, budget: number): { effort: Effort; note: Text } {
  const estimates = LEVELS_OF_EFFORT.map((effort) => ({ effort, seconds: estimateSeconds({ ...asked, effort }, k) }))
  const { effort, seconds } = estimates.findLast((one) => one.seconds <= budget) ?? estimates[0]!
  const about = Math.max(1, Math.round(seconds))
  return {
    effort,
    note: seconds <= budget ? {
      en: `With ${budget} s to spend, the ${effort} effort was taken (estimated ${about} s).`,
      ko: `주어진 ${budget}초에 맞추어 ${NAMES[effort]} 수준으로 학습했습니다(예상 ${about}초).`,
    } : {
      en: `Even the quick effort is estimated to take ${about} s, more than the ${budget} s asked for.`,
      ko: `가장 빠른 수준도 예상 ${about}초로 주어진 ${budget}초를 넘습니다.`,
    },
  }
}

const NAMES: Readonly<Record<Effort, string>> = { quick: '빠른', usual: '보통', thorough: '철저한' }

/** Processor seconds of k folds with the sizes for choosing, and of one fit with those of the model that is kept. */
export function estimateSeconds(asked: Omit<Asked, 'size'>, k: number): number {
  const cost = (size: Asked['size'], m: number) => candidates({ ...asked, m: asked.m, size }).tried
    .reduce((sum, candidate) => sum + secondsOf(candidate, m, widthOf(asked, candidate)), 0)
  return k * cost('choose', asked.m * (1 - 1 / k)) + cost('final', asked.m)
}

function widthOf({ features }: Pick<Asked, 'features'>, { view }: Candidate): number {
  return view === 'all' ? features.length : features.filter(({ part }) => part !== 'statistic').length
}

function secondsOf({ learner }: Candidate, m: number, d: number): number {
  const sorted = m * Math.log2(Math.max(2, m))
  switch (learner.kind) {
    case 'forest': {
      const { splits, trees, featureShare } = learner.settings
      return (splits === 'best' ? 65e-9 : 17e-9) * trees * sorted * d * featureShare
    }
    case 'boosting': {
      const { rounds, leaves, featureShare } = learner.settings
      return 24e-9 * rounds * d * featureShare * (4 * m + 255 * leaves)
    }
    case 'gaussian-process': case 'sparse-gaussian-process': {
      const { maxFitRows, starts, maxIterations } = learner.settings
      const n = Math.min(maxFitRows, m)
      const fitting = starts * maxIterations * (n ** 3 + 4 * n * n * d)
      const knowing = learner.kind === 'gaussian-process' ? m ** 3 / 3 : m * learner.settings.inducing ** 2
      return 0.18e-9 * (fitting + knowing)
    }
    case 'linear': return 2e-9 * (m * d * d + 20 * d ** 3)
  }
}
