import type { Text } from '#science/refusal.ts'
import { convert, isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { compareCurve } from './compare-curve.ts'
import { compareTable } from './compare-table.ts'
import type { TemplateChange } from './compare-templates.ts'
import type { Field } from './template.ts'

/** What changes in one field; `renamed` are its terms, old name → new name. */
export function compareField(from: Field, to: Field, renamed: Readonly<Record<string, string>>): TemplateChange[] {
  const changes: TemplateChange[] = []
  const say = (code: string, effect: TemplateChange['effect'], text: Text) => changes.push({ code, field: from.name, effect, text })
  const name = `“${to.name}”`
  if (from.name !== to.name) {
    say('renamed', 'none', { en: `“${from.name}” is called ${name}.`, ko: `“${from.name}”의 이름이 ${name}(으)로 바뀝니다.` })
  }
  if (from.type !== to.type) {
    say('type', 'some', {
      en: `${name} becomes ${to.type} and was ${from.type}; a record with a value there stays.`,
      ko: `${name}의 형식이 ${from.type}에서 ${to.type}(으)로 바뀝니다. 값이 있는 기록은 남습니다.`,
    })
    return changes
  }
  if (from.obligation !== to.obligation) {
    const stays = to.obligation === 'required'
    say('obligation', stays ? 'some' : 'none', {
      en: `${name} becomes ${to.obligation} and was ${from.obligation}${stays ? '; a record that owes it stays' : ''}.`,
      ko: `${name}이(가) ${from.obligation}에서 ${to.obligation}(으)로 바뀝니다${stays ? '. 값이 없는 기록은 남습니다' : ''}.`,
    })
  }
  if (from.type === 'quantity') compareNumber(from, to, name, say)
  if (from.expression !== to.expression) compareExpression(from, to, name, say)
  if (from.type === 'terms') compareTerms(from, to, renamed, name, say)
  if (from.type === 'curve') compareCurve(from, to, name, say)
  if (from.type === 'table') compareTable(from, to, name, say)
  if (from.role !== to.role) {
    say('role', 'none', { en: `${name} is a ${to.role} and was a ${from.role}.`, ko: `${name}의 역할이 ${from.role}에서 ${to.role}(으)로 바뀝니다.` })
  }
  if (from.group !== to.group) {
    say('group', 'none', {
      en: `${name} is in the property group ${to.group ?? '–'} and was in ${from.group ?? '–'}; what it speaks for changes.`,
      ko: `${name}의 물성군이 ${from.group ?? '–'}에서 ${to.group ?? '–'}(으)로 바뀝니다. 대표하는 소재가 달라집니다.`,
    })
  }
  const words = (field: Field) => JSON.stringify([field.label.en, field.label.ko, field.description?.en, field.description?.ko, field.methods, field.iri])
  if (words(from) !== words(to)) {
    say('words', 'none', { en: `The label, description, standards or term of ${name} change.`, ko: `${name}의 표시 이름, 설명, 시험 규격 또는 용어 IRI가 바뀝니다.` })
  }
  return changes
}

/** Takes a change of one field down. */
export type Say = (code: string, effect: TemplateChange['effect'], text: Text) => unknown

function compareNumber(from: Field, to: Field, name: string, say: Say): void {
  const [written, later] = [from.unit ?? '1', to.unit ?? '1']
  const [unit, laterUnit] = [parseUnit(written), parseUnit(later)]
  if (!isCompatible(unit, laterUnit)) {
    say('dimension', 'some', {
      en: `${name} is given in ${later} and was in ${written}, which measures something else; a record with a value there stays.`,
      ko: `${name}의 단위가 ${written}에서 차원이 다른 ${later}(으)로 바뀝니다. 값이 있는 기록은 남습니다.`,
    })
    return
  }
  if (written !== later) {
    say('unit', 'none', {
      en: `${name} is shown in ${later} and was in ${written}; values stay as they were written.`,
      ko: `${name}의 표시 단위가 ${written}에서 ${later}(으)로 바뀝니다. 값은 적힌 그대로 둡니다.`,
    })
  }
  const [low, high] = from.bounds ?? [null, null]
  const [laterLow, laterHigh] = (to.bounds ?? [null, null]).map((end) => (end === null ? null : convert(end, laterUnit, unit)))
  const bounds = `${to.bounds?.[0] ?? '−∞'} … ${to.bounds?.[1] ?? '∞'} ${later}`
  const isTighter = (laterLow != null && (low === null || laterLow > low)) || (laterHigh != null && (high === null || laterHigh < high))
  if (isTighter) {
    say('bounds_tighter', 'some', {
      en: `${name} is allowed within ${bounds}; a record beyond that stays.`, ko: `${name}의 허용 범위가 ${bounds}(으)로 좁아집니다. 벗어난 기록은 남습니다.`,
    })
  } else if (laterLow !== low || laterHigh !== high) {
    say('bounds_wider', 'none', { en: `${name} is allowed within ${bounds}, which is wider.`, ko: `${name}의 허용 범위가 ${bounds}(으)로 넓어집니다.` })
  }
}

function compareExpression(from: Field, to: Field, name: string, say: Say): void {
  if (to.expression === undefined) {
    say('no_longer_calculated', 'some', {
      en: `${name} is no longer calculated; a record with a calculated value stays, since nobody gave it.`,
      ko: `${name}을(를) 더는 계산하지 않습니다. 계산값이 있는 기록은 입력한 값이 아니므로 남습니다.`,
    })
  } else if (from.expression === undefined) {
    say('calculated', 'some', {
      en: `${name} is calculated: ${to.expression}. A record that gives another value stays.`,
      ko: `${name}을(를) 계산합니다: ${to.expression}. 값이 다른 기록은 남습니다.`,
    })
  } else {
    say('expression', 'none', {
      en: `${name} is calculated anew: ${to.expression}, and was ${from.expression}.`,
      ko: `${name}의 계산식이 ${from.expression}에서 ${to.expression}(으)로 바뀌어 다시 계산합니다.`,
    })
  }
}

function compareTerms(from: Field, to: Field, renamed: Readonly<Record<string, string>>, name: string, say: Say): void {
  const later = new Set((to.vocabulary ?? []).map(({ term }) => term))
  const before = (from.vocabulary ?? []).map(({ term }) => term)
  const moved = before.filter((term) => Object.hasOwn(renamed, term))
  if (moved.length > 0) {
    const listed = moved.map((term) => `${term} → ${renamed[term]}`).join(', ')
    say('terms_renamed', 'none', { en: `Terms of ${name} are renamed: ${listed}.`, ko: `${name}의 용어 이름이 바뀝니다: ${listed}.` })
  }
  const gone = before.filter((term) => !later.has(term) && !Object.hasOwn(renamed, term))
  if (gone.length > 0 && later.size > 0) {
    say('terms_removed', 'some', {
      en: `Terms of ${name} are gone: ${gone.join(', ')}; a record with one of them stays.`,
      ko: `${name}의 용어가 없어집니다: ${gone.join(', ')}. 그 용어를 쓴 기록은 남습니다.`,
    })
  }
  const targets = new Set(Object.values(renamed))
  const fresh = [...later].filter((term) => !before.includes(term) && !targets.has(term))
  if (fresh.length > 0) say('terms_added', 'none', { en: `Terms of ${name} are added: ${fresh.join(', ')}.`, ko: `${name}에 용어가 추가됩니다: ${fresh.join(', ')}.` })
  if (from.several && !to.several) {
    say('one_term', 'some', { en: `${name} takes one term; a record with several stays.`, ko: `${name}은(는) 용어 하나만 받습니다. 여러 개인 기록은 남습니다.` })
  } else if (!from.several && to.several) {
    say('several_terms', 'none', { en: `${name} takes several terms at once.`, ko: `${name}에 용어를 여러 개 쓸 수 있습니다.` })
  }
}
