import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Say } from './compare-field.ts'
import type { Column, Field } from './template.ts'

/** What changes in the columns of a small table. */
export function compareTable(from: Field, to: Field, name: string, say: Say): void {
  const [before, later] = [from.columns ?? [], to.columns ?? []]
  const listed = (columns: readonly Column[]) => columns.map((column) => column.name).join(', ')
  const has = (columns: readonly Column[]) => (column: Column) => columns.some((each) => each.name === column.name)
  const [gone, fresh] = [before.filter((column) => !has(later)(column)), later.filter((column) => !has(before)(column))]
  if (gone.length > 0) {
    say('columns_removed', 'some', {
      en: `${name} loses the columns ${listed(gone)}; a record whose table has one of them stays.`,
      ko: `${name}에서 열 ${listed(gone)}이(가) 없어집니다. 표에 그 열이 있는 기록은 남습니다.`,
    })
  }
  const [left, right] = [before.filter(has(later)), later.filter(has(before))]
  if (listed(left) !== listed(right)) {
    say('columns_order', 'some', {
      en: `The columns of ${name} come in the order ${listed(later)}; a record whose table has another order stays.`,
      ko: `${name}의 열 순서가 ${listed(later)}(으)로 바뀝니다. 표의 열 순서가 다른 기록은 남습니다.`,
    })
  }
  if (fresh.length > 0) say('columns_added', 'none', { en: `${name} may have the columns ${listed(fresh)} too.`, ko: `${name}에 열 ${listed(fresh)}을(를) 더할 수 있습니다.` })
  for (const column of left) compareColumn(column, right.find((each) => each.name === column.name)!, name, say)
}

function compareColumn(before: Column, later: Column, name: string, say: Say): void {
  if (before.unit === undefined ? later.unit !== undefined : later.unit === undefined) {
    const [holds, held] = before.unit === undefined ? [NUMBERS, TEXT] : [TEXT, NUMBERS]
    say('column_kind', 'some', {
      en: `The column “${before.name}” of ${name} holds ${holds.en} and held ${held.en}; a record whose table has it stays.`,
      ko: `${name}의 열 “${before.name}”이(가) ${held.ko}에서 ${holds.ko}(으)로 바뀝니다. 표에 그 열이 있는 기록은 남습니다.`,
    })
  } else if (before.unit !== undefined && later.unit !== undefined && before.unit !== later.unit) {
    const units = { en: `is in ${later.unit} and was in ${before.unit}`, ko: `단위가 ${before.unit}에서 ${later.unit}(으)로 바뀝니다` }
    if (isCompatible(parseUnit(before.unit), parseUnit(later.unit))) {
      say('column_unit', 'none', {
        en: `The column “${before.name}” of ${name} ${units.en}; tables stay as they were written.`,
        ko: `${name}의 열 “${before.name}” ${units.ko}. 표는 적힌 그대로 둡니다.`,
      })
    } else {
      say('column_dimension', 'some', {
        en: `The column “${before.name}” of ${name} ${units.en}, which measures something else; a record whose table has it stays.`,
        ko: `${name}의 열 “${before.name}” ${units.ko}. 차원이 다르므로 표에 그 열이 있는 기록은 남습니다.`,
      })
    }
  }
  const words = ({ label, iri }: Column) => JSON.stringify([label.en, label.ko, iri])
  if (words(before) !== words(later)) {
    say('column_words', 'none', {
      en: `The label or term of the column “${before.name}” of ${name} changes.`, ko: `${name}의 열 “${before.name}”의 표시 이름 또는 용어 IRI가 바뀝니다.`,
    })
  }
}

const NUMBERS = { en: 'numbers', ko: '수' }
const TEXT = { en: 'text', ko: '글' }
