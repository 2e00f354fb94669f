import type { Text } from '#science/refusal.ts'
import type { EncodedFeature } from '../encoding/encoder.ts'
import type { Candidate } from './learner.ts'

/** Beyond this many rows an exact Gaussian process takes minutes; it is then left out, and that is said. */
export const MAX_GAUSSIAN_PROCESS_ROWS = 1500
/** Rows that hyperparameters are fitted on: the cost of a fit grows with their cube. */
const FINAL_FIT_ROWS = 400
const CHOOSE_FIT_ROWS = 300

/**
 * The learners that are tried on a table, and a note on each that is left out or learns from a part of the rows.
 *
 * Leaves of 2 rows and the shares of features did best, or nearly so, on grouped folds of MPEA (yield strength), OBELiX
 * (log conductivity) and the given folds of matbench_steels; docs/decisions/0004-learning.md has the figures.
 * `effort` sets trees and fitting rows: `choose` for cross-validation, `final` for the model that is kept.
 */
export function candidates(
  task: 'regression' | 'classification', features: readonly EncodedFeature[], m: number, effort: 'choose' | 'final',
): { tried: Candidate[]; notes: Text[] } {
  const trees = effort === 'final' ? 300 : 60
  const extraTrees = (name: string, view: Candidate['view'], minLeaf: number, featureShare: number): Candidate => ({
    name, view,
    learner: { kind: 'forest', settings: { splits: 'random', trees, minLeaf, featureShare, bootstrap: false } },
  })
  const tried = [extraTrees('extra trees', 'plain', 2, 1)]
  const hasStatistics = features.some((feature) => feature.part === 'statistic')
  if (hasStatistics) tried.push(extraTrees('extra trees with element statistics', 'all', 2, 0.7))
  tried.push({
    name: hasStatistics ? 'random forest with element statistics' : 'random forest',
    view: 'all',
    learner: {
      kind: 'forest',
      // Its splits cost several times those of extra trees, so it gets half the trees in the end.
      settings: {
        splits: 'best', trees: effort === 'final' ? trees / 2 : trees, minLeaf: 2, featureShare: 0.4, bootstrap: true,
      },
    },
  })
  if (task === 'classification') return { tried, notes: [] }
  if (m > MAX_GAUSSIAN_PROCESS_ROWS) {
    return { tried, notes: [{
      en: `No Gaussian process was tried: ${m} rows are more than ${MAX_GAUSSIAN_PROCESS_ROWS}.`,
      ko: `행이 ${m}개로 ${MAX_GAUSSIAN_PROCESS_ROWS}개를 넘어 가우시안 프로세스는 시도하지 않았습니다.`,
    }] }
  }
  tried.push({
    name: 'Gaussian process',
    view: 'plain',
    learner: {
      kind: 'gaussian-process',
      settings: {
        maxFitRows: effort === 'final' ? FINAL_FIT_ROWS : CHOOSE_FIT_ROWS,
        starts: effort === 'final' ? 2 : 1, maxIterations: 40,
      },
    },
  })
  return { tried, notes: m <= FINAL_FIT_ROWS ? [] : [{
    en: `The hyperparameters of the Gaussian process are fitted on ${FINAL_FIT_ROWS} of the ${m} rows, drawn at random `
      + `(${CHOOSE_FIT_ROWS} while choosing); it predicts from all of them.`,
    ko: `가우시안 프로세스의 초매개변수는 ${m}개 행 중 무작위로 고른 ${FINAL_FIT_ROWS}개(모델 선택 중에는 ${CHOOSE_FIT_ROWS}개)로 `
      + '정하고, 예측에는 모든 행을 씁니다.',
  }] }
}
