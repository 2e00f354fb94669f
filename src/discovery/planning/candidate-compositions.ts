import { compositionKey, parseFormula } from '#science/chemistry/composition.ts'
import type { Composition } from '#science/chemistry/composition.ts'
import { isElement } from '#science/chemistry/elements.ts'
import { Refusal } from '#science/refusal.ts'

/** Every equimolar choice of `choose` metals that holds all of `must_contain`, with the same atoms of `with` added. */
export type CandidateRule = {
  readonly metals: readonly string[]
  readonly choose: number
  readonly must_contain?: readonly string[]
  /** Element → atoms per formula of one atom of each chosen metal. */
  readonly with?: Readonly<Record<string, number>>
}

const MOST_CANDIDATES = 100_000

/**
 * The compositions that a rule allows and that are not among the known ones, in the order of the metals.
 *
 * Example: five of nine metals with Cr among them and C5 added are 70 carbides, `CrHfMoNbTaC5` the first. Refuses
 * `candidates.unknown_element`, `candidates.repeated_metal`, `candidates.impossible` and `candidates.too_many`.
 */
export function candidateCompositions(
  rule: CandidateRule,
  known: Iterable<Pick<Composition, 'fractions'>>,
): Composition[] {
  checkRule(rule)
  const taken = new Set(Array.from(known, compositionKey))
  const required = rule.must_contain ?? []
  const added = Object.entries(rule.with ?? {}).map(([symbol, atoms]) => `${symbol}${atoms}`).join('')
  return [...combinations(rule.metals, rule.choose)]
    .filter((metals) => required.every((metal) => metals.includes(metal)))
    .map((metals) => parseFormula(metals.join('') + added))
    .filter((composition) => !taken.has(compositionKey(composition)))
}

function* combinations(items: readonly string[], count: number): Iterable<readonly string[]> {
  if (count === 0) {
    yield []
    return
  }
  for (let first = 0; first <= items.length - count; first++) {
    for (const rest of combinations(items.slice(first + 1), count - 1)) yield [items[first]!, ...rest]
  }
}

function checkRule(rule: CandidateRule): void {
  const required = rule.must_contain ?? []
  const symbols = [...rule.metals, ...required, ...Object.keys(rule.with ?? {})]
  const unknown = symbols.find((symbol) => !isElement(symbol))
  if (unknown !== undefined) {
    throw new Refusal(
      'candidates.unknown_element',
      { en: `“${unknown}” is not an element; correct the rule.`, ko: `“${unknown}”은(는) 원소가 아닙니다. 규칙을 고치십시오.` },
      { symbol: unknown },
    )
  }
  const repeated = rule.metals.find((metal, index) => rule.metals.indexOf(metal) !== index)
  if (repeated !== undefined) {
    throw new Refusal(
      'candidates.repeated_metal',
      { en: `“${repeated}” is listed twice; list each metal once.`, ko: `“${repeated}”이(가) 두 번 적혀 있습니다. 한 번만 적으십시오.` },
      { metal: repeated },
    )
  }
  const outside = required.find((metal) => !rule.metals.includes(metal))
  const { choose } = rule
  if (!Number.isInteger(choose) || choose < 1 || choose > rule.metals.length || required.length > choose || outside) {
    throw new Refusal(
      'candidates.impossible',
      {
        en: `No composition has ${choose} of ${rule.metals.join(', ')} with `
          + `${required.join(', ') || 'nothing required'} among them; change the rule.`,
        ko: `${rule.metals.join(', ')} 중 ${choose}개를 고르면서 ${required.join(', ') || '필수 원소 없음'} 조건을 만족하는 조성이 없습니다. 규칙을 `
          + `바꾸십시오.`,
      },
      { ...rule },
    )
  }
  const count = numberOfChoices(rule.metals.length, choose)
  if (count > MOST_CANDIDATES) {
    throw new Refusal(
      'candidates.too_many',
      {
        en: `The rule has ${count} choices, more than ${MOST_CANDIDATES}; search a design space of dimensions instead.`,
        ko: `규칙의 조합이 ${count}개로 ${MOST_CANDIDATES}개를 넘습니다. 후보 목록 대신 차원으로 정한 설계 공간을 탐색하십시오.`,
      },
      { count, most: MOST_CANDIDATES },
    )
  }
}

/** n over k. */
function numberOfChoices(n: number, k: number): number {
  let choices = 1
  for (let step = 1; step <= k; step++) choices = (choices * (n - k + step)) / step
  return choices
}
