import { z } from 'zod'
import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import { summaryUnit } from '#record/curves/summary-unit.ts'
import type { Axis, Summary } from '#record/templates/template.ts'
import { UnitTextSchema } from './record.ts'
import { TextSchema } from './text.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _')
const window = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high, 'a window is written [low, high]')

export const AxisSchema = z
  .strictObject({ name, label: TextSchema, unit: UnitTextSchema, iri: z.url().optional() })
  .meta({ id: 'Axis' })

const summary = { name, axis: name }
export const SummarySchema = z
  .discriminatedUnion('of', [
    z.strictObject({ of: z.enum(['maximum', 'minimum', 'x_at_maximum', 'last_over_first']), ...summary }),
    z.strictObject({ of: z.enum(['value_at', 'x_at']), ...summary, at: z.number() }),
    z.strictObject({ of: z.literal('slope'), ...summary, between: window }),
    z.strictObject({ of: z.enum(['mean', 'area']), ...summary, between: window.optional() }),
  ])
  .meta({ id: 'CurveSummary' })

type FieldOfTemplate = {
  readonly name: string
  readonly type: string
  readonly unit?: string | undefined
  readonly axes?: readonly z.output<typeof AxisSchema>[] | undefined
  readonly ascending?: boolean | undefined
  readonly summaries?: readonly z.output<typeof SummarySchema>[] | undefined
}

/** What is wrong with the curves of a template, each with its place among the fields; the first of each field. */
export function problemsOfCurves(fields: readonly FieldOfTemplate[]): { readonly path: (string | number)[]; readonly message: string }[] {
  return fields.flatMap((field, place) => {
    const message = field.type === 'curve' ? problemOfCurve(field, fields) : problemOfOther(field)
    return message === null ? [] : [{ path: [place], message: `${field.name}: ${message}` }]
  })
}

function problemOfOther({ axes, ascending, summaries }: FieldOfTemplate): string | null {
  return axes ?? ascending ?? summaries ? 'axes, ascending and summaries belong to a field of type curve' : null
}

function problemOfCurve({ axes = [], ascending, summaries = [] }: FieldOfTemplate, fields: readonly FieldOfTemplate[]): string | null {
  if (axes.length < 2) return 'a curve has axes: x first, then one or more y'
  if (new Set(axes.map((axis) => axis.name)).size < axes.length) return 'each axis needs a name of its own'
  for (const axis of axes) if (!isUnit(axis.unit)) return `the unit ${axis.unit} is not known`
  for (const each of summaries as readonly Summary[]) {
    const problem = problemOfSummary(each, axes as readonly Axis[], ascending ?? false, fields)
    if (problem) return `${each.name}: ${problem}`
  }
  return null
}

function problemOfSummary(
  each: Summary, axes: readonly Axis[], ascending: boolean, fields: readonly FieldOfTemplate[],
): string | null {
  const place = axes.findIndex((axis) => axis.name === each.axis)
  if (place < 0) return `the curve has no axis ${each.axis}`
  if (place === 0 && each.of !== 'maximum' && each.of !== 'minimum') return 'a summary is of a y axis'
  const target = fields.find((field) => field.name === each.name)
  if (target?.type !== 'quantity') return 'a summary fills a quantity field of the same template'
  const needsOrder = each.of === 'mean' || (each.of === 'area' && each.between !== undefined)
  if (needsOrder && !ascending) return `${each.of} needs a curve whose x must ascend`
  const y = parseUnit(axes[place]!.unit)
  // 20 °C is not twice 10 °C: where zero lies is a convention, and both depend on it.
  if ((each.of === 'area' || each.of === 'last_over_first') && y.temperature === 'point') return `${each.of} has no meaning for ${y.symbol}`
  const unit = summaryUnit(each, axes)
  if (!isCompatible(parseUnit(unit), parseUnit(target.unit ?? '1'))) return `it is in ${unit}, which does not compare with ${target.unit ?? '1'}`
  return null
}

/**
 * Whether a text is a unit that can be read. A template stays for ever: with a unit that nobody can read, no record of it
 * could be searched.
 */
export function isUnit(text: string): boolean {
  try {
    return parseUnit(text) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
