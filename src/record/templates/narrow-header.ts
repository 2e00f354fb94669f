import { templateKey } from './template.ts'
import type { Template } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'
import type { WrittenTemplate } from './written-template.ts'

/**
 * Kind, stage, event and what passes through a process, from the base; a process may keep and hand on less, never more.
 *
 * Codes: `template.not_inherited`, `template.widened`.
 */
export function narrowHeader(
  written: WrittenTemplate, base: Template, problems: TemplateProblem[],
): Pick<Template, 'kind' | 'stage' | 'event' | 'keeps' | 'hands_on'> {
  for (const key of ['kind', 'stage', 'event'] as const) {
    if (written[key] === undefined || written[key] === base[key]) continue
    problems.push(problemAt([key], 'not_inherited', {
      en: `${templateKey(base)} has ${key} ${base[key] ?? '–'}, and a template that extends it keeps that; take “${key}” out.`,
      ko: `${templateKey(base)}의 ${key}은(는) ${base[key] ?? '–'}이며 확장하는 템플릿은 그대로 따릅니다. “${key}”을(를) 빼십시오.`,
    }, { key, base: base[key] ?? null, found: written[key] }))
  }
  for (const group of written.keeps ?? []) {
    if (!base.keeps?.includes(group)) problems.push(widened(['keeps'], group, base))
  }
  for (const [role, groups] of Object.entries(written.hands_on ?? {})) {
    const allowed = base.hands_on && Object.hasOwn(base.hands_on, role) ? base.hands_on[role]! : []
    for (const group of groups) if (!allowed.includes(group)) problems.push(widened(['hands_on', role], group, base))
  }
  const keeps = written.keeps ?? base.keeps
  const hands_on = written.hands_on ?? base.hands_on
  return {
    kind: base.kind, stage: base.stage, ...(base.event ? { event: base.event } : {}),
    ...(keeps ? { keeps } : {}), ...(hands_on ? { hands_on } : {}),
  }
}

function widened(path: TemplateProblem['path'], group: string, base: Template): TemplateProblem {
  return problemAt(path, 'widened', {
    en: `${templateKey(base)} lets “${group}” change, so a template that extends it cannot keep it; take it out.`,
    ko: `${templateKey(base)}에서 “${group}”은(는) 바뀌는 물성군이므로 확장하는 템플릿이 유지한다고 할 수 없습니다. 빼십시오.`,
  }, { group, base: templateKey(base) })
}
