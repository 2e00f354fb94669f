import type { Text } from '#science/refusal.ts'
import { convert, isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { templateKey } from './template.ts'
import { OBLIGATIONS } from './template.ts'
import type { Field, Template, Term } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'
import type { WrittenField, WrittenTerm } from './written-template.ts'

type Path = TemplateProblem['path']

/**
 * A field of the base with what a template that extends it narrows: whatever the result takes, the base takes too.
 *
 * Adds to `problems`, with code `template.widened`, what would let more through, and with `template.not_inherited` what
 * would be another field. Bounds are compared in the base's unit.
 */
export function narrowField(written: WrittenField, base: Field, of: Template, path: Path, problems: TemplateProblem[]): Field {
  const say = (key: string, code: 'widened' | 'not_inherited', text: Text) => (
    problems.push(problemAt([...path, key], code, text, { field: base.name, base: templateKey(of) }))
  )
  const from = `${templateKey(of)}`
  for (const key of ['type', 'role', 'group', 'iri', 'expression'] as const) {
    const fixed = base[key]
    if (written[key] === undefined || written[key] === fixed) continue
    // What the base leaves open may be said.
    if (fixed === undefined) continue
    say(key, 'not_inherited', {
      en: `“${base.name}” has ${key} ${fixed} from ${from}; take “${key}” out, or give the field another name.`,
      ko: `“${base.name}”의 ${key}은(는) ${from}에서 ${fixed}(으)로 정해져 있습니다. “${key}”을(를) 빼거나 필드 이름을 바꾸십시오.`,
    })
  }
  if (written.obligation && OBLIGATIONS.indexOf(written.obligation) > OBLIGATIONS.indexOf(base.obligation)) {
    say('obligation', 'widened', {
      en: `“${base.name}” is ${base.obligation} in ${from} and cannot become ${written.obligation}; obligations only get stricter.`,
      ko: `“${base.name}”은(는) ${from}에서 ${base.obligation}이므로 ${written.obligation}(으)로 완화할 수 없습니다. 더 엄격하게만 바꿀 수 있습니다.`,
    })
  }
  if (written.several && !base.several) {
    say('several', 'widened', {
      en: `“${base.name}” takes one term in ${from} and cannot take several.`,
      ko: `“${base.name}”은(는) ${from}에서 용어 하나만 받으므로 여러 개를 받게 할 수 없습니다.`,
    })
  }
  narrowAxes(written, base, from, say)
  narrowColumns(written, base, from, say)
  narrowMethods(written, base, from, say)
  const { vocabulary: _, ...narrowed } = written
  const bounds = narrowBounds(written, base, from, say)
  const vocabulary = narrowVocabulary(written.vocabulary, base, from, path, problems)
  return { ...base, ...narrowed, ...(bounds ? { bounds } : {}), ...(vocabulary ? { vocabulary } : {}) }
}

type Say = (key: string, code: 'widened' | 'not_inherited', text: Text) => unknown

/**
 * Axes may be fewer and bear other words. Their units stay, since the windows of summaries are in them; so does x, and the
 * order.
 */
function narrowAxes({ axes, ascending }: WrittenField, base: Field, from: string, say: Say): void {
  if (ascending === false && base.ascending) {
    say('ascending', 'widened', {
      en: `The x of “${base.name}” must ascend in ${from}, and cannot be let go back and forth.`,
      ko: `“${base.name}”의 x는 ${from}에서 오름차순이어야 하므로 이 조건을 뺄 수 없습니다.`,
    })
  }
  if (!axes || !base.axes) return
  const places = axes.map(({ name, unit }) => base.axes!.findIndex((axis) => axis.name === name && axis.unit === unit))
  if (places.every((place, k) => place >= 0 && (k === 0 ? place === 0 : place > places[k - 1]!))) return
  const all = base.axes.map(({ name, unit }) => `${name} (${unit})`).join(', ')
  say('axes', 'not_inherited', {
    en: `“${base.name}” has the axes ${all} in ${from}; y axes may be left out, but none added, moved or given in another unit.`,
    ko: `“${base.name}”의 축은 ${from}에서 ${all}입니다. y축을 뺄 수는 있지만 더하거나 순서나 단위를 바꿀 수는 없습니다.`,
  })
}

/** Columns may be fewer and bear other words; their units and order stay. */
function narrowColumns({ columns }: WrittenField, base: Field, from: string, say: Say): void {
  if (!columns || !base.columns) return
  const places = columns.map(({ name, unit }) => base.columns!.findIndex((column) => column.name === name && column.unit === unit))
  if (places.every((place, k) => place >= 0 && (k === 0 || place > places[k - 1]!))) return
  const all = base.columns.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`)).join(', ')
  say('columns', 'not_inherited', {
    en: `“${base.name}” has the columns ${all} in ${from}; columns may be left out, but none added, moved or given in another unit.`,
    ko: `“${base.name}”의 열은 ${from}에서 ${all}입니다. 열을 뺄 수는 있지만 더하거나 순서나 단위를 바꿀 수는 없습니다.`,
  })
}

/** Of the base's standard test methods some may go; where it names none, any may be said. */
function narrowMethods({ methods }: WrittenField, base: Field, from: string, say: Say): void {
  const known = base.methods?.map(({ standard }) => standard)
  const strange = known && methods?.find(({ standard }) => !known.includes(standard))
  if (!strange) return
  say('methods', 'widened', {
    en: `“${base.name}” is measured by ${known.join(', ')} in ${from}; take “${strange.standard}” out, or give the field another name.`,
    ko: `“${base.name}”의 시험 규격은 ${from}에서 ${known.join(', ')}입니다. “${strange.standard}”을(를) 빼거나 필드 이름을 바꾸십시오.`,
  })
}

function narrowBounds(
  written: WrittenField, base: Field, from: string, say: Say,
): Field['bounds'] {
  const [unitText, baseUnitText] = [written.unit ?? base.unit ?? '1', base.unit ?? '1']
  const [unit, baseUnit] = [readUnit(unitText), readUnit(baseUnitText)]
  // A unit that cannot be read is told by whoever checks the whole.
  if (!unit || !baseUnit) return written.bounds
  if (!isCompatible(unit, baseUnit)) {
    say('unit', 'not_inherited', {
      en: `“${base.name}” is given in ${baseUnitText} in ${from}; ${unitText} does not compare with that.`,
      ko: `“${base.name}”의 단위는 ${from}에서 ${baseUnitText}이며 ${unitText}은(는) 이와 환산되지 않습니다.`,
    })
    return written.bounds
  }
  const [baseLow, baseHigh] = base.bounds ?? [null, null]
  // Bounds that are not stated are those of the base, in the unit that the field is shown in.
  const inOwn = (value: number | null) => (value === null ? null : convert(value, baseUnit, unit))
  const [low, high] = written.bounds ?? [inOwn(baseLow), inOwn(baseHigh)]
  if (written.bounds) {
    const inBase = (value: number) => convert(value, unit, baseUnit)
    const isWider = (baseLow !== null && (low === null || inBase(low) < baseLow))
      || (baseHigh !== null && (high === null || inBase(high) > baseHigh))
    if (isWider) {
      say('bounds', 'widened', {
        en: `The bounds of “${base.name}” are ${baseLow ?? '−∞'} … ${baseHigh ?? '∞'} ${baseUnitText} in ${from}; bounds only get narrower.`,
        ko: `“${base.name}”의 허용 범위는 ${from}에서 ${baseLow ?? '−∞'} … ${baseHigh ?? '∞'} ${baseUnitText}입니다. 더 좁게만 바꿀 수 있습니다.`,
      })
    }
  }
  return low === null && high === null ? undefined : [low, high]
}

function narrowVocabulary(
  written: readonly WrittenTerm[] | undefined, base: Field, from: string, path: Path, problems: TemplateProblem[],
): readonly Term[] | undefined {
  if (!written) return base.vocabulary
  const known = base.vocabulary ?? []
  return written.map((term, index) => {
    const inBase = known.find((each) => each.term === term.term)
    if (inBase) return { ...inBase, ...term, label: term.label ?? inBase.label }
    problems.push(problemAt([...path, 'vocabulary', index], 'widened', {
      en: `“${base.name}” has no term “${term.term}” in ${from}; a vocabulary only gets smaller. Take the term out.`,
      ko: `${from}의 “${base.name}”에는 용어 “${term.term}”이(가) 없습니다. 어휘는 줄일 수만 있으니 용어를 빼십시오.`,
    }, { field: base.name, term: term.term }))
    return { ...term, label: term.label ?? { en: term.term, ko: term.term } }
  })
}

function readUnit(text: string) {
  try {
    return parseUnit(text)
  } catch {
    return null
  }
}
