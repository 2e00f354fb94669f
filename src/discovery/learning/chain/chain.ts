import { mean, standardDeviation } from '#science/numerics/summary.ts'
import { takeRows } from '#science/numerics/rows.ts'
import { createRandom } from '#science/numerics/random.ts'
import { Refusal } from '#science/refusal.ts'
import type { ModelArtefact } from '../artefact.ts'
import { boundsOnScale, clip } from '../bounds.ts'
import type { OutOfFoldRow, RegressionErrors } from '../card.ts'
import { MIN_ROWS } from '../check-table.ts'
import { chooseMembers } from '../choose.ts'
import { columnRows, tableRows } from '../columns.ts'
import type { Column, GroupKey, LearningTable } from '../columns.ts'
import { lessonOf } from '../cross-validate.ts'
import type { OutOfFold } from '../cross-validate.ts'
import { encode, encodedFeatures, fitEncoder } from '../encoding/encoder.ts'
import { KNOWN_ELEMENTS } from '../encoding/known-elements.ts'
import type { Fold } from '../folds.ts'
import { judgeRegression } from '../judge.ts'
import { candidates } from '../learners/candidates.ts'
import { fitLearner, predictLearner, writeLearner } from '../learners/learner.ts'
import type { Candidate, Learner } from '../learners/learner.ts'
import { loadModel } from '../load-model.ts'
import { placed } from '../origins.ts'
import { meanAbsoluteError } from '../metrics.ts'
import { partOf } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { keysOf } from '../splits.ts'
import { train } from '../train.ts'
import type { TrainOptions } from '../train.ts'
import type { ChainPart } from './chain-part.ts'
import { drawThrough, overDraws } from './draws.ts'
import { fitLinks, loadLinks } from './links.ts'
import type { LinkOptions } from './links.ts'

// Letters: n rows given, m rows with a target, d encoded features, s draws of a row.

export type ChainOptions = Pick<TrainOptions, 'seed' | 'logTarget' | 'family' | 'learningCurve'> & Pick<LinkOptions, 'bounds'> & {
  /** Inputs that are observed, not chosen, in the order of the life cycle: a grain size, then a hardness. */
  readonly observed: readonly string[]
}

/**
 * By this share of the flat model's error the chain must err less to answer: drawing an input that says nothing smooths trees, and
 * lessened errors by up to 1.6 % in eight synthetic sets of 120 rows.
 */
const MIN_GAIN = 0.02

type NumberRow = Extract<OutOfFoldRow, { observed: number }>

/**
 * Learns a chain composition and process → what is observed → target, from rows that may stop half-way, beside the flat model
 * that knows only what is chosen.
 *
 * Each observed column is learned from what is chosen and from the observed columns before it, by all rows that have it, also
 * those without a target; the target from all columns, by the learners that the flat model chooses from. All of this is done
 * anew without each fold of the flat model, and the held-out rows are foretold with nothing observed: so the errors are those
 * of a material that was not made yet, weigh the learners and calibrate the intervals. The chain answers where its error is less than
 * the flat model's by more than two standard errors of that difference between the folds, and by two per cent; else the flat model does.
 * Refuses observed columns that are not there or no numbers and labels, targets of labels, folds in time, and what `train` refuses.
 */
