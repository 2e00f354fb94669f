import type { z } from 'zod'
import type { DependenceSchema, ModelRowsSchema } from '#contract/schemas/model-reading.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { Column, VectorColumn } from '#discovery/learning/columns.ts'
import { normalisedFractions } from '#discovery/learning/encoding/element-statistics.ts'
import { partialDependence } from '#discovery/learning/partial-dependence.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openFitted } from './fitted.ts'
import { readModelFile } from './models.ts'
import type { ModelCard } from './models.ts'

type ModelRows = z.infer<typeof ModelRowsSchema>

/** The rows that a model was judged on, with its inputs, to hold errors against any of them. */
export async function rowsOfModel(at: Installation, actor: Actor, id: string): Promise<ModelRows> {
  const { model: { card }, file } = await readModelFile(at, actor, id)
  const { inputs, records } = file
  const place = new Map(records.map(({ record }, row) => [record, row]))
  const rows = card!.parity.filter(({ record }) => place.has(record))
  const order = rows.map(({ record }) => place.get(record)!)
  return { rows, columns: inputs.flatMap((column) => shownColumns(column, order, labelOf(card!, column.name))) }
}

/** An element must be in this share of the rows to have a column of its own. */
const FREQUENT = 0.1

function shownColumns(column: Column, order: readonly number[], label: Text): ModelRows['columns'] {
  const { name } = column
  if (column.kind === 'vector') return numbersOf(column, order, label)
  if (column.kind !== 'composition') {
    const { kind } = column
    return [{ name, label, kind, unit: column.unit ?? null, values: order.map((row) => column.values[row]!) }]
  }
  const shares = order.map((row) => new Map(normalisedFractions(column.values[row]!)))
  const counts = Map.groupBy(shares.flatMap((share) => [...share.keys()]), (symbol) => symbol)
  return [...counts].filter(([, all]) => all.length >= FREQUENT * order.length).sort((a, b) => b[1].length - a[1].length)
    .map(([symbol]) => ({
      name: `${name}.${symbol}`, label: { en: `${symbol} in ${label.en}`, ko: `${label.ko}의 ${symbol}` }, kind: 'number' as const,
      unit: 'at.%', values: shares.map((share) => (share.size === 0 ? null : 100 * (share.get(symbol) ?? 0))),
    }))
}

/** The main numbers of a structure that vary, each as a column; their names tell their units. */
function numbersOf({ name, names, main = names.length, values }: VectorColumn, order: readonly number[], label: Text): ModelRows['columns'] {
  return names.slice(0, main).map((number, at) => ({
    name: `${name}.${number}`, label: { en: `${label.en}: ${number}`, ko: `${label.ko}: ${number}` }, kind: 'number' as const,
    unit: null, values: order.map((row) => values[row]?.[at] ?? null),
  })).filter((column) => new Set(column.values.filter((value) => value !== null)).size > 1)
}

/** Rows that a dependence is averaged over; more would be smoother and slower. */
const AVERAGED = 100

/** Partial dependence of a model on one of its numbers or categories. Refuses other inputs (`model.no_dependence`). */
export async function dependenceOf(
  at: Installation, actor: Actor, id: string, input: string,
): Promise<z.infer<typeof DependenceSchema>> {
  const { file } = await readModelFile(at, actor, id)
  const fitted = openFitted(file)
  const column = fitted.inputs.find(({ name }) => name === input)
  if (column?.kind !== 'number' && column?.kind !== 'category') throw noDependence(input, fitted.inputs)
  const step = Math.max(1, Math.ceil(fitted.records.length / AVERAGED))
  const rows = fitted.inputs.map((one) => ({ ...one, values: one.values.filter((_, row) => row % step === 0) }) as Column)
  return { input, unit: column.unit ?? null, points: partialDependence(fitted.model, rows, column) }
}

export function labelOf(card: ModelCard, name: string): Text {
  return card.inputs.find((input) => input.name === name)?.label ?? { en: name, ko: name }
}

function noDependence(input: string, inputs: readonly Column[]): Refusal {
  const names = inputs.filter(({ kind }) => kind === 'number' || kind === 'category').map(({ name }) => name)
  return new Refusal('model.no_dependence', {
    en: `“${input}” is no number or category that the model learns from; those are: ${names.join(', ') || 'none'}.`,
    ko: `“${input}”은(는) 이 모델이 입력으로 쓰는 수치나 범주가 아닙니다. 가능한 입력: ${names.join(', ') || '없음'}.`,
  }, { input, inputs: names })
}
