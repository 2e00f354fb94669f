import { nearestWord } from '#science/nearest-words.ts'
import type { Text } from '#science/refusal.ts'
import type { Renamed } from './migrate-content.ts'
import { templateKey } from './template.ts'
import type { Template } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

/**
 * What is said to be renamed and is not there before, or not there after.
 *
 * Codes: `template.renamed_unknown`, `template.renamed_taken` where two old names would share one new name.
 */
export function checkRenamed(renamed: Renamed, from: Template, to: Template): TemplateProblem[] {
  const before = from.fields.map(({ name }) => name)
  const after = to.fields.map(({ name }) => name)
  const problems = checkMap(renamed.fields, before, after, ['renamed', 'fields'], from, to)
  for (const [field, terms] of Object.entries(renamed.terms)) {
    const old = from.fields.find(({ name }) => name === field)
    const later = to.fields.find(({ name }) => name === (Object.hasOwn(renamed.fields, field) ? renamed.fields[field] : field))
    if (!old) problems.push(unknown(['renamed', 'terms'], field, before, from))
    const termsOf = (one: typeof old) => (one?.vocabulary ?? []).map(({ term }) => term)
    if (old) problems.push(...checkMap(terms, termsOf(old), termsOf(later), ['renamed', 'terms', field], from, to))
  }
  return problems
}

function checkMap(
  map: Readonly<Record<string, string>>, before: readonly string[], after: readonly string[], path: string[], from: Template, to: Template,
): TemplateProblem[] {
  return Object.entries(map).flatMap(([old, name], index, all) => {
    if (!before.includes(old)) return [unknown(path, old, before, from)]
    if (!after.includes(name)) return [unknown([...path, old], name, after, to)]
    if (all.findIndex(([, other]) => other === name) === index) return []
    return [problemAt([...path, old], 'renamed_taken', {
      en: `Two names are to become “${name}”; give each another one.`, ko: `두 이름을 모두 “${name}”(으)로 바꿀 수 없습니다. 서로 다른 이름을 주십시오.`,
    }, { name })]
  })
}

function unknown(path: string[], name: string, known: readonly string[], of: Template): TemplateProblem {
  const nearest = nearestWord(name, known)
  const key = templateKey(of)
  const text: Text = {
    en: `“${name}” is renamed, but ${key} does not have it${nearest ? `; did you mean “${nearest}”?` : '.'}`,
    ko: `“${name}”의 이름을 바꾸라고 했지만 ${key}에 없습니다.${nearest ? ` 혹시 “${nearest}”입니까?` : ''}`,
  }
  return problemAt(path, 'renamed_unknown', text, { name, template: key, nearest })
}
