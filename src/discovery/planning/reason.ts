import { formulaText } from '#science/chemistry/formula-parts.ts'
import { digitsLeft } from '#science/numerics/digits-left.ts'
import { formatUnit } from '#science/quantities/format-unit.ts'
import type { Text } from '#science/refusal.ts'
import { cellTermsText } from '#record/tables/cell-terms.ts'
import type { Field } from '#record/templates/template.ts'
import type { Fractions } from '../learning/columns.ts'
import type { Prediction } from '../learning/model.ts'
import type { Known } from './known.ts'
import type { Point } from './point.ts'

/**
 * How a column, and the terms that stand in it, are called by people, and the unit of its numbers; a column or term
 * without words is told as it is.
 */
export type ColumnWords = Readonly<Record<string, Pick<Field, 'label' | 'vocabulary'> & { readonly unit?: string | null }>>

export type ReasonFacts = {
  readonly words: ColumnWords
  readonly point: Point
  readonly columns: readonly string[]
  readonly prediction: Prediction
  /** Probability of beating the best known, 0…1. */
  readonly chance: number
  readonly best: Pick<Known, 'name' | 'observed'>
  readonly known: readonly Known[]
  readonly nearest: Known | null
  /** Of the nearest known row, in the sense of `Geometry`. */
  readonly nearestDistance: number
  readonly unit: string | null
  readonly logTarget: boolean
  /** The point's sd over the median sd of the space. */
  readonly certainty: number
}

/** From half as much again on, a point is called uncertain; the same ratio the other way, sure. */
const UNCERTAIN = 1.5
/** A distance of 1 is the edge of the range that the model has seen (`Prediction.distance`). */
const EDGE = 1

/** Says in words, from numbers alone, why a point is proposed: what is predicted, what it would teach, what is near. */
export function explain(facts: ReasonFacts): Text {
  const sentences = [promise(facts), lesson(facts), neighbourhood(facts)].filter((text) => text !== null)
  return { en: sentences.map(({ en }) => en).join(' '), ko: sentences.map(({ ko }) => ko).join(' ') }
}

function promise({ prediction, best, chance, unit, logTarget }: ReasonFacts): Text {
  const { mean, sd, intervals } = prediction
  const text = (value: number) => numberText(value, logTarget ? null : sd)
  const withUnit = (value: string) => withUnitOf(value, unit)
  const [low, high] = intervals['90']
  const difference = differenceText(mean, best.observed, text, withUnit, logTarget)
  const bestText = withUnit(exactText(best.observed))
  const odds = chanceText(chance)
  return {
    en: `Predicted ${withUnit(text(mean))} (90 % interval ${text(low)} to ${withUnit(text(high))}), `
      + `${difference.en} the best known ${bestText} (${formulaText(best.name)}). The model gives it ${odds.en} of being better `
      + 'than that.',
    ko: `예측값은 ${withUnit(text(mean))}(90 % 구간 ${text(low)}~${withUnit(text(high))})이며, 알려진 가장 좋은 값 `
      + `${bestText}(${formulaText(best.name)})${difference.ko}. 이보다 나을 확률은 ${odds.ko}로 추정됩니다.`,
  }
}

function differenceText(
  mean: number, best: number, text: (value: number) => string, withUnit: (value: string) => string, logTarget: boolean,
): Text {
  if (logTarget) {
    const ratio = mean / best
    return { en: `${exactText(ratio, 2)} times`, ko: `의 ${exactText(ratio, 2)}배입니다` }
  }
  const size = text(Math.abs(mean - best))
  if (Number(size) === 0) return { en: 'about equal to', ko: '과(와) 거의 같습니다' }
  return mean > best
    ? { en: `${withUnit(size)} above`, ko: `보다 ${withUnit(size)} 높습니다` }
    : { en: `${withUnit(size)} below`, ko: `보다 ${withUnit(size)} 낮습니다` }
}

/** A model's probability is not worth more than a digit or so. */
function chanceText(chance: number): Text {
  const percent = chance * 100
  if (percent < 1) return { en: 'a chance below 1 %', ko: '1 % 미만으' }
  if (percent > 99) return { en: 'a chance above 99 %', ko: '99 % 이상으' }
  const round = percent < 10 || percent > 90 ? Math.round(percent) : Math.round(percent / 5) * 5
  return { en: `a chance of about ${round} %`, ko: `약 ${round} %` }
}

/** What a result would teach; null where nothing stands out. */
function lesson(facts: ReasonFacts): Text | null {
  const texts = [newElements(facts), beyondRange(facts), uncertainty(facts)].filter((text) => text !== null)
  if (texts.length === 0) return null
  return { en: texts.map(({ en }) => en).join(' '), ko: texts.map(({ ko }) => ko).join(' ') }
}

function newElements({ point, columns, known }: ReasonFacts): Text | null {
  for (const column of columns) {
    const value = point[column]
    if (typeof value !== 'object') continue
    const elements = elementsOf(value)
    const seen = known.map((row) => row.point[column]).filter((other) => typeof other === 'object')
      .map((other) => new Set(elementsOf(other)))
    if (seen.length === 0) continue
    const isSeen = (wanted: readonly string[]) => seen.some((set) => wanted.every((symbol) => set.has(symbol)))
    const single = elements.find((symbol) => !isSeen([symbol]))
    if (single) {
      return { en: `No known row contains ${single}.`, ko: `${single}을(를) 포함한 기록은 아직 없습니다.` }
    }
    for (const [at, first] of elements.entries()) {
      const second = elements.slice(at + 1).find((symbol) => !isSeen([first, symbol]))
      if (second) {
        return {
          en: `No known row contains ${first} and ${second} together.`,
          ko: `${first}–${second} 조합을 포함한 기록은 아직 없습니다.`,
        }
      }
    }
    if (!seen.some((set) => set.size === elements.length && elements.every((symbol) => set.has(symbol)))) {
      const combination = elements.join('–')
      return {
        en: `The combination ${combination} is not among the known rows.`,
        ko: `${combination} 조합은 기존 기록에 없습니다.`,
      }
    }
  }
  return null
}

