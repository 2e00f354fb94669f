import { checkIri, checkLabel } from './check-field.ts'
import type { ProcessEvent, Template } from './template.ts'
import { problemAt } from './template-problem.ts'
import type { TemplateProblem } from './template-problem.ts'

/** Events of several inputs, across which nothing measured passes, and one that leaves nothing to pass to. */
const KEEPING_NOTHING: readonly ProcessEvent[] = ['merge', 'assemble', 'use_up']

/**
 * What a template says of itself that its kind or its event does not allow.
 *
 * Codes: `template.label`, `template.iri`, `template.not_a_process`, `template.keeps_nothing`, `template.hands_on_nothing`.
 */
export function checkEventRules(template: Template): TemplateProblem[] {
  return [
    ...checkLabel(template.label, ['label'], template.template),
    ...checkLabel(template.description, ['description'], template.template),
    ...checkIri(template.iri, ['iri']),
    ...(template.kind === 'process' ? checkProcess(template) : checkThing(template)),
  ]
}

function checkThing(template: Template): TemplateProblem[] {
  return (['event', 'keeps', 'hands_on'] as const).filter((key) => template[key] !== undefined).map((key) => (
    problemAt([key], 'not_a_process', {
      en: `Only a process has “${key}”; this is a template for a ${template.kind}. Take it out.`,
      ko: `“${key}”은(는) 공정에만 쓸 수 있는데 이것은 ${template.kind} 템플릿입니다. 빼십시오.`,
    }, { key, kind: template.kind })
  ))
}

function checkProcess({ event, keeps, hands_on }: Template): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  if (event && KEEPING_NOTHING.includes(event) && (keeps?.length ?? 0) > 0) {
    const why = event === 'use_up'
      ? { en: 'leaves nothing', ko: '남는 것이 없으므로' } : { en: 'has several inputs, and no ingredient speaks for the whole', ko: '투입이 여럿이라 한 성분이 전체를 대표하지 않으므로' }
    problems.push(problemAt(['keeps'], 'keeps_nothing', {
      en: `A process that ${event === 'use_up' ? 'uses up' : `${event}s`} ${why.en}: it keeps nothing. Take “keeps” out${event === 'use_up' ? '' : ', or name an input by its role in “hands_on”'}.`,
      ko: `${event} 공정은 ${why.ko} 유지하는 물성군이 없습니다. “keeps”를 빼${event === 'use_up' ? '십시오' : '거나 “hands_on”에 투입 역할별로 쓰십시오'}.`,
    }, { event, keeps }))
  }
  if (event === 'use_up' && hands_on !== undefined) {
    problems.push(problemAt(['hands_on'], 'hands_on_nothing', {
      en: 'A process that uses up leaves nothing that its inputs could hand anything on to; take “hands_on” out.',
      ko: 'use_up 공정은 남는 것이 없어 물려줄 대상이 없습니다. “hands_on”을 빼십시오.',
    }, { event, hands_on }))
  }
  return problems
}