export function trainChain(given: LearningTable, options: ChainOptions, onProgress: OnProgress = () => {}): ModelArtefact {
  const { observed, seed = 0, logTarget = false, family = 'auto', bounds } = options
  requireChain(given, observed)
  const random = createRandom(seed)
  const chosen = given.inputs.filter(({ name }) => !observed.includes(name))
  const target = given.target as Extract<LearningTable['target'], { kind: 'number' }>
  const known = Uint32Array.from(target.values.keys()).filter((row) => target.values[row] !== null)
  const flat = placed(train(tableRows({ ...given, inputs: chosen }, known), options, partOf(onProgress, 0, 0.3)), known)
  const m = known.length
  const place = new Map(Array.from(known, (row, at) => [row, at]))
  const Y = Float64Array.from(known, (row) => (logTarget ? Math.log10(target.values[row]!) : target.values[row]!))
  const limits = target.limits && Array.from(known, (row) => target.limits![row]!)
  const onScale = boundsOnScale((flat.target.kind === 'number' && flat.target.bounds) || [null, null], logTarget)
  const flatRows = flat.card.outOfFold as readonly NumberRow[]
  const folds = foldsOf(flatRows, place)
  const linkOptions: LinkOptions = { seed: random.seed(), load: loadModel, ...(bounds && { bounds }) }

  const keptLinks = fitLinks(given, observed, linkOptions, partOf(onProgress, 0.3, 0.38))
  const allInputs = keptLinks.inputs.map((column) => columnRows(column, known))
  const encoder = fitEncoder(allInputs, KNOWN_ELEMENTS)
  const features = encodedFeatures(encoder, KNOWN_ELEMENTS)
  const asked = { task: 'regression', features, m, family, effort: 'usual' } as const
  const { tried } = candidates({ ...asked, size: 'choose' })
  const drawSeed = random.seed()
  const keys = keysOf({ inputs: chosen, n: given.n, ...(given.groups && { groups: given.groups }) })
  const blind = tried.map((candidate): OutOfFold => ({ candidate, mean: new Float64Array(m), variance: new Float64Array(m) }))
  const informed = tried.map((candidate): OutOfFold => ({ candidate, mean: new Float64Array(m), variance: new Float64Array(m) }))
  folds.forEach((fold, index) => {
    const hear = partOf(onProgress, 0.38 + (0.54 * index) / folds.length, 0.38 + (0.54 * (index + 1)) / folds.length)
    const held = Uint32Array.from(fold.test, (at) => known[at]!)
    const rows = rowsWithout(held, given.n, target.values, keys)
    const { foretell } = learnWithout(tableRows(given, rows), observed, tried, logTarget, linkOptions, random.seed(), hear)
    const inputs = given.inputs.map((column) => columnRows(column, held))
    for (const [out, from] of [[blind, inputs.filter(({ name }) => !observed.includes(name))], [informed, inputs]] as const) {
      foretell(from, drawSeed).forEach(({ mean: centres, variance }, which) => fold.test.forEach((at, index_) => {
        out[which]!.mean[at] = centres[index_]!
        out[which]!.variance[at] = variance[index_]!
      }))
    }
  })

  const askedRows = Uint32Array.from(folds.flatMap(({ test }) => [...test])).sort()
  const exact = askedRows.filter((row) => !limits?.[row])
  const errorOf = (said: Float64Array) => meanAbsoluteError(takeRows(Y, 1, exact), takeRows(said, 1, exact).map((value) => clip(value, onScale)))
  const means = blind.map((one) => one.mean)
  const members = chooseMembers(means, means.map(errorOf), Y, 1, exact)
  const weights = members.map(({ weight }) => weight)
  const judge = (out: readonly OutOfFold[], rows: Uint32Array, exactRows: Uint32Array) => judgeRegression(
    Y, { outOfFold: members.map(({ index }) => out[index]!), weights, folds, asked: rows, exact: exactRows, givenRows: known },
    onScale, limits, flat.card.replicates)
  const blindly = judge(blind, askedRows, exact)
  const seen = exact.filter((row) => given.inputs.some(({ name, values }) => observed.includes(name) && values[known[row]!] !== null))
  // Each fold is calibrated on the others, which must have enough rows of which something was observed.
  const isSeen = new Set(seen)
  const enough = folds.every(({ test }) => seen.length - test.filter((row) => isSeen.has(row)).length >= MIN_ROWS)
  const knowing = enough ? judge(informed, seen, seen) : null

  const finals = candidates({ ...asked, size: 'final' }).tried
  const lesson = lessonOf(tableRows(given, known).target, features, encode(encoder, allInputs, KNOWN_ELEMENTS), Y,
    Uint32Array.from({ length: m }, (_, row) => row), random.seed())
  const learners = members.map(({ index }, at) => fitLearner(finals[index]!, lesson, random.seed(), (share) => partOf(onProgress, 0.92, 1)({
    fraction: (at + share) / members.length,
    step: { en: `Fitting ${finals[index]!.name} behind the chain`, ko: `사슬 끝의 ${finals[index]!.name} 학습 중` },
  })))

  const chainRows = blindly.rows as readonly NumberRow[]
  const gain = gainOf(chainRows, flatRows)
  const uses = gain.value > 2 * gain.error && gain.value > MIN_GAIN * (flat.card.errors as RegressionErrors).mae ? 'chain' : 'flat'
  const partial = [...target.values.keys()].filter((row) => target.values[row] === null
    && given.inputs.some(({ name, values }) => observed.includes(name) && values[row] !== null)).length
  const seenRows = new Set(Array.from(seen, (row) => known[row]!))
  const chain: ChainPart = {
    links: keptLinks.links,
    last: { encoder, learners: learners.map((learner) => writeLearner(learner)), weights, blind: blindly.certainty, informed: knowing?.certainty ?? null },
    seed: drawSeed, uses,
    judged: {
      chain: blindly.errors, flat: flat.card.errors as RegressionErrors, gain, whole: m, partial,
      informed: knowing && {
        rows: seen.length, knowing: knowing.errors,
        blind: mean(chainRows.filter(({ row }) => seenRows.has(row)).map(errorOfRow)),
      },
    },
  }
  if (uses === 'flat') return { ...flat, chain }
  return {
    ...flat, chain,
    card: {
      ...flat.card, kind: members.map(({ index }) => tried[index]!.name).join(' + '), errors: blindly.errors, outOfFold: blindly.rows,
      tried: tried.map(({ name }, index) => ({
        name, error: errorOf(means[index]!), weight: members.find((one) => one.index === index)?.weight ?? 0,
      })),
      // Both were measured of the flat model, which does not answer.
      importance: [], learningCurve: null,
    },
  }
}