function beyondRange({ prediction: { distance } }: ReasonFacts): Text | null {
  if (distance <= EDGE) return null
  return {
    en: `It lies outside the range the model was trained on (distance ${distance.toFixed(1)}; 1 is the edge), so the `
      + 'prediction is an extrapolation and a result would widen that range.',
    ko: `학습 범위를 벗어난 점(거리 ${distance.toFixed(1)}, 경계 1)이므로 예측은 외삽이며, 결과를 얻으면 모델의 적용 범위가 넓어집니다.`,
  }
}

function uncertainty({ certainty }: ReasonFacts): Text | null {
  const ratio = exactText(certainty, 2)
  if (certainty >= UNCERTAIN) {
    return {
      en: `The model is less sure here than in most of the space (${ratio} times the typical uncertainty), so a result `
        + 'would teach it more than most.',
      ko: `이 공간의 다른 점보다 불확실성이 커서(중앙값의 ${ratio}배) 결과에서 배울 것이 많은 편입니다.`,
    }
  }
  if (certainty <= 1 / UNCERTAIN) {
    return {
      en: `The model is surer here than in most of the space (${ratio} times the typical uncertainty), so this mainly `
        + 'tests its best guess.',
      ko: `이 공간의 다른 점보다 불확실성이 작아(중앙값의 ${ratio}배) 예측을 확인하는 성격의 실험입니다.`,
    }
  }
  return null
}

/** Nearer than 5 at.% exchanged, or a twentieth of a range, a point is a variation of what is known. */
const SMALL_STEP = 0.05
/** At most so many differences from the nearest row are told. */
const DIFFERENCES = 3

function neighbourhood({ point, columns, nearest, nearestDistance, unit, words }: ReasonFacts): Text | null {
  if (!nearest) return null
  const sign = nearest.limit === undefined ? '' : nearest.limit === 'below' ? '< ' : '> '
  const observed = sign + withUnitOf(exactText(nearest.observed), unit)
  const differences = columns.flatMap((column) => columnDifferences(column, point[column], nearest.point[column], words))
  const shown = differences.sort((a, b) => b.size - a.size).slice(0, DIFFERENCES)
  const more = differences.length > DIFFERENCES
  const list = (language: 'en' | 'ko') => shown.map(({ text }) => text[language]).join(', ')
  const changes = shown.length === 0 ? { en: '', ko: '' } : {
    en: `; compared with it ${list('en')}${more ? ' and more' : ''}`,
    ko: `, 차이: ${list('ko')}${more ? ' 등' : ''}`,
  }
  const small = nearestDistance < SMALL_STEP
  return {
    en: `Nearest known row: ${formulaText(nearest.name)} (${observed})${changes.en}.${small ? ' This is a small step from it.' : ''}`,
    ko: `가장 가까운 기록: ${formulaText(nearest.name)}(${observed})${changes.ko}.${small ? ' 이 기록에서 조금만 바꾼 실험입니다.' : ''}`,
  }
}

type Difference = { readonly size: number; readonly text: Text }

function columnDifferences(
  column: string, value: Point[string] | undefined, other: Point[string] | undefined, words: ColumnWords,
): Difference[] {
  if (value === undefined) return []
  if (typeof value === 'object') {
    if (typeof other !== 'object') return []
    return [...new Set([...elementsOf(value), ...elementsOf(other)])].flatMap((symbol) => {
      const change = ((value[symbol] ?? 0) - (other[symbol] ?? 0)) * 100
      // Below a twentieth of an atomic per cent the change would read as zero.
      if (Math.abs(change) < 0.05) return []
      const text = `${symbol} ${change > 0 ? '+' : '−'}${Number(Math.abs(change).toFixed(1))} at.%`
      return [{ size: Math.abs(change) / 100, text: { en: text, ko: text } }]
    })
  }
  if (value === other) return []
  const name = words[column]?.label ?? { en: column, ko: column }
  const write = (cell: Point[string]): Text => {
    if (typeof cell === 'number') {
      const measure = withUnitOf(exactText(cell), words[column]?.unit ?? null)
      return { en: measure, ko: measure }
    }
    return cellTermsText(String(cell), words[column] ?? {})
  }
  const to = write(value)
  if (other === undefined) {
    return [{ size: 0.5, text: { en: `${name.en} ${to.en} (there not recorded)`, ko: `${name.ko} ${to.ko}(그 기록에는 없음)` } }]
  }
  const from = write(other)
  if (from.en === to.en) return []
  return [{ size: 1, text: { en: `${name.en} ${from.en} → ${to.en}`, ko: `${name.ko} ${from.ko} → ${to.ko}` } }]
}

function withUnitOf(number: string, unit: string | null): string {
  return unit === null || unit === '1' ? number : `${number} ${formatUnit(unit)}`
}

function elementsOf(fractions: Fractions): string[] {
  return Object.keys(fractions).filter((symbol) => fractions[symbol]! > 0)
}

/** A predicted number to the digits that its sd leaves (two of the sd), or to three digits where there is no sd. */
function numberText(value: number, sd: number | null): string {
  const digits = digitsLeft(value, sd)
  return digits === 0 ? '0' : exactText(value, digits)
}

/** A number in plain digits where that is short, else with a power of ten. */
function exactText(value: number, digits = 4): string {
  const rounded = Number(value.toPrecision(digits))
  const size = Math.abs(rounded)
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? rounded.toExponential() : String(rounded)
}
