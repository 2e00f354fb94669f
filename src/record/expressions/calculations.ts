import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import type { Field, Template } from '../templates/template.ts'
import type { Expression } from './expression.ts'
import { namesIn } from './expression.ts'
import { parseExpression } from './parse-expression.ts'
import { tapeOf } from './tape.ts'
import type { Tape } from './tape.ts'

/** A field that a calculation starts from; its values are in units that compare with `unit`. */
export type CalculationInput = { readonly field: Field; readonly label: Field['label']; readonly unit: Unit }

/** A calculated field of a template, ready to be calculated. */
export type Calculation = {
  readonly field: Field
  readonly unit: Unit
  /** The fields that its expression names. */
  readonly names: readonly string[]
  readonly tape: Tape
  /** The fields that nobody calculates, by the inputs of the tape. */
  readonly inputs: readonly CalculationInput[]
}

const NONE: readonly Calculation[] = []
const known = new WeakMap<Template, readonly Calculation[]>()

/** The calculated fields of a template that `checkTemplate` has passed, each read once for as long as the template is held. */
export function calculationsOf(template: Template): readonly Calculation[] {
  const kept = known.get(template)
  if (kept) return kept
  const calculated = new Map<string, Expression>()
  for (const { name, expression } of template.fields) if (expression !== undefined) calculated.set(name, parseExpression(expression))
  const fields = new Map(template.fields.map((field) => [field.name, field]))
  const made = calculated.size === 0 ? NONE : [...calculated].map(([name, expression]) => {
    const tape = tapeOf(expression, calculated)
    const withUnit = (of: string) => {
      const field = fields.get(of)!
      return { field, label: field.label, unit: parseUnit(field.unit ?? '1') }
    }
    return { ...withUnit(name), names: namesIn(expression), tape, inputs: tape.inputs.map(withUnit) }
  })
  known.set(template, made)
  return made
}
