import type { ModelArtefact } from '../artefact.ts'
import type { Bounds } from '../bounds.ts'
import { columnRows } from '../columns.ts'
import type { Column, LearningTable, Target } from '../columns.ts'
import type { FittedModel } from '../model.ts'
import { partOf } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { train } from '../train.ts'
import type { TrainOptions } from '../train.ts'
import type { Link } from './draws.ts'

/** A link as plain JSON: the column without its values, and the model of it. */
export type LinkArtefact = { readonly column: Omit<Column, 'values'>; readonly model: ModelArtefact }

export type LinkOptions = Pick<TrainOptions, 'seed'> & {
  readonly load: (artefact: ModelArtefact) => FittedModel
  /** What is physically possible of observed numbers, by column, in the unit of its values. */
  readonly bounds?: ReadonlyMap<string, Bounds>
}

/**
 * Learns each observed column from what is chosen and the observed columns before it, by all rows that have it.
 *
 * `inputs` are the table's with the link's answer where nothing was observed, in the order chosen, then observed. Links are
 * learned by a few extra trees, with and without statistics over element properties: a chain has a link for each column in each fold, and
 * these do best for their time. Boosting of many rare labels, such as sets of phases, may come to no probabilities at all.
 */
export function fitLinks(
  table: LearningTable, observed: readonly string[], { load, bounds, ...options }: LinkOptions, onProgress: OnProgress,
): { links: LinkArtefact[]; inputs: Column[] } {
  const { n, groups } = table
  let inputs = table.inputs.filter(({ name }) => !observed.includes(name))
  const links = observed.map((name, index): LinkArtefact => {
    const { values, ...column } = table.inputs.find((one) => one.name === name)!
    const whole = { ...column, values } as Column
    const target = asTarget(whole, bounds?.get(name))
    const model = train({ n, inputs, target, ...(groups && { groups }) },
      { ...options, family: 'et', effort: 'quick', logTarget: spansDecades(whole), importance: false },
      partOf(onProgress, index / observed.length, (index + 1) / observed.length))
    inputs = [...inputs, filled(whole, load(model), inputs)]
    return { column, model }
  })
  return { links, inputs: [...inputs] }
}

/** Makes links draw. */
export function loadLinks(links: readonly LinkArtefact[], load: (artefact: ModelArtefact) => FittedModel): Link[] {
  return links.map(({ column, model }) => {
    const calibration = 'lines' in model.certainty ? model.certainty.calibration : null
    return {
      column, model: load(model), half90: calibration ? calibration.factors[89]! / calibration.sdFactor : 0,
      ...(model.target.kind === 'number' && model.target.bounds && { bounds: model.target.bounds }),
    }
  })
}

function asTarget(column: Column, bounds: Bounds | undefined): Target {
  const { name, unit } = column
  if (column.kind === 'number') return { name, kind: 'number', values: column.values, ...(unit && { unit }), ...(bounds && { bounds }) }
  if (column.kind === 'category') return { name, kind: 'category', values: column.values }
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
