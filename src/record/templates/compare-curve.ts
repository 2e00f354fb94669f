import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Say } from './compare-field.ts'
import type { Axis, Field, Summary } from './template.ts'

/** What changes in the axes of a curve, in whether x must ascend, and in the numbers that it fills. */
export function compareCurve(from: Field, to: Field, name: string, say: Say): void {
  compareAxes(from.axes ?? [], to.axes ?? [], name, say)
  if (!from.ascending && to.ascending) {
    say('ascending', 'none', {
      en: `x of ${name} must ascend. The points of records that move are not looked at; who revises one is held to it.`,
      ko: `${name}의 x는 오름차순이어야 합니다. 옮기는 기록의 점은 검사하지 않으며, 기록을 개정할 때 적용됩니다.`,
    })
  } else if (from.ascending && !to.ascending) {
    say('any_order', 'none', { en: `x of ${name} may go back and forth.`, ko: `${name}의 x가 오름차순이 아니어도 됩니다.` })
  }
  compareSummaries(from.summaries ?? [], to.summaries ?? [], name, say)
}

function compareAxes(before: readonly Axis[], later: readonly Axis[], name: string, say: Say): void {
  const listed = (axes: readonly Axis[]) => axes.map((axis) => axis.name).join(', ')
  const has = (axes: readonly Axis[]) => (axis: Axis) => axes.some((each) => each.name === axis.name)
  const [gone, fresh] = [before.filter((axis) => !has(later)(axis)), later.filter((axis) => !has(before)(axis))]
  if (gone.length > 0) {
    say('axes_removed', 'some', {
      en: `${name} loses the axes ${listed(gone)}; a record with a curve along one of them stays.`,
      ko: `${name}에서 축 ${listed(gone)}이(가) 없어집니다. 그 축이 있는 곡선의 기록은 남습니다.`,
    })
  }
  const [left, right] = [before.filter(has(later)), later.filter(has(before))]
  if (listed(left) !== listed(right) || (left.length > 0 && before[0]!.name !== later[0]!.name)) {
    say('axes_order', 'some', {
      en: `The axes of ${name} come in the order ${listed(later)}; a record with a curve in another order stays.`,
      ko: `${name}의 축 순서가 ${listed(later)}(으)로 바뀝니다. 순서가 다른 곡선의 기록은 남습니다.`,
    })
  }
  if (fresh.length > 0) say('axes_added', 'none', { en: `${name} may have the axes ${listed(fresh)} too.`, ko: `${name}에 축 ${listed(fresh)}을(를) 더할 수 있습니다.` })
  for (const axis of left) compareAxis(axis, right.find((each) => each.name === axis.name)!, name, say)
}

function compareAxis(before: Axis, later: Axis, name: string, say: Say): void {
  const units = { en: `is in ${later.unit} and was in ${before.unit}`, ko: `단위가 ${before.unit}에서 ${later.unit}(으)로 바뀝니다` }
  if (!isCompatible(parseUnit(before.unit), parseUnit(later.unit))) {
    say('axis_dimension', 'some', {
      en: `The axis “${before.name}” of ${name} ${units.en}, which measures something else; a record with a curve along it stays.`,
      ko: `${name}의 축 “${before.name}” ${units.ko}. 차원이 다르므로 그 축이 있는 곡선의 기록은 남습니다.`,
    })
  } else if (before.unit !== later.unit) {
    say('axis_unit', 'none', {
      en: `The axis “${before.name}” of ${name} ${units.en}; curves stay as they were written.`,
      ko: `${name}의 축 “${before.name}” ${units.ko}. 곡선은 적힌 그대로 둡니다.`,
    })
  }
  const words = ({ label, iri }: Axis) => JSON.stringify([label.en, label.ko, iri])
  if (words(before) !== words(later)) {
    say('axis_words', 'none', {
      en: `The label or term of the axis “${before.name}” of ${name} changes.`, ko: `${name}의 축 “${before.name}”의 표시 이름 또는 용어 IRI가 바뀝니다.`,
    })
  }
}

function compareSummaries(before: readonly Summary[], later: readonly Summary[], name: string, say: Say): void {
  const said = (summary: Summary) => JSON.stringify(Object.entries(summary).sort(([a], [b]) => (a < b ? -1 : 1)))
  const only = (these: readonly Summary[], others: readonly Summary[]) => (
    these.filter((summary) => !others.some((other) => said(other) === said(summary)))
  )
  const changed = [...new Set([...only(before, later), ...only(later, before)].map((summary) => summary.name))]
  if (changed.length === 0) return
  say('summaries', 'none', {
    en: `What ${name} fills changes for ${changed.join(', ')}; records that move keep what stands there until they are revised.`,
    ko: `${name}이(가) 채우는 값이 바뀝니다: ${changed.join(', ')}. 옮기는 기록은 개정할 때까지 있던 값을 유지합니다.`,
  })
}
