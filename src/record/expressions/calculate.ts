import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Unit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { QuantityValue, Values } from '../records/value.ts'
import type { Field } from '../templates/template.ts'
import { runTape } from './algebra.ts'
import type { Calculation, CalculationInput } from './calculations.ts'
import { endsOf, knownOf } from './ends.ts'
import { NoResult } from './no-result.ts'
import { NUMBERS } from './numbers.ts'
import { siScale, intoSI } from './si-scale.ts'
import { listed, spreadOf, standardSpread } from './spread.ts'

/** What a calculated field comes to; `silent` says why it has no uncertainty where some of its inputs have one. */
export type Outcome =
  | { readonly value: QuantityValue; readonly silent: Text | null }
  | { readonly absent: Text }

/**
 * A calculated field from the values of its record.
 *
 * Absent, with the reason, where an input is missing, where the expression has no value for these numbers, where bounds and
 * ranges do not settle it, and where the result is physically impossible by the bounds of its own field.
 */
export function calculate(calculation: Calculation, values: Values): Outcome {
  const { field, inputs, names } = calculation
  const given = inputs.map((input) => values[input.field.name])
  const missing = inputs.filter((_, k) => given[k] === undefined)
  if (missing.length > 0) return { absent: listed(missing, { en: 'not given:', ko: '입력되지 않음:' }) }
  const read = inputs.map((input, k) => readInput(input, given[k]!))
  const unread = inputs.filter((_, k) => read[k] === null)
  if (unread.length > 0) return { absent: listed(unread, { en: 'cannot be read:', ko: '읽을 수 없음:' }) }
  const known = read.map((one) => one!)
  try {
    const outcome = known.some(({ quantity }) => quantity.bound !== undefined || quantity.high !== undefined)
      ? fromEnds(calculation, known) : fromNumbers(calculation, known)
    const value: QuantityValue = { type: 'quantity', ...outcome.quantity, unit: field.unit ?? '1', calculated_from: [...names] }
    const impossible = outsideBounds(field, value)
    return impossible ? { absent: impossible } : { value, silent: outcome.silent }
  } catch (error) {
    if (!(error instanceof NoResult)) throw error
    return { absent: error.text }
  }
}

type Result = { readonly quantity: Omit<QuantityValue, 'type' | 'unit'>; readonly silent: Text | null }
type Read = { readonly quantity: QuantityValue; readonly unit: Unit }

/** A value of an input in a unit that compares with its field's; null for what the check of the record refuses anyway. */
function readInput({ unit: expected }: CalculationInput, value: Values[string]): Read | null {
  if (value.type !== 'quantity') return null
  try {
    const unit = parseUnit(value.unit)
    return unit === expected || isCompatible(unit, expected) ? { quantity: value, unit } : null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}

function fromNumbers({ inputs, tape, unit }: Calculation, all: readonly Read[]): Result {
  const taken = all.map(({ quantity, unit: own }, k) => ({
    label: inputs[k]!.label, value: intoSI(quantity.value, own), spread: standardSpread(quantity.uncertainty, quantity.value, own),
  }))
  const steps = runTape(tape, taken.map(({ value }) => value), NUMBERS)
  const spread = spreadOf(tape, taken, steps)
  const { factor, offset } = siScale(unit)
  const value = shown((steps.at(-1)! - offset) / factor)
  if (!('value' in spread)) return { quantity: { value }, silent: spread.unknown }
  return { quantity: { value, uncertainty: { kind: 'standard', value: shown(spread.value / factor) } }, silent: null }
}

function fromEnds({ inputs, tape, unit }: Calculation, all: readonly Read[]): Result {
  const uncertain = inputs.filter((_, k) => {
    const { uncertainty } = all[k]!.quantity
    return uncertainty && !(uncertainty.kind === 'standard' && uncertainty.value === 0)
  })
  if (uncertain.length > 0) throw new NoResult(listed(uncertain, {
    en: 'a bound or a range is not taken together with the uncertainty of', ko: '상한·하한이나 범위를 다음 항목의 불확도와 함께 계산하지 않음:',
  }))
  const { low, high } = knownOf(tape, inputs.map((field, k) => endsOf(field, all[k]!.quantity, all[k]!.unit)))
  const { factor, offset } = siScale(unit)
  const inUnit = (end: NonNullable<typeof low>) => shown((end.value - offset) / factor)
  if (!low) return { quantity: { value: inUnit(high!), bound: high!.isStrict ? '<' : '<=' }, silent: null }
  if (!high) return { quantity: { value: inUnit(low), bound: low.isStrict ? '>' : '>=' }, silent: null }
  const [from, to] = [inUnit(low), inUnit(high)]
  return { quantity: from === to ? { value: from } : { value: from, high: to }, silent: null }
}

/** Fifteen digits: as many as a double holds of any decimal. The rest is the noise of the way through SI and back. */
function shown(value: number): number {
  return Number(value.toPrecision(15))
}

function outsideBounds(field: Field, { value, high = value, unit }: QuantityValue): Text | null {
  const [least, most] = field.bounds ?? [null, null]
  const outside = [value, high].find((end) => (least !== null && end < least) || (most !== null && end > most))
  if (outside === undefined) return null
  const bounds = `${least ?? '−∞'} … ${most ?? '∞'} ${unit}`
  return {
    en: `it would be ${outside} ${unit}, outside ${bounds}; check what it is calculated from`,
    ko: `${outside} ${unit}(으)로 계산되어 허용 범위 ${bounds}를 벗어납니다. 계산에 쓰인 값을 확인하십시오`,
  }
}
