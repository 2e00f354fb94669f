import { createRandom } from '#science/numerics/random.ts'
import { takeRows } from '#science/numerics/rows.ts'
import type { Text } from '#science/refusal.ts'
import { ARTEFACT_FORMAT } from './artefact.ts'
import type { ModelArtefact } from './artefact.ts'
import { boundsNotes, boundsOnScale, clip, holdingBounds } from './bounds.ts'
import { writeArray } from './typed-array-text.ts'
import type { Card } from './card.ts'
import { checkTable } from './check-table.ts'
import { chooseMembers } from './choose.ts'
import type { GroupKey, LearningTable } from './columns.ts'
import { CONTRIBUTIONS_METHOD } from './contributions.ts'
import { crossValidate, lessonOf } from './cross-validate.ts'
import { fitRange } from './distance.ts'
import { encode, encodedFeatures, fitEncoder } from './encoding/encoder.ts'
import { KNOWN_ELEMENTS } from './encoding/known-elements.ts'
import { randomFolds } from './folds.ts'
import { permutationImportance } from './importance.ts'
import { heldOutRows, judgeClassification, judgeRegression } from './judge.ts'
import { effortWithin } from './learners/budget.ts'
import { candidates } from './learners/candidates.ts'
import type { Effort, Family } from './learners/candidates.ts'
import { fitLearner, writeLearner } from './learners/learner.ts'
import type { Candidate } from './learners/learner.ts'
import { learningCurve } from './learning-curve.ts'
import { logLoss, meanAbsoluteError } from './metrics.ts'
import { partOf } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { replicateNoise, SAME_INPUTS } from './replicates.ts'
import { flatteryNote, forwardFolds, keysOf, separateGroups, splitOf } from './splits.ts'
import type { Split } from './splits.ts'

// Letters: m rows with a target, d encoded features, c outputs (1 number, or one per class). X: (m × d), Y: (m × c).

export type TrainOptions = {
  /** Same seed and table, same model. Default 0. */
  readonly seed?: number
  /** Learn log10 of the target, for quantities that span orders of magnitude. Default false. */
  readonly logTarget?: boolean
  /** Leave out permutation importance and how much a random split would flatter, where only the predictions are wanted. Default true: measured. */
  readonly importance?: boolean
  /** Which learners are tried. Default `auto`: all that fit the table. */
  readonly family?: Family
  /** Seconds that may be spent, by an estimate from sizes; default: the usual effort, whatever it takes. */
  readonly budget?: number
  /** How much is tried where no budget decides that. Default `usual`. */
  readonly effort?: Effort
  /** Whether the errors with fewer rows are measured too, to tell what more rows would bring. Default false. */
  readonly learningCurve?: boolean
}

/**
 * Trains a model: tries learners by cross-validation, weighs those that err least, calibrates their mean, writes a card.
 *
 * Everything is decided on the rows given: choice and calibration use the predictions of rows held out from learning,
 * in 5 folds (10 below 50 rows) that never part rows sharing a group key. The learners kept then learn from all rows.
 * Refuses what `checkTable` and the folds refuse. The result is plain JSON; `loadModel` makes it predict.
 */
