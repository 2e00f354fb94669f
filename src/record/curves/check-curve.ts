import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import type { Text } from '#science/refusal.ts'
import type { CurveValue } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Field } from '../templates/template.ts'

/**
 * What is wrong with a curve before its points are looked at: its axes, their units, and whether its points are there.
 *
 * Codes: `curve.axes`, `curve.unit`, `curve.no_points`, `curve.lengths` and those of the units engine.
 */
export function checkCurve(field: Field, value: CurveValue): Problem[] {
  const declared = field.axes ?? []
  const names = value.axes.map(({ name }) => name)
  const places = names.map((name) => declared.findIndex((axis) => axis.name === name))
  const isOrdered = places.every((place, k) => place >= 0 && (k === 0 ? place === 0 : place > places[k - 1]!))
  if (!isOrdered || names.length < 2) return [wrongAxes(field, names)]
  const units = value.axes.flatMap(({ unit }, k) => checkUnit(field, declared[places[k]!]!, unit))
  return [...units, ...checkPresence(field, value)]
}

function checkUnit(field: Field, axis: NonNullable<Field['axes']>[number], unit: string): Problem[] {
  try {
    if (isCompatible(parseUnit(unit), parseUnit(axis.unit))) return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, field: field.name, text: error.text, details: { ...error.details, axis: axis.name } }]
  }
  return [problem('curve.unit', field, {
    en: `The axis “${axis.label.en}” of ${field.label.en} was given in ${unit}; it wants a unit that compares with ${axis.unit}.`,
    ko: `${field.label.ko}의 축 “${axis.label.ko}” 단위가 ${unit}입니다. ${axis.unit}(으)로 환산되는 단위가 필요합니다.`,
  }, { axis: axis.name, found: unit, expected: axis.unit })]
}

function checkPresence(field: Field, { axes, data }: CurveValue): Problem[] {
  const given = axes.filter(({ values }) => values !== undefined)
  if (given.length > 0 ? given.length < axes.length || data !== undefined : data === undefined) {
    return [problem('curve.no_points', field, {
      en: `${field.label.en} needs its points once: “values” on every axis, or “data”, the SHA-256 of a CSV file uploaded before.`,
      ko: `${field.label.ko}의 점은 한 가지 방법으로 주십시오. 모든 축에 “values”를 쓰거나, 먼저 올린 CSV 파일의 SHA-256을 “data”에 쓰십시오.`,
    }, {})]
  }
  const lengths = given.map(({ values }) => values!.length)
  if (new Set(lengths).size <= 1) return []
  const told = given.map(({ name, values }) => `${name} ${values!.length}`).join(', ')
  return [problem('curve.lengths', field, {
    en: `The axes of ${field.label.en} have different numbers of points (${told}); write null where a value is missing.`,
    ko: `${field.label.ko}의 축마다 점의 수가 다릅니다(${told}). 값이 없는 곳에는 null을 쓰십시오.`,
  }, { lengths })]
}

function wrongAxes(field: Field, names: readonly string[]): Problem {
  const [x, ...ys] = (field.axes ?? []).map(({ name }) => name)
  const all = [x, ...ys].join(', ')
  return problem('curve.axes', field, {
    en: `${field.label.en} has the axes ${all}; give ${x} first, then at least one of the others, in this order. `
      + `It was given: ${names.join(', ') || '–'}.`,
    ko: `${field.label.ko}의 축은 ${all}입니다. ${x}을(를) 먼저, 나머지 중 하나 이상을 이 순서대로 주십시오. 주어진 것: ${names.join(', ') || '–'}.`,
  }, { expected: [x, ...ys], found: names })
}

/** A problem of a curve's field. */
export function problem(code: string, field: Field, text: Text, details: Record<string, unknown>): Problem {
  return { code, field: field.name, text, details: { field: field.name, ...details } }
}
