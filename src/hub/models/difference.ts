import type { z } from 'zod'
import type { ComparedSchema, DifferenceSchema } from '#contract/schemas/model-reading.ts'
import { Refusal } from '#science/refusal.ts'
import { columnRows } from '#discovery/learning/columns.ts'
import type { Column, Fractions } from '#discovery/learning/columns.ts'
import { explainPredictions } from '#discovery/learning/contributions.ts'
import { normalisedFractions } from '#discovery/learning/encoding/element-statistics.ts'
import { STAGE_LABELS } from '#record/stages.ts'
import type { Stage } from '#record/stages.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { fieldsOfModel } from './fields-of-model.ts'
import { openFitted } from './fitted.ts'
import type { Fitted } from './fitted.ts'
import { labelOf } from './model-rows.ts'
import { readModelFile } from './models.ts'
import { readCases } from './read-cases.ts'

type Compared = z.infer<typeof ComparedSchema>

/**
 * Why one prediction is another than that: the difference of the two, split over the inputs, their templates and stages.
 *
 * Shapley values with the other row as the only background, so that the parts of each list add up to the difference; with a
 * log target they do so on the scale of log10. Refuses a record that the model did not learn from (`model.row_unknown`).
 */
export async function differenceOf(
  at: Installation, actor: Actor, id: string, one: Compared, other: Compared,
): Promise<z.infer<typeof DifferenceSchema>> {
  const { hub, model, file } = await readModelFile(at, actor, id)
  const fitted = openFitted(file)
  const fieldOf = await fieldsOfModel(at.db, hub, model)
  const sideOf = (compared: Compared) => ('record' in compared
    ? knownSide(fitted, compared.record)
    : { name: null, observed: null, inputs: readCases(fitted.inputs, fieldOf, [compared.case]) })
  const [here, there] = [sideOf(one), sideOf(other)]
  const explained = explainPredictions(fitted.model, here.inputs, there.inputs, { seed: 1, orders: 400 })[0]!
  const parts = (by: 'column' | 'template' | 'stage') => explained.contributions.filter((part) => part.by === by)
    .map(({ name, value }) => ({ name, value })).sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const titles = new Map(model.card!.inputs.flatMap(({ template, label }) => (template ? [[template, label] as const] : [])))
  const { unit } = fitted.artefact.target
  return {
    one: { name: here.name, observed: here.observed, mean: explained.prediction },
    other: { name: there.name, observed: there.observed, mean: explained.base },
    unit: fitted.model.logTarget ? `log10(${unit ?? '1'})` : unit,
    by_column: parts('column').map(({ name, value }) => {
      const column = fitted.inputs.find((input) => input.name === name)
      return {
        name, value, label: labelOf(model.card!, name), unit: column?.unit ?? null,
        one: written(here.inputs, name), other: written(there.inputs, name),
      }
    }),
    by_template: parts('template').map(({ name, value }) => ({ name, value, label: titles.get(name) ?? { en: name, ko: name } })),
    by_stage: parts('stage').map(({ name, value }) => ({
      name, value, label: STAGE_LABELS[name as Stage] ?? { en: name, ko: name },
    })),
  }
}

function knownSide({ inputs, records, observed }: Fitted, record: string) {
  const row = records.findIndex((known) => known.record === record)
  if (row < 0) {
    throw new Refusal('model.row_unknown', {
      en: 'The model did not learn from this record. Describe it as a case, or choose a row that it was trained on.',
      ko: '이 모델이 학습하지 않은 기록입니다. 값을 입력하여 비교하거나 학습에 쓰인 행을 선택하십시오.',
    }, { record })
  }
  return { name: records[row]!.name, observed: observed[row]!, inputs: inputs.map((column) => columnRows(column, [row])) }
}

/** The one value of a column as people write it; a composition in atomic per cent, a structure as a tick where it is known. */
function written(inputs: readonly Column[], name: string): number | string | null {
  const column = inputs.find((input) => input.name === name)
  const value = column?.values[0] ?? null
  if (column?.kind === 'vector') return value === null ? null : '✓'
  if (value === null || typeof value !== 'object') return value
  return normalisedFractions(value as Fractions)?.map(([symbol, share]) => `${symbol}${Number((100 * share).toFixed(1))}`).join('') ?? null
}