export function train(given: LearningTable, options: TrainOptions, onProgress: OnProgress = () => {}): ModelArtefact {
  const { seed = 0, logTarget = false, family = 'auto' } = options
  const { table, rows, notes: checkNotes } = checkTable(given, { logTarget })
  const { target } = table
  const m = table.n
  const notes = [...checkNotes]
  const random = createRandom(seed)
  const classes = target.kind === 'category' ? [...new Set(target.values)].map(String).sort() : []
  const Y = target.kind === 'number'
    ? Float64Array.from(target.values, (value) => (logTarget ? Math.log10(value!) : value!))
    : Float64Array.from(target.values.flatMap((value) => classes.map((name) => (name === value ? 1 : 0))))
  const c = Y.length / m
  const task = target.kind === 'number' ? 'regression' : 'classification'
  const labels = target.kind === 'category' ? target.values.map(String) : []
  const stated = target.kind === 'number' ? target.bounds : undefined
  const bounds = stated ? holdingBounds(stated, target.values as number[]) : null
  if (stated) notes.push(...boundsNotes(target.name, target.unit ?? null, stated, bounds))
  const onScale = boundsOnScale(bounds ?? [null, null], logTarget)
  // A limit says nothing of the size of an error, so errors are those of the rows whose value is known.
  const limits = target.kind === 'number' ? target.limits : undefined
  const keys = keysOf(table)
  const { folds, groups, groupedBy, forward } = innerSplit(table, keys, random.seed(), notes)
  const asked = heldOutRows(folds).filter((row) => table.judged?.[row] !== false)
  const exact = asked.filter((row) => !limits?.[row])
  // The error of the answers as they will be given.
  const error = (prediction: Float64Array) => (task === 'regression'
    ? meanAbsoluteError(takeRows(Y, 1, exact), takeRows(prediction, 1, exact).map((value) => clip(value, onScale)))
    : logLoss(Array.from(exact, (row) => labels[row]!), takeRows(prediction, c, exact), classes))

  const repeated = keys.find(({ name }) => name === SAME_INPUTS)
  const noise = repeated && task === 'regression' ? replicateNoise(repeated, Y, exact) : null
  const encoder = fitEncoder(table.inputs, KNOWN_ELEMENTS)
  const features = encodedFeatures(encoder, KNOWN_ELEMENTS)
  const within = options.budget === undefined ? null : effortWithin({ task, features, m, family }, folds.length, options.budget)
  const effort = within?.effort ?? options.effort ?? 'usual'
  if (within) notes.push(within.note)
  const { tried, notes: candidateNotes } = candidates({ task, features, m, family, effort, size: 'choose' })
  notes.push(...candidateNotes)
  const checked = crossValidate(table, Y, folds, tried, random.seed(), partOf(onProgress, 0, 0.7))
  const said = checked.outOfFold.map((candidate) => candidate.mean)
  // Weights are those of the distributions as planning sees them, which no bound cuts.
  const uncut = (prediction: Float64Array) => (task === 'regression'
    ? meanAbsoluteError(takeRows(Y, 1, exact), takeRows(prediction, 1, exact)) : error(prediction))
  const chosen = chooseMembers(said, said.map(uncut), Y, c, exact)
  if (groupedBy.length > 0 && task === 'regression') {
    // Drawn in any case, so that leaving the note out changes no model.
    const randomSeed = random.seed()
    if (options.importance !== false) {
      notes.push(...flatteryNote(
        randomError(table, Y, tried[0]!, error, randomSeed), error(said[0]!), groupedBy, logTarget ? null : target.unit ?? null))
    }
  }
  const outOfFold = chosen.map(({ index }) => checked.outOfFold[index]!)
  const weights = chosen.map(({ weight }) => weight)

  const importance = options.importance === false ? [] : permutationImportance(
    table.inputs, checked.folds, chosen, m, c, error, random.seed(), (share) => partOf(onProgress, 0.7, 0.75)({
      fraction: share, step: { en: 'Measuring which inputs matter', ko: '입력별 중요도 측정 중' },
    }))

  const best = chosen[0]!.index
  const curve = options.learningCurve && task === 'regression' ? {
    learner: tried[best]!.name,
    points: learningCurve(table, Y, folds, tried[best]!, error, error(said[best]!), random.seed(), (share) => partOf(onProgress, 0.75, 0.8)({
      fraction: share, step: { en: 'Measuring what more rows would bring', ko: '자료를 늘렸을 때의 효과 측정 중' },
    })),
  } : null

  const X = encode(encoder, table.inputs, KNOWN_ELEMENTS)
  const finals = candidates({ task, features, m, family, effort, size: 'final' }).tried
  const lesson = lessonOf(target, features, X, Y, Uint32Array.from({ length: m }, (_, row) => row), random.seed())
  const learners = chosen.map(({ index }, at) => fitLearner(finals[index]!, lesson, random.seed(), (share) =>
    partOf(onProgress, 0.8, 1)({
      fraction: (at + share) / chosen.length,
      step: { en: `Fitting ${finals[index]!.name} on all rows`, ko: `전체 행으로 ${finals[index]!.name} 학습 중` },
    })))
  const { reference, ...range } = fitRange(features, X, m, random.seed())

  const heldOut = { outOfFold, weights, folds, asked, exact, givenRows: rows }
  const judged = task === 'regression'
    ? judgeRegression(Y, heldOut, onScale, limits, noise) : judgeClassification(labels, classes, Y, heldOut)
  const card: Card = {
    kind: chosen.map(({ index }) => tried[index]!.name).join(' + '),
    task, target: target.name, unit: target.unit ?? null, logTarget, seed,
    rows: m, rowsWithoutTarget: given.n - m, rowsWithLimit: limits?.filter(Boolean).length ?? 0, replicates: noise,
    inputs: table.inputs.map((column) => ({
      name: column.name, kind: column.kind, unit: column.unit ?? null, stage: column.stage ?? null,
      template: column.template ?? null,
      missing: column.values.reduce((count: number, value) => count + (value === null ? 1 : 0), 0),
    })),
    folds: { k: folds.length, groupedBy, groups, forward },
    tried: tried.map(({ name }, index) =>
      ({ name, error: error(said[index]!), weight: chosen.find((one) => one.index === index)?.weight ?? 0 })),
    errors: judged.errors,
    outOfFold: judged.rows,
    importance,
    learningCurve: curve,
    contributions: CONTRIBUTIONS_METHOD,
    notes,
  }
  return {
    format: ARTEFACT_FORMAT,
    target: {
      name: target.name, unit: target.unit ?? null,
      ...(target.kind === 'number' ? { kind: 'number', log: logTarget, ...(bounds && { bounds }) } : { kind: 'category', classes }),
    },
    encoder,
    elementProperties: KNOWN_ELEMENTS.names,
    learners: learners.map((learner) => writeLearner(learner)),
    weights,
    certainty: judged.certainty,
    range: { ...range, reference: writeArray(reference) },
    card,
  }
}

