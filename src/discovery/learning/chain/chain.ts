import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { ModelArtefact } from '../artefact.ts'
import { calibrate } from '../calibration.ts'
import type { Calibration } from '../calibration.ts'
import type { RegressionErrors } from '../card.ts'
import { columnRows, tableRows } from '../columns.ts'
import type { Column, LearningTable } from '../columns.ts'
import type { Family } from '../learners/candidates.ts'
import { loadModel } from '../load-model.ts'
import type { FittedModel, RegressionModel } from '../model.ts'
import { partOf } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { regressionErrors, spreadOf } from '../regression-errors.ts'
import { splitOf } from '../splits.ts'
import { train } from '../train.ts'
import { throughLinks } from './draws.ts'
import type { Link } from './draws.ts'

export type ChainOptions = {
  /** Inputs that are observed, not chosen, in the order of the life cycle: a grain size, then a hardness. */
  readonly observed: readonly string[]
  readonly seed?: number
  readonly logTarget?: boolean
  readonly family?: Family
}

/** A chain of models as plain JSON, with its errors beside those of the flat model on the same folds. */
export type ChainArtefact = {
  readonly format: 'sojae.chain/1'
  readonly target: ModelArtefact['target']
  /** One for each observed column, in their order, and which rows each learned from. */
  readonly links: readonly { readonly column: string; readonly rows: number; readonly model: ModelArtefact }[]
  readonly last: ModelArtefact
  readonly calibration: Calibration
  readonly seed: number
  /**
   * Errors on rows held out, all on the same folds: of the chain and of the flat model, which both know only what is
   * chosen, and of the last link where all that was observed of the row is known too.
   */
  readonly errors: { readonly chain: RegressionErrors; readonly flat: RegressionErrors; readonly informed: RegressionErrors }
  /** Rows that have a target; and rows that stop before it but were learned from by a link. */
  readonly rows: { readonly whole: number; readonly partial: number }
  readonly notes: readonly Text[]
}

const FOLDS = 5

/**
 * Learns a chain composition and process → what is observed → target, from rows that may stop half-way.
 *
 * Each observed column is learned from what is chosen and from the observed columns before it, by all rows that have it, also
 * those without a target; the target from all columns. Of rows that lack an observed column the link's answer is put there.
 * The whole is done anew without each of five folds, which never part rows that share a group key, and the held-out rows
 * are foretold with nothing observed: so the errors are those of a material that was not made yet, and calibrate the intervals.
 * Refuses observed columns that are not there, that are compositions, and what `train` refuses of any link.
 */
export function trainChain(given: LearningTable, options: ChainOptions, onProgress: OnProgress = () => {}): ChainArtefact {
  const { observed, seed = 0, logTarget = false, family = 'auto' } = options
  refuseOthers(given, observed)
  const random = createRandom(seed)
  const fitSeed = random.seed()
  const fit = (rows: Uint32Array, hear: OnProgress) => fitChain(tableRows(given, rows), observed, { seed: fitSeed, logTarget, family }, hear)
  const everyRow = Uint32Array.from({ length: given.n }, (_, row) => row)
  const { folds } = splitOf(given, Math.min(FOLDS, given.n), random.seed())
  const { target } = given
  const held = folds.map(({ train: learned, test }, index) => {
    const fitted = fit(learned, partOf(onProgress, index / (FOLDS + 1), (index + 1) / (FOLDS + 1)))
    const rows = test.filter((row) => target.values[row] !== null && !(target.kind === 'number' && target.limits?.[row]))
    return { rows, ...foretell(fitted, given, rows, observed, fitSeed) }
  })
  const kept = fit(everyRow, partOf(onProgress, FOLDS / (FOLDS + 1), 1))
  const y = held.map(({ rows }) => Float64Array.from(rows, (row) => {
    const value = target.values[row] as number
    return logTarget ? Math.log10(value) : value
  }))
  const errorsOf = (which: 'chain' | 'flat' | 'informed') => judge(y, held.map((fold) => fold[which]))
  const chain = errorsOf('chain')
  const whole = target.values.filter((value) => value !== null).length
  const partial = [...everyRow].filter((row) => target.values[row] === null
    && given.inputs.some(({ name, values }) => observed.includes(name) && values[row] !== null)).length
  return {
    format: 'sojae.chain/1', target: kept.last.target,
    links: kept.links.map(({ column, artefact }) => ({ column: column.name, rows: artefact.card.rows, model: artefact })),
    last: kept.last, calibration: chain.calibration, seed: fitSeed,
    errors: { chain: chain.errors, flat: errorsOf('flat').errors, informed: errorsOf('informed').errors },
    rows: { whole, partial },
    notes: kept.last.card.notes,
  }
}

/** Makes a chain predict; what a row has of the observed columns is used, what it lacks is drawn. */
export function loadChain({ links, last, calibration, seed }: ChainArtefact, columns: readonly Column[]) {
  const loaded = links.map(({ column, model }): Link =>
    ({ column: columns.find(({ name }) => name === column)!, model: loadModel(model) }))
  const end = requireNumber(loadModel(last))
  return (inputs: readonly Column[]) => {
    const { mean, variance } = throughLinks(loaded, end, inputs, seed)
    return Array.from(mean, (centre, row) => spreadOf(calibration, centre, Math.sqrt(variance[row]!)))
  }
}

type Fitted = {
  readonly links: readonly { readonly column: Column; readonly artefact: ModelArtefact }[]
  readonly last: ModelArtefact
  readonly flat: ModelArtefact
}