/** The folds of the rows held out, by where a row stands among those with a target. */
function foldsOf(rows: readonly NumberRow[], place: ReadonlyMap<number, number>): Fold[] {
  const all = rows.map(({ row }) => place.get(row)!).sort((a, b) => a - b)
  return [...Map.groupBy(rows, ({ fold }) => fold)].map(([name, members]) => {
    const held = new Set(members.map(({ row }) => place.get(row)!))
    return { name, test: Uint32Array.from([...held].sort((a, b) => a - b)), train: Uint32Array.from(all.filter((row) => !held.has(row))) }
  }).sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** Rows to learn from without those held out: the others with a target, and those without one that share no key with any held out. */
function rowsWithout(held: Uint32Array, n: number, target: readonly unknown[], keys: readonly GroupKey[]): Uint32Array {
  const out = new Set(held)
  const taken = keys.map(({ values }) => new Set(Array.from(held, (row) => values[row])))
  return Uint32Array.from({ length: n }, (_, row) => row).filter((row) => !out.has(row) && (target[row] !== null
    || keys.every(({ values }, at) => values[row] === null || !taken[at]!.has(values[row]!))))
}

/** Links and every candidate as learned from a table alone; they foretell rows of which something may be observed. */
function learnWithout(
  table: LearningTable, observed: readonly string[], tried: readonly Candidate[], logTarget: boolean, options: LinkOptions, seed: number,
  onProgress: OnProgress,
) {
  const { links, inputs } = fitLinks(table, observed, options, partOf(onProgress, 0, 0.6))
  const random = createRandom(seed)
  const values = table.target.values as readonly (number | null)[]
  const rows = Uint32Array.from(values.keys()).filter((row) => values[row] !== null)
  const taken = inputs.map((column) => columnRows(column, rows))
  const encoder = fitEncoder(taken, KNOWN_ELEMENTS)
  const features = encodedFeatures(encoder, KNOWN_ELEMENTS)
  const Y = Float64Array.from(rows, (row) => (logTarget ? Math.log10(values[row]!) : values[row]!))
  const lesson = lessonOf(table.target, features, encode(encoder, taken, KNOWN_ELEMENTS), Y, rows, random.seed())
  const learners: Learner[] = tried.map((candidate, index) => fitLearner(candidate, lesson, random.seed(), (share) => partOf(onProgress, 0.6, 1)({
    fraction: (index + share) / tried.length,
    step: { en: `Testing ${candidate.name} behind the chain`, ko: `사슬 끝의 ${candidate.name} 검증 중` },
  })))
  const loaded = loadLinks(links, options.load)
  return {
    foretell(from: readonly Column[], drawSeed: number) {
      const { columns, s } = drawThrough(loaded, from, drawSeed)
      const X = encode(encoder, columns, KNOWN_ELEMENTS)
      return learners.map((learner) => overDraws(predictLearner(learner, X), s))
    },
  }
}

const errorOfRow = ({ observed, predicted }: NumberRow) => Math.abs(observed - predicted)

/** How much less the chain errs than the flat model on the same rows, and the standard error between folds. */
function gainOf(chain: readonly NumberRow[], flat: readonly NumberRow[]): { value: number; error: number } {
  const flatOf = new Map(flat.map((row) => [row.row, errorOfRow(row)]))
  const gains = chain.filter(({ limit }) => limit === undefined).map((row) => ({ fold: row.fold, gain: flatOf.get(row.row)! - errorOfRow(row) }))
  const perFold = [...Map.groupBy(gains, ({ fold }) => fold).values()].map((rows) => mean(rows.map(({ gain }) => gain)))
  const spread = perFold.length > 1 ? standardDeviation(perFold) : Infinity
  return { value: mean(gains.map(({ gain }) => gain)), error: spread / Math.sqrt(perFold.length) }
}

/** Refuses what no chain can be made of: see {@link trainChain}. */
export function requireChain(given: LearningTable, observed: readonly string[]): void {
  const names = given.inputs.map(({ name }) => name)
  const wrong = observed.find((name) => !given.inputs.some((column) => column.name === name && (column.kind === 'number' || column.kind === 'category')))
  if (wrong !== undefined || observed.length === 0) {
    throw new Refusal('learning.chain_columns', {
      en: `“${wrong ?? ''}” is no observed number or category among the inputs (${names.join(', ')}). Name what is measured on the way.`,
      ko: `“${wrong ?? ''}”은(는) 입력(${names.join(', ')}) 가운데 관찰된 수치나 범주 열이 아닙니다. 중간에 측정한 열의 이름을 지정하십시오.`,
    }, { column: wrong ?? null, columns: names })
  }
  if (observed.length === names.length) {
    throw new Refusal('learning.chain_chosen', {
      en: 'All inputs come out on the way; keep at least one that is known beforehand, such as the composition.',
      ko: '모든 입력이 중간에 나오는 값입니다. 조성처럼 미리 아는 입력을 하나 이상 두십시오.',
    }, { columns: names })
  }
  if (given.target.kind !== 'number') {
    throw new Refusal('learning.chain_target', {
      en: `A chain ends in a number; “${given.target.name}” holds labels.`,
      ko: `사슬 모델의 목표는 수치여야 합니다. “${given.target.name}”은(는) 범주입니다.`,
    }, { target: given.target.name })
  }
  if (given.times) {
    throw new Refusal('learning.chain_time', {
      en: 'A chain is not judged forward in time. Leave the time out, or name no column as on the way.',
      ko: '사슬 모델은 시간 순서 검증을 지원하지 않습니다. 시간을 빼거나 중간에 나오는 열을 지정하지 마십시오.',
    })
  }
}
