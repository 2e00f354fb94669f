import type { Participation, RunState } from '#record/records/record.ts'
import type { QuantityValue, Values } from '#record/records/value.ts'
import type { RecordDraft } from '#stewardship/exchange/record-draft.ts'
import { material, measurement, process } from './draft.ts'

/** Stands on every record whose numbers nobody measured. */
export const common = {
  source: { kind: 'own' }, origin: 'specified', note: 'Illustration: its numbers are made up, not measured · 예시: 수치는 지어낸 것이며 측정값이 아님',
} as const

export const quantity = (value: number, unit: string, more: Partial<QuantityValue> = {}): QuantityValue => (
  { type: 'quantity', value, unit, written: String(value), ...more }
)
/** One standard uncertainty. */
export const plusMinus = (value: number, spread: number, unit: string): QuantityValue => (
  quantity(value, unit, { uncertainty: { kind: 'standard', value: spread } })
)

type Run = { readonly state?: RunState; readonly planned?: Values; readonly note?: string }

/** Makers of records whose keys begin with `prefix`, so that examples may have like names. */
export function madeUp(prefix: string) {
  const keyOf = (name: string) => `${prefix}:${name}`
  const run = (draft: RecordDraft, { state = 'done', planned, note }: Run): RecordDraft => ({
    ...draft,
    content: {
      ...draft.content, state, ...(planned && { planned }), ...(note && { note: `${note} · ${common.note}` }),
    } as RecordDraft['content'],
  })
  return {
    of: (name: string, role?: string, amount?: QuantityValue): Participation => (
      { material: keyOf(name), ...(role !== undefined && { role }), ...(amount && { amount }) }
    ),
    made: (template: string, name: string, values: Values = {}) => material(keyOf(name), { ...common, template, name }, values),
    step: (
      template: string, name: string, inputs: readonly Participation[], outputs: readonly Participation[], values: Values = {}, more: Run = {},
    ) => run(process(keyOf(name), { ...common, template, name }, inputs, outputs, values), more),
    test: (template: string, name: string, of: string, values: Values, more: Run = {}) => (
      run(measurement(keyOf(name), keyOf(of), { ...common, template, name }, values), more)
    ),
  }
}

/** Numbers between −1 and 1 that are the same each time (Park and Miller 1988, minimal standard). */
export function scatter(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return 2 * (state / 2_147_483_647) - 1
  }
}
