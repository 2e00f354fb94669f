import { Refusal } from '#science/refusal.ts'
import type { Column } from './columns.ts'
import { columnRows } from './columns.ts'
import { explainPredictions } from './contributions.ts'
import type { Contribution, Explanation } from './contributions.ts'
import { backgroundOf } from './model-file.ts'
import type { OpenModel } from './model-file.ts'
import type { RegressionModel } from './model.ts'

/** What columns, templates and stages did to the predictions of many rows. */
export type Explained = {
  readonly rows: readonly Explanation[]
  /** The mean of the absolute contributions over the rows, greatest first. */
  readonly mean: readonly { readonly by: Contribution['by']; readonly name: string; readonly value: number }[]
}

/** What is explained of a model: its number, or for labels the probability of one class (null for a model of numbers). */
export type Of = { readonly label: string | null; readonly seed: number }

/**
 * Splits the prediction of each row over columns, templates and stages, against rows that the model learned from.
 *
 * On the model's scale: the target's unit, its log10, or the probability of the label.
 */
export function explainRows(
  opened: OpenModel, rows: readonly Column[], of: Of, onShare: (share: number) => void = () => {},
): Explained {
  const model = numbersOf(opened, of.label)
  const background = backgroundOf(opened)
  const n = rows[0]?.values.length ?? 0
  const explained = Array.from({ length: n }, (_, row) => {
    onShare(row / n)
    return explainPredictions(model, rows.map((column) => columnRows(column, [row])), background, { seed: of.seed })[0]!
  })
  const parts = explained[0]?.contributions ?? []
  const mean = parts.map(({ by, name }, at) => (
    { by, name, value: explained.reduce((sum, one) => sum + Math.abs(one.contributions[at]!.value), 0) / n }
  ))
  return { rows: explained, mean: mean.toSorted((a, b) => b.value - a.value) }
}

/** A single background row takes many orders at little cost. */
const DIFFERENCE_ORDERS = 400

/**
 * Splits the difference of two predictions over what differs between their rows: `prediction` of the first, `base` of the
 * second, and contributions that add up to the first less the second.
 *
 * Shapley values with the second row as the only background; a column that is the same in both has none.
 */
export function explainDifference(opened: OpenModel, first: readonly Column[], second: readonly Column[], of: Of): Explanation {
  return explainPredictions(numbersOf(opened, of.label), first, second, { seed: of.seed, orders: DIFFERENCE_ORDERS })[0]!
}

/** A model as one of a number, that contributions can add up to. */
function numbersOf({ model, artefact }: OpenModel, label: string | null): RegressionModel {
  if (model.task === 'regression') {
    if (label === null) return model
    throw new Refusal('learning.no_labels', {
      en: `The model predicts the number "${artefact.target.name}", no labels. Leave --label out.`,
      ko: `이 모델은 범주가 아니라 수치 "${artefact.target.name}"을(를) 예측합니다. --label을 빼십시오.`,
    })
  }
  const { classes } = model
  const at = label === null ? -1 : classes.indexOf(label)
  if (at < 0) {
    const choices = classes.map((name) => `"${name}"`).join(', ')
    throw new Refusal('learning.label_needed', {
      en: `The model predicts labels: say with --label whose probability to explain${label === null ? '' : `, not "${label}"`}. `
        + `There are: ${choices}.`,
      ko: `범주를 예측하는 모델입니다. 어느 범주의 확률을 설명할지 --label로 지정하십시오${label === null ? '' : `(입력값: "${label}")`}. `
        + `있는 범주: ${choices}.`,
    }, { label, classes })
  }
  const mean = (X: Float64Array) => model.predictEncoded(X).filter((_, index) => index % classes.length === at)
  return {
    ...model, task: 'regression', logTarget: false, meanEncoded: mean, parts: { trees: [], rest: mean },
    predict: () => { throw new Error('Only the mean of a label is asked for') },
    predictEncoded: () => { throw new Error('Only the mean of a label is asked for') },
  }
}
