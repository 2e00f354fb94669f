import type { z } from 'zod'
import type { ModelNewsSchema } from '#contract/schemas/model-reading.ts'
import type { Text } from '#science/refusal.ts'
import type { Column } from '#discovery/learning/columns.ts'
import { binomialTail } from '#science/numerics/binomial.ts'
import { mean } from '#science/numerics/summary.ts'
import type { Actor } from '../actor.ts'
import type { Installation } from '../installation.ts'
import { openFitted } from './fitted.ts'
import { learningTable } from './learning-table.ts'
import { readModelFile } from './models.ts'
import { tableOfModel } from './table-of-model.ts'

type ModelNews = z.infer<typeof ModelNewsSchema>

/**
 * How a model fares with rows that have come into its table since it learned.
 *
 * The table is built as it stands now, whether or not the model learned from a frozen one. An alarm says what is unlikely to be
 * chance: fewer values inside their 90 % intervals, or more rows outside of what was learned from, than one in a hundred such
 * sets of rows would have.
 */
export async function modelNews(at: Installation, actor: Actor, id: string): Promise<ModelNews> {
  const { model: { request }, file } = await readModelFile(at, actor, id)
  const fitted = openFitted(file)
  const { built } = await tableOfModel(at, actor, { table: request.table })
  // New rows are foretold by what is known beforehand, as the model was judged.
  const inputsBefore = request.inputs.filter((name) => !request.on_the_way?.includes(name))
  const { table, records } = learningTable(built, { ...request, inputs: inputsBefore, on_the_way: [] })
  const known = new Set(fitted.records.map(({ record }) => record))
  const now = new Set(records.map(({ record }) => record))
  const gone = fitted.records.filter(({ record }) => !now.has(record)).length
  const { target } = table
  const fresh = [...records.keys()].filter((row) => !known.has(records[row]!.record)
    && !(target.kind === 'number' && target.limits?.[row]))
  const unit = fitted.artefact.target.unit
  if (fresh.length === 0) return { rows: 0, gone, mae: null, coverage_90: null, outside: null, unit, alarms: [] }
  const inputs = table.inputs.map((column) => ({ ...column, values: fresh.map((row) => column.values[row]) }) as Column)
  const said = fitted.model.predict(inputs)
  const observed = fresh.map((row) => target.values[row] as number)
  const inside = said.filter(({ intervals: { 90: [low, high] } }, at) => observed[at]! >= low && observed[at]! <= high).length
  const outside = said.filter(({ distance }) => distance > 1).length
  const n = fresh.length
  return {
    rows: n, gone, unit, mae: mean(said.map(({ mean: centre }, at) => Math.abs(centre - observed[at]!))),
    coverage_90: inside / n, outside: outside / n,
    alarms: alarmsOf(n, inside, outside),
  }
}

const CHANCE = 0.01
/** Of rows like those learned from, one in twenty lies farther out than 95 % of them lie from each other. */
const USUALLY_OUTSIDE = 0.05

/** What is unlikely to be chance of n new rows, of which so many are inside their 90 % intervals and outside the range. */
export function alarmsOf(n: number, inside: number, outside: number): Text[] {
  const percent = (part: number) => `${Math.round((100 * part) / n)} %`
  return [
    ...(binomialTail(n, n - inside, 0.1) < CHANCE ? [{
      en: `Only ${percent(inside)} of ${n} new values lie in their 90 % intervals: the model no longer holds for what is made now. Train it anew.`,
      ko: `새 값 ${n}개 중 ${percent(inside)}만 90 % 구간에 들었습니다. 지금 만들어지는 소재에는 이 모델이 맞지 않습니다. 다시 학습하십시오.`,
    }] : []),
    ...(binomialTail(n, outside, USUALLY_OUTSIDE) < CHANCE ? [{
      en: `${percent(outside)} of ${n} new rows lie outside of what the model learned from. Train it anew to make it know them.`,
      ko: `새 행 ${n}개 중 ${percent(outside)}이(가) 모델이 학습한 범위를 벗어납니다. 다시 학습하여 범위를 넓히십시오.`,
    }] : []),
  ]
}