/** Folds within the training rows: 5, or 10 where rows are few, but no more than there are separate groups. */
function innerSplit(
  table: LearningTable, keys: readonly GroupKey[], seed: number, notes: Text[],
): Split & { readonly forward: boolean } {
  const wanted = table.n < 50 ? Math.min(10, table.n) : 5
  const { folds: _, times, ...rest } = table
  // A first part of the past may be too short to be parted in time once more.
  const goesForward = times !== undefined && forwardFolds(times, wanted).length > 0
  if (times && !goesForward) {
    notes.push({ en: 'Too few rows are earlier than others to choose and calibrate forward in time; that was done on other folds.',
      ko: '이전 행이 너무 적어 모델 선택과 보정은 시간 순서가 아닌 다른 폴드로 했습니다.' })
  }
  const own: LearningTable = goesForward ? { ...rest, times } : rest
  const groups = separateGroups(table.n, keys)
  if (groups !== null && groups < 10) {
    notes.push({ en: `Only ${groups} separate groups of rows: errors for a new group are uncertain.`,
      ko: `서로 분리된 행 그룹이 ${groups}개뿐이므로 새 그룹에 대한 오차는 불확실합니다.` })
  }
  const k = groups === null || goesForward ? wanted : Math.max(2, Math.min(wanted, groups))
  return { ...splitOf(own, k, seed, keys), forward: goesForward }
}

/** The error of a quick learner on folds drawn at random, to tell how much such folds would flatter. */
function randomError(
  table: LearningTable, Y: Float64Array, candidate: Candidate, error: (prediction: Float64Array) => number, seed: number,
): number {
  const { folds: _, groups: _groups, times: _times, ...plain } = table
  const { outOfFold } = crossValidate(plain, Y, randomFolds(plain.n, Math.min(5, plain.n), seed), [candidate], seed, () => {})
  return error(outOfFold[0]!.mean)
}
