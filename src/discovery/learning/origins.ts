import type { Text } from '#science/refusal.ts'
import type { ModelArtefact } from './artefact.ts'
import type { RegressionErrors } from './card.ts'
import { tableRows } from './columns.ts'
import type { LearningTable } from './columns.ts'
import { partOf } from './progress.ts'
import type { OnProgress } from './progress.ts'
import { train } from './train.ts'
import type { TrainOptions } from './train.ts'

/** The input that says what kind of knowledge a row is. */
export const ORIGIN = 'origin'
/** Others' rows must lessen the error by this share of it to be kept; less is chance. */
const MIN_GAIN = 0.01

/**
 * Trains on rows of several origins, to predict those of one: measured strengths with the help of computed ones.
 *
 * Two models are tried on the same rows held out, all of the origin `wanted`: one that learned from rows of that origin alone, and
 * one that learned from all, with the origin as an input (so that it may learn that computed values lie lower). The others are
 * left out where they do not lessen the error by a hundredth, and the card says what was gained or would have been lost.
 * Rows without a target count for neither. Refuses what `train` refuses of the wanted rows.
 */
export function trainAcrossOrigins(
  table: LearningTable, origins: readonly string[], wanted: string, options: TrainOptions, onProgress: OnProgress = () => {},
): ModelArtefact {
  const rows = Uint32Array.from({ length: table.n }, (_, row) => row)
  const own = rows.filter((row) => origins[row] === wanted)
  const others = rows.filter((row) => origins[row] !== wanted && table.target.values[row] !== null).length
  const trainAlone = (hear: OnProgress) => placed(train(tableRows(table, own), options, hear), own)
  if (others === 0 || table.target.kind !== 'number') return trainAlone(onProgress)
  const alone = trainAlone(partOf(onProgress, 0, 0.4))
  const all = train({
    ...table, inputs: [...table.inputs, { name: ORIGIN, kind: 'category', values: origins }],
    judged: origins.map((origin) => origin === wanted),
  }, options, partOf(onProgress, 0.4, 1))
  const without = (alone.card.errors as RegressionErrors).mae
  const withAll = (all.card.errors as RegressionErrors).mae
  if (withAll < (1 - MIN_GAIN) * without) {
    return {
      ...all, constants: { [ORIGIN]: wanted },
      card: { ...all.card, notes: [...all.card.notes, gained(others, wanted, without, withAll)] },
    }
  }
  return { ...alone, card: { ...alone.card, notes: [...alone.card.notes, leftOut(others, wanted, without, withAll)] } }
}

/** The artefact with its held-out rows told by where they stand in the whole table. */
export function placed(artefact: ModelArtefact, own: Uint32Array): ModelArtefact {
  const outOfFold = artefact.card.outOfFold.map((row) => ({ ...row, row: own[row.row]! }))
  return { ...artefact, card: { ...artefact.card, outOfFold } }
}

const WORDS: Readonly<Record<string, Text>> = {
  measured: { en: 'measured', ko: '측정값' }, computed: { en: 'computed', ko: '계산값' },
  predicted: { en: 'predicted', ko: '예측값' }, specified: { en: 'specified', ko: '지정값' },
}
const wordOf = (origin: string): Text => WORDS[origin] ?? { en: origin, ko: origin }
const figure = (value: number) => String(Number(value.toPrecision(3)))

function gained(others: number, wanted: string, without: number, withAll: number): Text {
  const share = Math.round(100 * (1 - withAll / without))
  return {
    en: `${others} rows of other origins help: on ${wordOf(wanted).en} rows held out the mean error is ${figure(withAll)} with them and `
      + `${figure(without)} without (${share} % less). Predictions are of ${wordOf(wanted).en} values.`,
    ko: `출처 구분이 다른 행 ${others}개가 도움이 됩니다. 검증용 ${wordOf(wanted).ko} 행에서 평균 오차는 이들을 함께 쓰면 ${figure(withAll)}, `
      + `쓰지 않으면 ${figure(without)}입니다(${share} % 감소). 예측은 ${wordOf(wanted).ko} 기준입니다.`,
  }
}

function leftOut(others: number, wanted: string, without: number, withAll: number): Text {
  return {
    en: `${others} rows of other origins were left out: with them the mean error on ${wordOf(wanted).en} rows held out would be `
      + `${figure(withAll)}, without them it is ${figure(without)}.`,
    ko: `출처 구분이 다른 행 ${others}개는 제외했습니다. 함께 쓰면 검증용 ${wordOf(wanted).ko} 행의 평균 오차가 ${figure(withAll)}, 쓰지 않으면 `
      + `${figure(without)}입니다.`,
  }
}
