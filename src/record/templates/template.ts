import type { Text } from '#science/refusal.ts'
import type { RecordKind } from '../records/record.ts'
import type { ValueType } from '../records/value.ts'
import type { Stage } from '../stages.ts'

/** Whether a record without this field is refused, remarked on, or fine. */
export const OBLIGATIONS = ['required', 'recommended', 'optional'] as const
export type Obligation = (typeof OBLIGATIONS)[number]

/**
 * What a field is to its record: an attribute of a thing, a parameter of a process, a condition or a result of a
 * measurement.
 */
export const FIELD_ROLES = ['attribute', 'parameter', 'condition', 'result'] as const
export type FieldRole = (typeof FIELD_ROLES)[number]

export type Term = {
  readonly term: string
  readonly label: Text
  readonly iri?: string
  /** Stands for whatever the vocabulary does not name ("other"): it can be recorded, but nobody could plan it. */
  readonly catch_all?: boolean
}

/** A published test method: its designation as `ASTM E8/E8M`, and its title as its publisher gives it. */
export type Method = { readonly standard: string; readonly title?: string }

/** An axis of a curve; `unit` is what its values must compare with, and what they are shown in beside other curves. */
export type Axis = { readonly name: string; readonly label: Text; readonly unit: string; readonly iri?: string }

/** A column of a small table: of numbers that compare with `unit`, or of text where it has none. */
export type Column = { readonly name: string; readonly label: Text; readonly unit?: string; readonly iri?: string }

/**
 * How a curve fills the quantity field `name` of its template. `axis` is the y axis meant (of a maximum or a minimum also
 * x); `between` and the `at` of `value_at` are in the template's unit of x, the `at` of `x_at` in that of the axis.
 */
export type Summary = { readonly name: string; readonly axis: string } & (
  | { readonly of: 'maximum' | 'minimum' | 'x_at_maximum' | 'last_over_first' }
  /** y where x first comes to `at`, or x where y does, by straight lines between the points. */
  | { readonly of: 'value_at' | 'x_at'; readonly at: number }
  /** Of the straight line of least squares through the points in `between`. */
  | { readonly of: 'slope'; readonly between: readonly [number, number] }
  /** The mean over x, not over points; the integral of y over x. Without `between`, of the whole curve. */
  | { readonly of: 'mean' | 'area'; readonly between?: readonly [number, number] }
)

/** One thing that may be recorded. */
export type Field = {
  readonly name: string
  readonly label: Text
  readonly description?: Text
  readonly type: ValueType
  readonly role: FieldRole
  readonly obligation: Obligation
  /** Unit in which the field is shown and its bounds are stated (quantity only). */
  readonly unit?: string
  /** Physically possible values in `unit`, both ends included. */
  readonly bounds?: readonly [number | null, number | null]
  /** What the field is calculated by, over other quantity fields of the template; nobody gives its value (quantity only). */
  readonly expression?: string
  readonly vocabulary?: readonly Term[]
  /** Whether several terms may stand together (phases). */
  readonly several?: boolean
  /** x first, then one or more y (curve only). */
  readonly axes?: readonly Axis[]
  /** Whether each point's x must be greater than that before (curve only). */
  readonly ascending?: boolean
  /** Quantity fields of this template that the curve fills where no author did (curve only). */
  readonly summaries?: readonly Summary[]
  /** From left to right (table only). */
  readonly columns?: readonly Column[]
  /** Property group that a process may keep or change: `composition`, `microstructure`, `mechanical` … */
  readonly group?: string
  /** Standard test methods by which the field is measured; any one of them will do. */
  readonly methods?: readonly Method[]
  readonly iri?: string
}

/** What a process does to the materials that go into it. */
export const PROCESS_EVENTS = ['make', 'transform', 'split', 'merge', 'assemble', 'dismantle', 'use_up'] as const
export type ProcessEvent = (typeof PROCESS_EVENTS)[number]

/** A versioned statement of what may be recorded. */
export type Template = {
  readonly template: string
  readonly version: number
  /** `name@version` of the template that this one narrows: it has all its fields, and may have more. */
  readonly extends?: string
  readonly kind: RecordKind
  readonly stage: Stage
  readonly label: Text
  readonly description?: Text
  readonly iri?: string
  /** What the process does (process only); where it is not said, inputs and outputs may be of any number. */
  readonly event?: ProcessEvent
  /** Property groups that pass unchanged from the one input to the outputs (process only); silence means "changes". */
  readonly keeps?: readonly string[]
  /**
   * Property groups that the input of a role hands on to the outputs, also beside other inputs (process only): a cell
   * has its electrode's loading, `{cathode: [loading]}`.
   */
  readonly hands_on?: Readonly<Record<string, readonly string[]>>
  readonly fields: readonly Field[]
}

/** `name@version`, the way records name their template. */
export function templateKey(template: Pick<Template, 'template' | 'version'>): string {
  return `${template.template}@${template.version}`
}
