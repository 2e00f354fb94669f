import type { Text } from '#science/refusal.ts'
import { compareField } from './compare-field.ts'
import type { Renamed } from './migrate-content.ts'
import type { Template } from './template.ts'

/**
 * One difference between two versions, and what it means for records of the earlier one: `none` is in the way of
 * any, `some` may not convert.
 */
export type TemplateChange = {
  readonly code: string
  /** Its name under the earlier version, or the later where it is added; null for the template as a whole. */
  readonly field: string | null
  readonly effect: 'none' | 'some'
  readonly text: Text
}

/**
 * What changes from one version of a template to a later one, field by field, in the order of the later one.
 *
 * It explains a migration and decides nothing: what converts is asked of `migrateContent`, record by record.
 */
export function compareTemplates(from: Template, to: Template, renamed: Renamed): TemplateChange[] {
  const oldNames = new Map(Object.entries(renamed.fields).map(([old, name]) => [name, old]))
  const before = new Map(from.fields.map((field) => [field.name, field]))
  const changes = compareHeader(from, to)
  const followed = new Set<string>()
  for (const field of to.fields) {
    const old = oldNames.get(field.name) ?? field.name
    const earlier = before.get(old)
    if (!earlier) {
      changes.push(added(field.name, field.obligation === 'required'))
      continue
    }
    followed.add(old)
    changes.push(...compareField(earlier, field, Object.hasOwn(renamed.terms, old) ? renamed.terms[old]! : {}))
  }
  return [...changes, ...from.fields.filter(({ name }) => !followed.has(name)).map(({ name }) => removed(name))]
}

function compareHeader(from: Template, to: Template): TemplateChange[] {
  const changes: TemplateChange[] = []
  const say = (code: string, effect: TemplateChange['effect'], text: Text) => changes.push({ code, field: null, effect, text })
  if (from.stage !== to.stage) {
    say('stage', 'none', { en: `Stage: ${from.stage} becomes ${to.stage}.`, ko: `단계: ${from.stage} → ${to.stage}.` })
  }
  if (from.event !== to.event) {
    say('event', to.event ? 'some' : 'none', {
      en: `Event: ${from.event ?? '–'} becomes ${to.event ?? '–'}; a process whose inputs and outputs do not fit it stays.`,
      ko: `공정 유형: ${from.event ?? '–'} → ${to.event ?? '–'}. 투입·산출이 맞지 않는 공정은 이전 버전에 남습니다.`,
    })
  }
  const [keptBefore, keptAfter] = [passing(from), passing(to)]
  const [lost, won] = [without(keptBefore, keptAfter), without(keptAfter, keptBefore)]
  if (lost.length > 0) {
    say('keeps_less', 'none', {
      en: `No longer passes through: ${lost.join(', ')}. Measurements before the process stop speaking for what comes out.`,
      ko: `더는 이어지지 않음: ${lost.join(', ')}. 공정 전 측정이 산출물을 대표하지 않게 됩니다.`,
    })
  }
  if (won.length > 0) {
    say('keeps_more', 'none', {
      en: `Passes through from here on: ${won.join(', ')}. Measurements before the process begin to speak for what comes out.`,
      ko: `이어짐: ${won.join(', ')}. 공정 전 측정이 산출물을 대표하게 됩니다.`,
    })
  }
  return changes
}

/** The property groups that pass, those handed on by a role written `role: group`. */
function passing({ keeps = [], hands_on = {} }: Template): string[] {
  return [...keeps, ...Object.entries(hands_on).flatMap(([role, groups]) => groups.map((group) => `${role}: ${group}`))]
}

function without(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((one) => !others.includes(one))
}

function added(field: string, isRequired: boolean): TemplateChange {
  return isRequired ? {
    code: 'added_required', field, effect: 'some',
    text: {
      en: `“${field}” is added and required; a record that owes it stays, since no value is made up.`,
      ko: `“${field}”이(가) 필수로 추가됩니다. 값을 지어내지 않으므로 값이 없는 기록은 남습니다.`,
    },
  } : {
    code: 'added', field, effect: 'none', text: { en: `“${field}” is added.`, ko: `“${field}”이(가) 추가됩니다.` },
  }
}

function removed(field: string): TemplateChange {
  return {
    code: 'removed', field, effect: 'some',
    text: {
      en: `“${field}” is gone; a record that has a value there stays, since no value is dropped.`,
      ko: `“${field}”이(가) 없어집니다. 값을 버리지 않으므로 값이 있는 기록은 남습니다.`,
    },
  }
}
