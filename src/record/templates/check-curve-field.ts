import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { Refusal } from '#science/refusal.ts'
import { summaryUnit } from '../curves/summary-unit.ts'
import { checkIri, checkLabel } from './check-field.ts'
import type { Axis, Field, Summary } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

type Path = TemplateProblem['path']

/**
 * What is wrong with the axes and summaries of a field of type curve; `fields` are those of its template, which summaries
 * fill.
 *
 * Codes: `template.axes`, `template.duplicate_axis`, `template.summary`, those of labels and IRIs, and those of the units
 * engine. While the axes are wrong, summaries are not looked at.
 */
export function checkCurveField(field: Field, fields: readonly Field[], path: Path): TemplateProblem[] {
  if (field.type !== 'curve') return []
  const axes = field.axes ?? []
  if (axes.length < 2) {
    return [problemAt([...path, 'axes'], 'axes', {
      en: `“${field.name}” is a curve and has ${axes.length} axes; give it x first, then one or more y.`,
      ko: `“${field.name}”은(는) 곡선인데 축이 ${axes.length}개입니다. x를 먼저, 그다음 y를 하나 이상 주십시오.`,
    }, { field: field.name })]
  }
  const wrong = axes.flatMap((axis, place) => checkAxis(field, axes, axis, place, [...path, 'axes', place]))
  if (wrong.length > 0) return wrong
  return (field.summaries ?? []).flatMap((summary, place) => {
    const text = wrongIn(summary, field, axes, fields)
    return text ? [problemAt([...path, 'summaries', place], 'summary', {
      en: `The summary “${summary.name}” of “${field.name}” ${text.en}.`, ko: `“${field.name}”의 요약값 “${summary.name}”: ${text.ko}.`,
    }, { field: field.name, summary: summary.name })] : []
  })
}

function checkAxis(field: Field, axes: readonly Axis[], axis: Axis, place: number, path: Path): TemplateProblem[] {
  const isRepeated = axes.findIndex(({ name }) => name === axis.name) < place
  return [
    ...(isRepeated ? [problemAt([...path, 'name'], 'duplicate_axis', {
      en: `“${field.name}” has two axes called “${axis.name}”; give each a name of its own.`,
      ko: `“${field.name}”에 이름이 “${axis.name}”인 축이 둘 있습니다. 축마다 다른 이름을 주십시오.`,
    }, { field: field.name, axis: axis.name })] : []),
    ...checkLabel(axis.label, [...path, 'label'], axis.name),
    ...checkUnit(field, axis, [...path, 'unit']),
    ...checkIri(axis.iri, [...path, 'iri']),
  ]
}

function checkUnit(field: Field, { name, unit }: Axis, path: Path): TemplateProblem[] {
  try {
    parseUnit(unit)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.code, path, text: error.text, details: { ...error.details, field: field.name, axis: name } }]
  }
}

/** The rest of a sentence about a summary that cannot be; null for one that can. */
function wrongIn(summary: Summary, field: Field, axes: readonly Axis[], fields: readonly Field[]): Refusal['text'] | null {
  const { name, of } = summary
  const place = axes.findIndex((axis) => axis.name === summary.axis)
  if (place < 0) return { en: `is of an axis ${summary.axis || '–'}, which the curve does not have`, ko: `곡선에 축 ${summary.axis || '–'}이(가) 없습니다` }
  if (place === 0 && of !== 'maximum' && of !== 'minimum') return { en: 'has to be of a y axis', ko: 'y축을 지정해야 합니다' }
  const target = fields.find((each) => each.name === name)
  if (target?.type !== 'quantity') {
    return { en: 'fills a number of the same template, and there is none of that name', ko: '같은 템플릿의 수치 필드를 채워야 하는데 그런 이름의 필드가 없습니다' }
  }
  const needsOrder = of === 'mean' || (of === 'area' && summary.between !== undefined)
  if (needsOrder && !field.ascending) return { en: `(${of}) needs a curve whose x must ascend`, ko: `${of}은(는) x가 오름차순이어야 하는 곡선에만 쓸 수 있습니다` }
  const y = parseUnit(axes[place]!.unit)
  // 20 °C is not twice 10 °C: where zero lies is a convention, and both depend on it.
  if ((of === 'area' || of === 'last_over_first') && y.temperature === 'point') {
    return { en: `(${of}) has no meaning for ${y.symbol}`, ko: `${of}은(는) ${y.symbol} 값에는 뜻이 없습니다` }
  }
  const [unit, wanted] = [summaryUnit(summary, axes), target.unit ?? '1']
  if (!isReadable(wanted) || isCompatible(parseUnit(unit), parseUnit(wanted))) return null
  return { en: `is in ${unit}, which does not compare with ${wanted}`, ko: `단위가 ${unit}이며 ${wanted}(으)로 환산되지 않습니다` }
}

/** A unit of the field that is filled is told where that stands. */
function isReadable(unit: string): boolean {
  try {
    parseUnit(unit)
    return true
  } catch {
    return false
  }
}
