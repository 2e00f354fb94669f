import type { ProcessContent } from '../records/record.ts'
import type { Problem } from './problem.ts'
import type { ProcessEvent, Template } from './template.ts'
import { templateKey } from './template.ts'

/** How many materials go into an event and come out of it: fewest and most. */
type Counts = { readonly inputs: readonly [number, number]; readonly outputs: readonly [number, number] }

const SHAPES: Readonly<Record<ProcessEvent, Counts>> = {
  make: { inputs: [0, Infinity], outputs: [1, Infinity] },
  transform: { inputs: [1, Infinity], outputs: [1, Infinity] },
  split: { inputs: [1, 1], outputs: [1, Infinity] },
  merge: { inputs: [2, Infinity], outputs: [1, Infinity] },
  assemble: { inputs: [2, Infinity], outputs: [1, 1] },
  dismantle: { inputs: [1, 1], outputs: [2, Infinity] },
  use_up: { inputs: [1, Infinity], outputs: [0, 0] },
}

/**
 * What a process that was done has too many or too few of for its template's event, and pieces that cannot speak.
 *
 * Codes: `process.inputs`, `process.outputs`, `process.not_representative`. What is planned, failed or was aborted may
 * lack materials.
 */
export function checkEvent(content: ProcessContent, template: Template): Problem[] {
  const problems: Problem[] = []
  const { event } = template
  if (event && content.state === 'done') {
    for (const side of ['inputs', 'outputs'] as const) {
      const [fewest, most] = SHAPES[event][side]
      const found = content[side].length
      if (found < fewest || found > most) problems.push(wrongCount(template, event, side, SHAPES[event][side], found))
    }
  }
  const speaking = content.outputs.filter(({ representative }) => representative)
  const isSampling = event === 'split' || event === 'dismantle'
  if ((speaking.length > 0 && !isSampling) || content.inputs.some(({ representative }) => representative)) {
    problems.push(notRepresentative(template))
  }
  return problems
}

const SIDES = { inputs: { en: 'inputs', ko: '투입 소재' }, outputs: { en: 'outputs', ko: '산출 소재' } }

function wrongCount(
  template: Template, event: ProcessEvent, side: 'inputs' | 'outputs', [fewest, most]: readonly [number, number], found: number,
): Problem {
  const wanted = fewest === most ? { en: `exactly ${fewest}`, ko: `정확히 ${fewest}개` }
    : { en: `at least ${fewest}`, ko: `${fewest}개 이상` }
  return {
    code: `process.${side}`,
    field: null,
    text: {
      en: `${templateKey(template)} is a ${event.replace('_', ' ')} event: it has ${wanted.en} ${SIDES[side].en}, and this one has ${found}. `
        + 'Add or take out materials, or choose another template.',
      ko: `${templateKey(template)}은(는) ${EVENT_NAMES[event]} 공정이므로 ${SIDES[side].ko}가 ${wanted.ko}여야 하는데 ${found}개입니다. `
        + '소재를 추가하거나 빼거나 다른 템플릿을 고르십시오.',
    },
    details: { event, side, found, fewest, most: Number.isFinite(most) ? most : null },
  }
}

const EVENT_NAMES: Readonly<Record<ProcessEvent, string>> = {
  make: '제조', transform: '변환', split: '분할', merge: '혼합', assemble: '조립', dismantle: '해체', use_up: '소모',
}

function notRepresentative(template: Template): Problem {
  return {
    code: 'process.not_representative',
    field: null,
    text: {
      en: `Only a piece that a split or dismantle event takes out can be representative; ${templateKey(template)} is none. `
        + 'Leave “representative” out.',
      ko: `분할이나 해체 공정에서 나온 조각만 대표 시료가 될 수 있는데 ${templateKey(template)}은(는) 그런 공정이 아닙니다. “representative”를 빼십시오.`,
    },
    details: { template: templateKey(template), event: template.event ?? null },
  }
}
