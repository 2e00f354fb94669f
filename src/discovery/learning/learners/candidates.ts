import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { EncodedFeature } from '../encoding/encoder.ts'
import type { Candidate } from './learner.ts'

/** Families of learners that one may ask for by name; `auto` tries all that fit the table. */
export const FAMILIES = ['auto', 'et', 'rf', 'gb', 'gp', 'linear'] as const
export type Family = (typeof FAMILIES)[number]

/** Beyond this many rows an exact Gaussian process takes minutes, and one over inducing rows stands in for it. */
export const MAX_EXACT_ROWS = 2000
/** Beyond this many rows `auto` only boosts: other learners take far longer and gain nothing on so many rows. */
const MAX_AUTO_ROWS = 20_000
const INDUCING_ROWS = 500

/** How much is tried: `quick` for a first look, `thorough` where there is time. */
export const LEVELS_OF_EFFORT = ['quick', 'usual', 'thorough'] as const
export type Effort = (typeof LEVELS_OF_EFFORT)[number]

type Sizes = {
  readonly trees: number
  readonly rounds: number
  /** Rows that hyperparameters of a Gaussian process are fitted on (the cost of a fit grows with their cube), and starts. */
  readonly fitRows: number
  readonly starts: number
}

/** Sizes while choosing, and of the model that is kept. */
const SIZES: Readonly<Record<Effort, { readonly choose: Sizes; readonly final: Sizes }>> = {
  quick: {
    choose: { trees: 30, rounds: 60, fitRows: 200, starts: 1 }, final: { trees: 100, rounds: 120, fitRows: 300, starts: 1 },
  },
  usual: {
    choose: { trees: 60, rounds: 150, fitRows: 400, starts: 1 }, final: { trees: 300, rounds: 300, fitRows: 800, starts: 2 },
  },
  thorough: {
    choose: { trees: 200, rounds: 300, fitRows: 1000, starts: 2 }, final: { trees: 500, rounds: 600, fitRows: 1500, starts: 3 },
  },
}

/** What is to be learned by which learners. */
export type Asked = {
  readonly task: 'regression' | 'classification'
  readonly features: readonly EncodedFeature[]
  /** Training rows. */
  readonly m: number
  readonly family: Family
  readonly effort: Effort
  /** `choose` for cross-validation, `final` for the model that is kept. */
  readonly size: 'choose' | 'final'
}

/**
 * The learners that are tried on a table, and a note on each that is left out or learns from a part of the rows.
 *
 * Leaves of 2 rows and the shares of features did best, or nearly so, on grouped folds of MPEA (yield strength), OBELiX
 * (log conductivity) and the given folds of matbench_steels; docs/decisions/0004-learning.md has the figures.
 * Refuses a family that cannot learn labels (`learning.family_labels`).
 */
export function candidates(asked: Asked): { tried: Candidate[]; notes: Text[] } {
  const { task, family, m, effort } = asked
  const none = { notes: [] }
  switch (family) {
    case 'et': return { tried: extraTrees(asked), ...none }
    case 'rf': return { tried: [randomForest(asked)], ...none }
    case 'gb': return { tried: [boosting(asked, 'plain')], ...none }
    case 'gp': case 'linear':
      if (task === 'classification') throw onlyNumbers(family)
      return family === 'gp' ? gaussianProcess(asked) : { tried: linear(), ...none }
    case 'auto': break
  }
  if (m > MAX_AUTO_ROWS) return { tried: [boosting(asked, 'plain')], notes: [onlyBoosting(m)] }
  if (effort === 'quick') {
    return { tried: [extraTrees(asked)[0]!, ...(task === 'regression' ? linear().slice(0, 1) : [boosting(asked, 'plain')])], ...none }
  }
  const trees = [...extraTrees(asked), randomForest(asked), boosting(asked, 'plain')]
  if (effort === 'thorough' && hasStatistics(asked.features)) trees.push(boosting(asked, 'all'))
  if (task === 'classification') return { tried: trees, ...none }
  const process = gaussianProcess(asked)
  return { tried: [...trees, ...process.tried, ...(effort === 'thorough' ? linear() : [])], notes: process.notes }
}

function sizesOf({ effort, size }: Asked): Sizes {
  return SIZES[effort][size]
}

