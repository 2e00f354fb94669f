import type { QuantityValue, Value, Values } from '../records/value.ts'

/** Values without the quantities that a curve gave: they are computed again whenever a record is written. */
export function withoutSummaries(values: Values): Values {
  const isComputed = (value: Value) => value.type === 'quantity' && value.from_curve !== undefined
  if (!Object.values(values).some(isComputed)) return values
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isComputed(value)))
}

/** Values with those summaries that no author gave; the first curve that gives one has it. */
export function withSummaries(
  values: Values, summaries: readonly { readonly name: string; readonly value: QuantityValue }[],
): Values {
  const filled: Record<string, Value> = { ...values }
  for (const { name, value } of summaries) filled[name] ??= value
  return filled
}
