import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { EncodedFeature } from '../encoding/encoder.ts'
import type { Candidate } from './learner.ts'

/** Families of learners that one may ask for by name; `auto` tries all that fit the table. */
export const FAMILIES = ['auto', 'et', 'rf', 'gb', 'gp', 'linear'] as const
export type Family = (typeof FAMILIES)[number]

/** Beyond this many rows an exact Gaussian process takes minutes, and one over inducing rows stands in for it. */
export const MAX_EXACT_ROWS = 2000
/** Beyond this many rows no Gaussian process is tried unless it is asked for. */
const MAX_PROCESS_ROWS = 20_000
/** Rows that hyperparameters are fitted on: the cost of a fit grows with their cube. */
const FINAL_FIT_ROWS = 400
const CHOOSE_FIT_ROWS = 300
const INDUCING_ROWS = 500

/** What is to be learned by which learners. */
export type Asked = {
  readonly task: 'regression' | 'classification'
  readonly features: readonly EncodedFeature[]
  /** Training rows. */
  readonly m: number
  readonly family: Family
  /** `choose` for cross-validation, `final` for the model that is kept: trees, and rows that hyperparameters are fitted on. */
  readonly effort: 'choose' | 'final'
}

/**
 * The learners that are tried on a table, and a note on each that is left out or learns from a part of the rows.
 *
 * Leaves of 2 rows and the shares of features did best, or nearly so, on grouped folds of MPEA (yield strength), OBELiX
 * (log conductivity) and the given folds of matbench_steels; docs/decisions/0004-learning.md has the figures.
 * Refuses a family that cannot learn labels (`learning.family_labels`).
 */
export function candidates(asked: Asked): { tried: Candidate[]; notes: Text[] } {
  const { task, family, m } = asked
  const process = gaussianProcess(asked)
  const numbers: Record<Exclude<Family, 'auto' | 'et' | 'rf' | 'gb'>, Candidate[]> = { gp: [process.candidate], linear: linear() }
  if (family === 'et') return { tried: extraTrees(asked), notes: [] }
  if (family === 'rf') return { tried: [randomForest(asked)], notes: [] }
  if (family === 'gb') return { tried: [boosting(asked)], notes: [] }
  if (family !== 'auto') {
    if (task === 'classification') throw onlyNumbers(family)
    return { tried: numbers[family], notes: family === 'gp' ? process.notes : [] }
  }
  const trees = [...extraTrees(asked), randomForest(asked), boosting(asked)]
  if (task === 'classification') return { tried: trees, notes: [] }
  if (m > MAX_PROCESS_ROWS) return { tried: trees, notes: [noProcess(m)] }
  return { tried: [...trees, process.candidate], notes: process.notes }
}

function extraTrees({ features, effort }: Asked): Candidate[] {
  const learner = (featureShare: number): Candidate['learner'] => ({
    kind: 'forest',
    settings: { splits: 'random', trees: effort === 'final' ? 300 : 60, minLeaf: 2, featureShare, bootstrap: false },
  })
  const plain: Candidate = { name: 'extra trees', view: 'plain', learner: learner(1) }
  return hasStatistics(features)
    ? [plain, { name: 'extra trees with element statistics', view: 'all', learner: learner(0.7) }] : [plain]
}

/** Its splits cost several times those of extra trees, so it gets half the trees in the end. */
function randomForest({ features, effort }: Asked): Candidate {
  const trees = effort === 'final' ? 150 : 60
  return {
    name: hasStatistics(features) ? 'random forest with element statistics' : 'random forest', view: 'all',
    learner: { kind: 'forest', settings: { splits: 'best', trees, minLeaf: 2, featureShare: 0.4, bootstrap: true } },
  }
}

/**
 * Boosting on plain features. Leaves of 2 rows did best on matbench_steels, where rows are few (leaves of 20: 98.8 MPa, 5: 87.4,
 * 2: 82.7); with statistics over element properties it errs by 92.6 MPa instead of 83.6.
 */
function boosting({ m, effort }: Asked): Candidate {
  const final = effort === 'final'
  return {
    name: 'gradient boosting', view: 'plain',
    learner: {
      kind: 'boosting',
      settings: {
        rounds: final ? 300 : 150, rate: final ? 0.05 : 0.1, leaves: m < 2000 ? 16 : 31, minLeaf: m < 2000 ? 2 : 20, l2: 0,
        rowShare: 1, featureShare: 0.7, patience: Infinity,
      },
    },
  }
}

function linear(): Candidate[] {
  return (['ridge', 'elastic net'] as const).map((penalty): Candidate =>
    ({ name: penalty, view: 'plain', learner: { kind: 'linear', settings: { penalty } } }))
}

function gaussianProcess({ m, effort }: Asked): { candidate: Candidate; notes: Text[] } {
  const settings = {
    maxFitRows: effort === 'final' ? FINAL_FIT_ROWS : CHOOSE_FIT_ROWS, starts: effort === 'final' ? 2 : 1,
    maxIterations: 40,
  }
  const exact = m <= MAX_EXACT_ROWS
  const candidate: Candidate = {
    name: exact ? 'Gaussian process' : 'sparse Gaussian process', view: 'plain',
    learner: exact ? { kind: 'gaussian-process', settings }
      : { kind: 'sparse-gaussian-process', settings: { ...settings, inducing: INDUCING_ROWS } },
  }
  if (m <= FINAL_FIT_ROWS) return { candidate, notes: [] }
  const through = exact ? { en: 'from all of them', ko: '모든 행' }
    : { en: `from all of them through ${INDUCING_ROWS} chosen rows`, ko: `고른 ${INDUCING_ROWS}개 행을 거쳐 모든 행` }
  return { candidate, notes: [{
    en: `The hyperparameters of the Gaussian process are fitted on ${FINAL_FIT_ROWS} of the ${m} rows, drawn at random `
      + `(${CHOOSE_FIT_ROWS} while choosing); it predicts ${through.en}.`,
    ko: `가우시안 프로세스의 초매개변수는 ${m}개 행 중 무작위로 고른 ${FINAL_FIT_ROWS}개(모델 선택 중에는 ${CHOOSE_FIT_ROWS}개)로 `
      + `정하고, 예측에는 ${through.ko}을 씁니다.`,
  }] }
}

function hasStatistics(features: readonly EncodedFeature[]): boolean {
  return features.some(({ part }) => part === 'statistic')
}

function noProcess(m: number): Text {
  return {
    en: `No Gaussian process was tried: ${m} rows are more than ${MAX_PROCESS_ROWS}.`,
    ko: `행이 ${m}개로 ${MAX_PROCESS_ROWS}개를 넘어 가우시안 프로세스는 시도하지 않았습니다.`,
  }
}

function onlyNumbers(family: Family): Refusal {
  return new Refusal('learning.family_labels', {
    en: `A model of the kind “${family}” predicts numbers only, and the target holds labels. Ask for auto, et, rf or gb.`,
    ko: `“${family}” 모델은 수치만 예측하는데 목표가 범주입니다. auto, et, rf, gb 중에서 고르십시오.`,
  }, { family })
}
