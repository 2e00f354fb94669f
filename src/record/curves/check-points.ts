import type { CurveAxis } from '../records/value.ts'
import type { Problem } from '../templates/problem.ts'
import type { Field } from '../templates/template.ts'
import { problem } from './check-curve.ts'
import type { Columns } from './columns.ts'

/** The numbers of one curve, all axes together: 80 MB while they are read. */
export const MOST_NUMBERS = 10_000_000

/**
 * What is wrong with the points of a curve; rows count from 1.
 *
 * Codes: `curve.too_few`, `curve.too_many`, `curve.not_finite`, `curve.x_missing`, `curve.ascending`.
 */
export function checkPoints(field: Field, axes: readonly CurveAxis[], columns: Columns): Problem[] {
  const x = columns[0]!
  const numbers = x.length * columns.length
  if (numbers > MOST_NUMBERS) return [tooMany(field, numbers)]
  if (x.length < 2) return [tooFew(field, x.length)]
  for (const [k, column] of columns.entries()) {
    const row = column.findIndex((value) => value === Infinity || value === -Infinity)
    if (row >= 0) return [notFinite(field, axes[k]!.name, row + 1)]
  }
  const gap = x.findIndex((value) => Number.isNaN(value))
  if (gap >= 0) return [xMissing(field, axes[0]!.name, gap + 1)]
  if (!field.ascending) return []
  const back = x.findIndex((value, row) => row > 0 && !(value > x[row - 1]!))
  return back < 0 ? [] : [descends(field, axes[0]!.name, back + 1, x[back - 1]!, x[back]!)]
}

function tooFew(field: Field, points: number): Problem {
  return problem('curve.too_few', field, {
    en: `${field.label.en} has ${points} points; a curve has at least two.`,
    ko: `${field.label.ko}의 점이 ${points}개입니다. 곡선에는 점이 둘 이상 필요합니다.`,
  }, { points })
}

/** That a curve has more numbers than are taken. */
export function tooMany(field: Pick<Field, 'name' | 'label'>, numbers: number): Problem {
  return problem('curve.too_many', field as Field, {
    en: `${field.label.en} has more than ${MOST_NUMBERS} numbers (${numbers}); keep the whole as a file, and give a thinner curve.`,
    ko: `${field.label.ko}의 수가 ${MOST_NUMBERS}개를 넘습니다(${numbers}). 전체는 파일로 보관하고 곡선은 점을 줄여 주십시오.`,
  }, { numbers, most: MOST_NUMBERS })
}

/** That a point is not a finite number. */
export function notFinite(field: Field, axis: string, row: number, written = '∞'): Problem {
  return problem('curve.not_finite', field, {
    en: `Point ${row} of ${field.label.en} is no finite number on the axis ${axis} (${written}); leave out what is missing.`,
    ko: `${field.label.ko}의 ${row}번째 점은 축 ${axis}에서 유한한 수가 아닙니다(${written}). 없는 값은 비워 두십시오.`,
  }, { axis, row, written })
}

function xMissing(field: Field, axis: string, row: number): Problem {
  return problem('curve.x_missing', field, {
    en: `Point ${row} of ${field.label.en} has no ${axis}; every point needs its x, only y may be missing.`,
    ko: `${field.label.ko}의 ${row}번째 점에 ${axis} 값이 없습니다. x는 모든 점에 필요하며 y만 빠질 수 있습니다.`,
  }, { axis, row })
}

function descends(field: Field, axis: string, row: number, before: number, value: number): Problem {
  return problem('curve.ascending', field, {
    en: `${axis} of ${field.label.en} must rise from point to point; point ${row} has ${value} after ${before}.`,
    ko: `${field.label.ko}의 ${axis} 값은 점마다 커져야 합니다. ${row}번째 점은 ${before} 다음에 ${value}입니다.`,
  }, { axis, row, before, value })
}
