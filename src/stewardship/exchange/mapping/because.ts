import type { Text } from '#science/refusal.ts'
import type { Field, Template } from '#record/templates/template.ts'
import type { NamedRecords } from './beside.ts'

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** What guesses rest on, and what is asked, in the words of the page and the command line. */

export const CHOSEN: Text = { en: 'chosen by you', ko: '직접 선택함' }
export const DOIS: Text = { en: 'the cells are DOIs', ko: '값이 DOI임' }
export const UNMATCHED: Text = { en: 'no field of this hub is called so', ko: '이 허브에 그렇게 부르는 필드가 없음' }
export const NEAR: Text = { en: 'Almost the name of a field: is that one meant?', ko: '필드 이름과 비슷합니다. 이 필드가 맞습니까?' }

export const header = (written: string, field: Field): Text => ({
  en: `“${written}” is what ${field.label.en.toLowerCase()} is called`, ko: `“${written}”은(는) ${field.label.ko}을(를) 가리키는 말임`,
})
export const word = (written: string): Text => ({ en: `the header “${written}”`, ko: `머리글 “${written}”` })
export const beside = (written: string, template: Template): Text => ({
  en: `“${written}” stands nearest to other columns of ${template.label.en.toLowerCase()}`, ko: `“${written}”에 가장 가까운 열들이 ${template.label.ko} 항목임`,
})
export const matter = ({ sort, n, of }: { sort: 'metals' | 'ceramics'; n: number; of: number }): Text => (sort === 'metals'
  ? { en: `${n} of the ${counted(of, 'composition')} read ${n === 1 ? 'is' : 'are'} of metals`, ko: `읽은 조성 ${of}개 가운데 ${n}개가 금속임` }
  : { en: `${n} of the ${counted(of, 'composition')} read ${n === 1 ? 'is' : 'are'} of metals with non-metals`, ko: `읽은 조성 ${of}개 가운데 ${n}개가 금속과 비금속의 화합물임` })
export const terms = (n: number): Text => ({ en: `all ${n} words in it are terms of that field`, ko: `낱말 ${n}개가 모두 이 필드의 용어임` })
export const formulas = (n: number): Text => ({ en: `formulas in the ${counted(n, 'cell')} read`, ko: `읽은 값 ${n}개가 화학식임` })
export const distinct = (written: string, n: number): Text => ({
  en: `the header “${written}”, and the ${n} cells read all differ`, ko: `머리글 “${written}”. 읽은 값 ${n}개가 모두 다름`,
})
export const unitColumn = (written: string, units: readonly string[]): Text => ({
  en: `its units stand in “${written}” (${units.join(', ')})`, ko: `단위가 “${written}” 열에 있음(${units.join(', ')})`,
})
export const isUnitOf = (written: string): Text => ({ en: `read as the unit of “${written}”`, ko: `“${written}”의 단위로 읽음` })

export const several = (n: number): Text => ({
  en: `${n} templates have such a field, and nothing in the sheet tells which is meant. Choose one.`,
  ko: `이런 필드가 있는 템플릿이 ${n}개인데 시트만으로는 가릴 수 없습니다. 하나를 고르십시오.`,
})
export const twice = (field: Field): Text => ({
  en: `Another column is ${field.label.en.toLowerCase()} already. Choose which one is meant, or leave one out.`,
  ko: `이미 다른 열이 ${field.label.ko}입니다. 어느 열이 맞는지 고르거나 하나를 빼십시오.`,
})
export const noUnit = ({ unit }: Field): Text => ({
  en: `In which unit are these numbers? The header does not say; the field is shown in ${unit ?? '1'}.`,
  ko: `이 수의 단위는 무엇입니까? 머리글에 없습니다. 이 필드는 ${unit ?? '1'} 단위로 표시됩니다.`,
})
export const words = (field: Field): Text => ({
  en: `None of its words is a term of ${field.label.en.toLowerCase()}. Say which term each means, or leave the column out.`,
  ko: `${field.label.ko}의 용어와 일치하는 낱말이 없습니다. 각 낱말의 용어를 고르거나 열을 빼십시오.`,
})
export const condition = ({ name, value, unit }: { name: string; value: string; unit: string }): Text => ({
  en: `The header says ${name} = ${value} ${unit}, and the template has no field that this is surely. Choose a field or leave it out.`,
  ko: `머리글에 ${name} = ${value} ${unit}이(가) 있지만 확실히 맞는 템플릿 필드가 없습니다. 필드를 고르거나 빼십시오.`,
})
export const anybodys = (label: string): Text => ({
  en: `“${label}” may be of any step or test. Of which?`, ko: `“${label}”은(는) 어느 공정이나 시험의 것이든 될 수 있습니다. 무엇의 것입니까?`,
})

export const under = (groups: readonly string[], own: string): Text => ({
  en: `“${groups.join(' / ')}” stands above “${own}”: is this field meant all the same?`,
  ko: `“${own}” 위에 “${groups.join(' / ')}”이(가) 있습니다. 그래도 이 필드가 맞습니까?`,
})
export const here = ({ template, n, of }: NamedRecords): Text => ({
  en: `${n} of its ${of} different ${of === 1 ? 'text is a name of a record' : 'texts are names of records'} here (${template})`, ko: `서로 다른 값 ${of}개 가운데 ${n}개가 이 허브에 있는 기록(${template})의 이름임`,
})
export const hereOrNew = ({ template, n, of }: NamedRecords): Text => ({
  en: `${n} of its ${of} different ${of === 1 ? 'text is a name of a record' : 'texts are names of records'} here (${template}). Are these samples meant, or does the sheet bring in new ones?`,
  ko: `서로 다른 값 ${of}개 가운데 ${n}개가 이 허브에 있는 기록(${template})의 이름입니다. 그 시료입니까, 아니면 새로 들여올 시료입니까?`,
})
export const severalSorts = (n: number): Text => ({
  en: `Records of ${n} templates are called so. Which are meant?`, ko: `템플릿 ${n}개의 기록이 이렇게 불립니다. 어느 것입니까?`,
})
export const severalColumns = (headers: readonly string[]): Text => ({
  en: `Several columns name records that are here (${headers.join(', ')}). Which is the sample that a row is about?`,
  ko: `여러 열(${headers.join(', ')})이 이 허브에 있는 기록을 가리킵니다. 행의 시료는 어느 열입니까?`,
})
export const SAID_THERE: Text = { en: 'the samples are here already, and a sheet that names them does not change them', ko: '시료가 이미 있으므로 이 시트로는 바꾸지 않음' }
type Around = { readonly path: string; readonly n: number; readonly of: number }
export const files = ({ path, n, of }: Around): Text => ({
  en: `${n} of its ${of} different ${of === 1 ? 'text is a file' : 'texts are files'} of the ZIP (${path})`, ko: `서로 다른 값 ${of}개 가운데 ${n}개가 ZIP의 파일임(${path})`,
})
export const whichFile = ({ path, n, of }: Around): Text => ({
  en: `${n} of its ${of} different ${of === 1 ? 'text is a file' : 'texts are files'} of the ZIP (${path}). What are they?`, ko: `서로 다른 값 ${of}개 가운데 ${n}개가 ZIP의 파일입니다(${path}). 무엇의 파일입니까?`,
})