function extraTrees(asked: Asked): Candidate[] {
  const { trees } = sizesOf(asked)
  const learner = (featureShare: number): Candidate['learner'] => ({
    kind: 'forest', settings: { splits: 'random', trees, minLeaf: 2, featureShare, bootstrap: false },
  })
  const plain: Candidate = { name: 'extra trees', view: 'plain', learner: learner(1) }
  return hasStatistics(asked.features)
    ? [plain, { name: 'extra trees with descriptors', view: 'all', learner: learner(0.7) }] : [plain]
}

/** Its splits cost several times those of extra trees, so it gets half the trees in the end. */
function randomForest(asked: Asked): Candidate {
  const { trees } = sizesOf(asked)
  return {
    name: hasStatistics(asked.features) ? 'random forest with descriptors' : 'random forest', view: 'all',
    learner: {
      kind: 'forest',
      settings: {
        splits: 'best', trees: asked.size === 'final' ? trees / 2 : trees, minLeaf: 2, featureShare: 0.4, bootstrap: true,
      },
    },
  }
}

/**
 * Boosting on plain features. Leaves of 2 rows did best on matbench_steels, where rows are few (leaves of 20: 98.8 MPa, 5: 87.4,
 * 2: 82.7); with statistics over element properties it errs by 92.6 MPa instead of 83.6, so these are tried only thoroughly.
 */
function boosting(asked: Asked, view: Candidate['view']): Candidate {
  const { rounds } = sizesOf(asked)
  const few = asked.m < 2000
  return {
    name: view === 'plain' ? 'gradient boosting' : 'gradient boosting with descriptors', view,
    learner: {
      kind: 'boosting',
      settings: {
        rounds, rate: 15 / rounds, leaves: few ? 16 : 31, minLeaf: few ? 2 : 20, l2: 0, rowShare: 1,
        featureShare: view === 'plain' ? 0.7 : 0.3, patience: Infinity,
      },
    },
  }
}

function linear(): Candidate[] {
  return (['ridge', 'elastic net'] as const).map((penalty): Candidate =>
    ({ name: penalty, view: 'plain', learner: { kind: 'linear', settings: { penalty } } }))
}

function gaussianProcess({ m, effort, size }: Asked): { tried: Candidate[]; notes: Text[] } {
  const { choose, final } = SIZES[effort]
  const { fitRows: maxFitRows, starts } = size === 'final' ? final : choose
  const settings = { maxFitRows, starts, maxIterations: 40 }
  const exact = m <= MAX_EXACT_ROWS
  const candidate: Candidate = {
    name: exact ? 'Gaussian process' : 'sparse Gaussian process', view: 'plain',
    learner: exact ? { kind: 'gaussian-process', settings }
      : { kind: 'sparse-gaussian-process', settings: { ...settings, inducing: INDUCING_ROWS } },
  }
  if (m <= final.fitRows) return { tried: [candidate], notes: [] }
  const through = exact ? { en: 'from all of them', ko: '모든 행' }
    : { en: `from all of them through ${INDUCING_ROWS} chosen rows`, ko: `고른 ${INDUCING_ROWS}개 행을 거쳐 모든 행` }
  return { tried: [candidate], notes: [{
    en: `The hyperparameters of the Gaussian process are fitted on ${final.fitRows} of the ${m} rows, drawn at random `
      + `(${choose.fitRows} while choosing); it predicts ${through.en}.`,
    ko: `가우시안 프로세스의 초매개변수는 ${m}개 행 중 무작위로 고른 ${final.fitRows}개(모델 선택 중에는 ${choose.fitRows}개)로 `
      + `정하고, 예측에는 ${through.ko}을 씁니다.`,
  }] }
}

function hasStatistics(features: readonly EncodedFeature[]): boolean {
  return features.some(({ part }) => part === 'statistic')
}

function onlyBoosting(m: number): Text {
  return {
    en: `Only gradient boosting was tried: ${m} rows are more than ${MAX_AUTO_ROWS}. Other learners are there for the asking.`,
    ko: `행이 ${m}개로 ${MAX_AUTO_ROWS}개를 넘어 그래디언트 부스팅만 시도했습니다. 다른 모델은 지정하면 쓸 수 있습니다.`,
  }
}

function onlyNumbers(family: Family): Refusal {
  return new Refusal('learning.family_labels', {
    en: `A model of the kind “${family}” predicts numbers only, and the target holds labels. Ask for auto, et, rf or gb.`,
    ko: `“${family}” 모델은 수치만 예측하는데 목표가 범주입니다. auto, et, rf, gb 중에서 고르십시오.`,
  }, { family })
}