/** Fits links, last and flat model on rows, of which some lack the target. */
function fitChain(
  table: LearningTable, observed: readonly string[], options: { seed: number; logTarget: boolean; family: Family },
  onProgress: OnProgress,
): Fitted {
  const { groups, times, target } = table
  const steps = observed.length + 2
  const learn = (inputs: readonly Column[], aim: LearningTable['target'], at: number, logTarget: boolean) => train(
    { n: table.n, inputs, target: aim, ...(groups && { groups }), ...(times && { times }) },
    { seed: options.seed, family: options.family, logTarget, importance: false }, partOf(onProgress, at / steps, (at + 1) / steps))
  let inputs = table.inputs.filter(({ name }) => !observed.includes(name))
  const flat = learn(inputs, target, 0, options.logTarget)
  const links = observed.map((name, index) => {
    const column = table.inputs.find((one) => one.name === name)!
    const artefact = learn(inputs, asTarget(column), index + 1, spansDecades(column))
    inputs = [...inputs, filled(column, loadModel(artefact), inputs)]
    return { column, artefact }
  })
  return { links, flat, last: learn(inputs, target, observed.length + 1, options.logTarget) }
}

function asTarget(column: Column): LearningTable['target'] {
  if (column.kind === 'number') return { name: column.name, kind: 'number', values: column.values, ...(column.unit && { unit: column.unit }) }
  if (column.kind === 'category') return { name: column.name, kind: 'category', values: column.values }
  throw new Error('Observed columns were checked before')
}

/** Positive numbers that differ by a hundredfold are learned as logarithms, as people plot them. */
function spansDecades(column: Column): boolean {
  if (column.kind !== 'number') return false
  const present = column.values.filter((value) => value !== null)
  const least = present.reduce((low, value) => Math.min(low, value), Infinity)
  return least > 0 && present.reduce((high, value) => Math.max(high, value), 0) > 100 * least
}

/** The column with the link's answer where nothing was observed. */
function filled(column: Column, model: FittedModel, inputs: readonly Column[]): Column {
  const missing = Uint32Array.from(column.values.keys()).filter((row) => column.values[row] === null)
  if (missing.length === 0) return column
  const values = [...column.values] as (number | string | null)[]
  const said = model.predict(inputs.map((one) => columnRows(one, missing)))
  missing.forEach((row, at) => {
    const answer = said[at]!
    values[row] = 'mean' in answer ? answer.mean : answer.label
  })
  return { ...column, values } as Column
}

/** What chain, flat model and last link say of held-out rows, on the target's own scale. */
function foretell(fitted: Fitted, given: LearningTable, rows: Uint32Array, observed: readonly string[], seed: number) {
  const inputs = given.inputs.map((column) => columnRows(column, rows))
  const chosen = inputs.filter(({ name }) => !observed.includes(name))
  const links = fitted.links.map(({ column, artefact }): Link => ({ column, model: loadModel(artefact) }))
  const last = requireNumber(loadModel(fitted.last))
  const flat = requireNumber(loadModel(fitted.flat))
  const plain = flat.predictEncoded(flat.encode(chosen))
  return {
    chain: throughLinks(links, last, chosen, seed),
    flat: { mean: plain.mean, variance: plain.sd.map((sd) => sd * sd) },
    informed: throughLinks(links, last, inputs, seed),
  }
}

type Said = { readonly mean: Float64Array; readonly variance: Float64Array }

/** Errors with each fold's intervals calibrated on the other folds, and the calibration from all. */
function judge(y: readonly Float64Array[], said: readonly Said[]) {
  const calibration = (folds: readonly number[]) => calibrate(
    Float64Array.from(folds.flatMap((fold) => [...y[fold]!].map((value, row) => value - said[fold]!.mean[row]!))),
    Float64Array.from(folds.flatMap((fold) => [...said[fold]!.variance])))
  const all = [...y.keys()].filter((fold) => y[fold]!.length > 0)
  const spreads = all.flatMap((fold) => {
    const learned = calibration(all.filter((other) => other !== fold))
    return Array.from(said[fold]!.mean, (centre, row) => spreadOf(learned, centre, Math.sqrt(said[fold]!.variance[row]!)))
  })
  return { errors: regressionErrors(all.flatMap((fold) => [...y[fold]!]), spreads), calibration: calibration(all) }
}

function requireNumber(model: FittedModel): RegressionModel {
  if (model.task !== 'regression') throw new Error('The target of a chain is a number')
  return model
}

function refuseOthers(given: LearningTable, observed: readonly string[]) {
  const names = given.inputs.map(({ name }) => name)
  const wrong = observed.find((name) => !given.inputs.some((column) => column.name === name && column.kind !== 'composition'))
  if (wrong !== undefined || observed.length === 0) {
    throw new Refusal('learning.chain_columns', {
      en: `“${wrong ?? ''}” is no observed number or category among the inputs (${names.join(', ')}). Name what is measured on the way.`,
      ko: `“${wrong ?? ''}”은(는) 입력(${names.join(', ')}) 가운데 관찰된 수치나 범주 열이 아닙니다. 중간에 측정한 열의 이름을 지정하십시오.`,
    }, { column: wrong ?? null, columns: names })
  }
  if (given.target.kind !== 'number') {
    throw new Refusal('learning.chain_target', {
      en: `A chain ends in a number; “${given.target.name}” holds labels.`,
      ko: `사슬 모델의 목표는 수치여야 합니다. “${given.target.name}”은(는) 범주입니다.`,
    }, { target: given.target.name })
  }
}
