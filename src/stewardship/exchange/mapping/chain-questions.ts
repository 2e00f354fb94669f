import type { Text } from '#science/refusal.ts'
import { templateKey } from '#record/templates/template.ts'
import type { Field, Template } from '#record/templates/template.ts'

/** What stands between the choices and a chain of records. */

export const NOTHING: Text = { en: 'No column fills a field yet. Choose one above a column.', ko: '아직 필드에 들어가는 열이 없습니다. 열 위에서 필드를 고르십시오.' }
export const NO_MATERIAL: Text = {
  en: 'What are the rows about? Choose the template of the material.', ko: '행이 무엇에 대한 것입니까? 소재의 템플릿을 고르십시오.',
}
export const NO_NAME: Text = {
  en: 'What tells one thing from another? Mark a column as its name, as a key, or as its composition.',
  ko: '무엇으로 서로 다른 소재를 구별합니까? 이름, 키, 조성 중 하나로 열을 지정하십시오.',
}
export const openColumns = (headers: readonly string[]): Text => ({
  en: `Still to be answered: ${headers.join(', ')}.`, ko: `답하지 않은 열: ${headers.join(', ')}.`,
})
export const byHand = (template: Template): Text => ({
  en: `“${template.label.en}” brings several things together; which, no column says. Leave its columns out, or write a recipe by hand.`,
  ko: `“${template.label.ko}”은(는) 여러 소재가 들어가는 공정이라 열만으로는 무엇이 들어갔는지 알 수 없습니다. 열을 빼거나 레시피를 직접 쓰십시오.`,
})
export const otherMaterial = (template: Template, material: Template): Text => ({
  en: `“${template.label.en}” and “${material.label.en}” are both materials, and no process leads from one to the other. Choose fields of one.`,
  ko: `“${template.label.ko}”과(와) “${material.label.ko}”이(가) 모두 소재인데 둘을 잇는 공정이 없습니다. 한쪽 필드만 고르십시오.`,
})
export const lacks = (template: Template, field: Field): Text => ({
  en: `${templateKey(template)} needs “${field.label.en}”, and no column is that.`,
  ko: `${templateKey(template)}에는 “${field.label.ko}”이(가) 필요한데 해당하는 열이 없습니다.`,
})
export const always = (template: Template): Text => ({
  en: `Every row is recorded as having gone through “${template.label.en}”, also one that says nothing of it.`,
  ko: `아무 값이 없는 행도 “${template.label.ko}”을(를) 거친 것으로 기록됩니다.`,
})
export const oneSample = (headers: readonly string[]): Text => ({
  en: `Several columns name samples that are here (${headers.join(', ')}). Which one the row is about, only one can say; leave the others out.`,
  ko: `여러 열(${headers.join(', ')})이 이미 있는 시료를 가리킵니다. 행의 시료는 한 열만 나타낼 수 있으니 나머지는 빼십시오.`,
})
export const isThere = (template: Template, headers: readonly string[]): Text => ({
  en: `“${template.label.en}” (${headers.join(', ')}) would be written on samples that are here already. Leave it out, or take the column of names for new samples.`,
  ko: `“${template.label.ko}”(${headers.join(', ')})은(는) 이미 있는 시료를 바꾸게 됩니다. 열을 빼거나, 이름 열을 새 시료의 이름으로 지정하십시오.`,
})
