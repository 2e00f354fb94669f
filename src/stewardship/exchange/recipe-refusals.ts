import { nearestWord } from '#science/nearest-words.ts'
import { Refusal } from '#science/refusal.ts'
import type { RecordKind } from '#record/records/record.ts'
import type { ValueType } from '#record/records/value.ts'
import type { Field } from '#record/templates/template.ts'
import type { RecipeRecord } from './recipe.ts'

const THINGS = {
  template: { en: 'template', ko: '템플릿' },
  field: { en: 'field', ko: '항목' },
  column: { en: 'column', ko: '열' },
  record: { en: 'column or earlier record', ko: '열 또는 앞선 기록' },
  term: { en: 'term', ko: '용어' },
} as const

/** `recipe.unknown_template`, `recipe.unknown_field` …: a name that stands for nothing, with the nearest that does. */
export function unknownName(
  thing: keyof typeof THINGS,
  where: string,
  name: string,
  known: readonly string[],
): Refusal {
  const nearest = nearestWord(name, known)
  const all = known.join(', ')
  const hint = nearest
    ? { en: `Did you mean “${nearest}”?`, ko: `“${nearest}”을(를) 뜻하셨습니까?` }
    : { en: `There are: ${all || 'none'}.`, ko: `있는 것: ${all || '없음'}.` }
  return new Refusal(
    `recipe.unknown_${thing}`,
    {
      en: `The recipe (${where}) names the ${THINGS[thing].en} “${name}”, which there is not. ${hint.en}`,
      ko: `레시피(${where})의 ${THINGS[thing].ko} “${name}”이(가) 없습니다. ${hint.ko}`,
    },
    { where, name, nearest, known },
  )
}

export function wrongLink(record: RecipeRecord, kind: RecordKind, link: string, isExtra: boolean): Refusal {
  const { as, template } = record
  return new Refusal(
    'recipe.wrong_kind',
    {
      en: `Recipe record “${as}” makes a ${kind} (${template}): `
        + (isExtra ? `“${link}” does not belong there.` : `say with “${link}” what it measures.`),
      ko: `레시피 기록 “${as}”은(는) ${template}(${kind})입니다. `
        + (isExtra ? `“${link}”은(는) 쓸 수 없습니다.` : `무엇을 측정했는지 “${link}”(으)로 적으십시오.`),
    },
    { record: as, kind, link },
  )
}

export function notMaterial(record: RecipeRecord, other: string): Refusal {
  return new Refusal(
    'recipe.wrong_kind',
    {
      en: `Recipe record “${record.as}” points to “${other}”, which is not a material; point to a material.`,
      ko: `레시피 기록 “${record.as}”이(가) 소재가 아닌 “${other}”을(를) 가리킵니다. 소재를 가리키십시오.`,
    },
    { record: record.as, other },
  )
}

export function madeElsewhere(record: RecipeRecord, column: string): Refusal {
  return new Refusal('recipe.made_elsewhere', {
    en: `Recipe record “${record.as}” has the column “${column}” among its outputs, which names a record that is there already. A process makes records of its recipe.`,
    ko: `레시피 기록 “${record.as}”의 출력에 이미 있는 기록을 가리키는 열 “${column}”이(가) 있습니다. 공정은 레시피의 기록을 만듭니다.`,
  }, { record: record.as, column })
}

export function duplicateName(name: string): Refusal {
  return new Refusal(
    'recipe.duplicate_name',
    {
      en: `The recipe uses the name “${name}” twice; columns and records need names of their own.`,
      ko: `레시피에서 이름 “${name}”이(가) 두 번 쓰였습니다. 열과 기록의 이름은 모두 달라야 합니다.`,
    },
    { name },
  )
}

export function circularCondition(columns: readonly string[]): Refusal {
  const round = columns.join(' → ')
  return new Refusal('recipe.circular_condition', {
    en: `Whether these columns of the recipe count hangs on themselves (${round}). Take one “when” or “unless” out.`,
    ko: `레시피의 열 조건이 서로를 가리켜 돌고 있습니다(${round}). “when”이나 “unless” 하나를 빼십시오.`,
  }, { columns })
}

export function calculatedField(record: RecipeRecord, field: Field, column: string): Refusal {
  return new Refusal(
    'recipe.calculated_field',
    {
      en: `Recipe record “${record.as}”: the field “${field.name}” is calculated (${field.expression}) and takes no column; take `
        + `“${column}” out and give the columns that it is calculated from.`,
      ko: `레시피 기록 “${record.as}”: 항목 “${field.name}”은(는) 계산 필드(${field.expression})이므로 열을 받지 않습니다. “${column}”을(를) 빼고 계산에 쓰이는 열을 주십시오.`,
    },
    { record: record.as, field: field.name, column, expression: field.expression },
  )
}

export function fileColumn(column: string, uses: number, isKey: boolean): Refusal {
  const [en, ko] = isKey ? ['is part of a key; a file cannot be', '키의 일부입니다. 파일은 키가 될 수 없습니다.']
    : uses === 0 ? ['fills no field; give it one or take it out', '어느 항목도 채우지 않습니다. 항목을 정하거나 빼십시오.']
      : [`fills ${uses} fields; write a column for each`, `항목 ${uses}개를 채웁니다. 항목마다 열을 따로 쓰십시오.`]
  return new Refusal('recipe.file_column', {
    en: `Column “${column}” of the recipe names files and ${en}.`, ko: `레시피에서 파일을 가리키는 열 “${column}”이(가) ${ko}`,
  }, { column, uses })
}

export function wrongType(record: RecipeRecord, field: Field, column: string, type: ValueType): Refusal {
  return new Refusal(
    'recipe.wrong_type',
    {
      en: `Recipe record “${record.as}”: column “${column}” is read as ${type}, and the field “${field.name}” wants `
        + `${field.type}.`,
      ko: `레시피 기록 “${record.as}”: 열 “${column}”은(는) ${type}(으)로 읽히지만 항목 “${field.name}”에는 ${field.type}이(가) 필요합니다.`,
    },
    { record: record.as, field: field.name, column, found: type, expected: field.type },
  )
}

export function wrongUnit(record: RecipeRecord, field: Field, column: string, unit: string): Refusal {
  return new Refusal(
    'recipe.unit',
    {
      en: `Recipe record “${record.as}”: column “${column}” is in ${unit}, and the field “${field.name}” wants a unit `
        + `that compares with ${field.unit}.`,
      ko: `레시피 기록 “${record.as}”: 열 “${column}”의 단위는 ${unit}이지만 항목 “${field.name}”에는 ${field.unit}(으)로 환산되는 단위가 필요합니다.`,
    },
    { record: record.as, field: field.name, column, found: unit, expected: field.unit },
  )
}
