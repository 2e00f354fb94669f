import type { MeasurementContent } from '../records/record.ts'
import type { CompositionValue } from '../records/value.ts'
import { canonicalJson } from '../records/canonical-json.ts'
import type { Check, Found, OwnCheck, Subject } from './finding.ts'
import { figures } from './numbers-of.ts'

type Fractions = Readonly<Record<string, number>>

/** Atomic percent by which what is found may differ from what was weighed in. */
const FROM_NOMINAL = 5
/** Atomic percent by which two analyses of one piece by one method may differ. */
const BETWEEN = 2
const ELEMENTS_SHOWN = 3

export const FAR_FROM_NOMINAL: OwnCheck = {
  code: 'analysis_far_from_nominal', version: 1, severity: 'remark',
  label: { en: 'Analysis far from the nominal composition', ko: '공칭 조성과 크게 다른 분석 조성' },
  says: {
    en: 'A measured composition lies within 5 at.% of each element of what the material was made as, where no process that changes composition lies between.',
    ko: '분석한 조성은 조성을 바꾸는 공정을 거치지 않은 소재의 공칭 조성과 원소마다 5 at.% 안에서 일치한다.',
  },
  source: 'twice the 2 at.% of routine analysis and a margin for weighing; beyond it the nominal composition misleads whoever models by it (docs/decisions/0031-sets.md)',
  find: (subject) => {
    const measured = measuredComposition(subject)
    if (!measured || !subject.fractions || !subject.fractionsHold) return []
    const [field, value] = measured
    const [found, nominal] = amongBoth(value.fractions, subject.fractions)
    const apart = differences(found, nominal).filter(({ by }) => Math.abs(by) > FROM_NOMINAL)
    if (apart.length === 0) return []
    return [{
      field, value: value.written,
      text: {
        en: `Analysis finds ${told(apart, found)}; the material was made as ${told(apart, nominal)}: ${byText(apart[0]!)} at.% apart.`,
        ko: `분석 결과는 ${told(apart, found)}이지만 공칭 조성은 ${told(apart, nominal)}(으)로 ${byText(apart[0]!)} at.% 차이가 납니다.`,
      },
    }]
  },
}

export const TWO_COMPOSITIONS: Check = {
  code: 'two_compositions', version: 1, severity: 'remark',
  label: { en: 'Same piece, two compositions', ko: '같은 시료, 두 조성' },
  says: {
    en: 'Two analyses of one piece under the same stated conditions agree within 2 at.% of each element.',
    ko: '같은 시료를 같은 조건에서 분석한 두 조성은 원소마다 2 at.% 안에서 일치한다.',
  },
  source: 'accuracy of routine analysis of major elements with standards, ±5 % relative at 95 % (Newbury & Ritchie 2013, Scanning 35, 141) of a content of 40 at.%',
}

/** Each analysis of a group about one piece that differs from an earlier one. */
export function compareCompositions(group: readonly Subject[]): { readonly subject: Subject; readonly check: Check; readonly found: Found }[] {
  const analyses = group.flatMap((subject) => {
    const measured = measuredComposition(subject)
    return measured ? [{ subject, field: measured[0], value: measured[1] }] : []
  })
  return [...Map.groupBy(analyses, ({ subject }) => conditionsOf(subject)).values()].flatMap((same) => same.flatMap(({ subject, field, value }, index) => {
    const farthest = same.slice(0, index).flatMap((other) => {
      const [mine, theirs] = amongBoth(value.fractions, other.value.fractions)
      const apart = differences(mine, theirs).filter(({ by }) => Math.abs(by) > BETWEEN)
      return apart.length > 0 ? [{ other, apart, mine, theirs }] : []
    }).toSorted((a, b) => Math.abs(b.apart[0]!.by) - Math.abs(a.apart[0]!.by))[0]
    if (!farthest) return []
    const { other, apart, mine, theirs } = farthest
    const { name } = other.subject.content
    return [{
      subject, check: TWO_COMPOSITIONS,
      found: {
        field, value: value.written, others: [other.subject.id],
        text: {
          en: `${told(apart, mine)} here, ${told(apart, theirs)} in “${name}”, of the same piece under the same stated conditions. Are they two pieces, or is a condition left out?`,
          ko: `같은 시료, 같은 조건인데 이 기록은 ${told(apart, mine)}, ‘${name}’ 기록은 ${told(apart, theirs)}입니다. 서로 다른 시료이거나 빠진 조건이 있습니까?`,
        },
      },
    }]
  }))
}

/** The composition that a finished measurement found by analysis. */
function measuredComposition({ content, template }: Subject): readonly [string, CompositionValue] | null {
  if (content.kind !== 'measurement' || content.state !== 'done' || content.origin !== 'measured') return null
  for (const { name, role } of template.fields) {
    const value = content.values[name]
    if (role === 'result' && value?.type === 'composition') return [name, value]
  }
  return null
}

function conditionsOf({ content, template }: Subject): string {
  const results = new Set(template.fields.filter(({ role }) => role === 'result').map(({ name }) => name))
  const { of, values } = content as MeasurementContent
  return canonicalJson({ of, rest: Object.fromEntries(Object.entries(values).filter(([name]) => !results.has(name))) })
}

/** Both in at.%; without oxygen where one of the two leaves it out, as dosing and X-ray fluorescence do. */
function amongBoth(one: Fractions, other: Fractions): readonly [Fractions, Fractions] {
  const isWithoutOxygen = !('O' in one) || !('O' in other)
  const of = (fractions: Fractions) => {
    const kept = Object.entries(fractions).filter(([symbol]) => !(isWithoutOxygen && symbol === 'O'))
    const sum = kept.reduce((total, [, share]) => total + share, 0)
    return Object.fromEntries(kept.map(([symbol, share]) => [symbol, (100 * share) / sum]))
  }
  return [of(one), of(other)]
}

type Difference = { readonly symbol: string; readonly by: number }

/** By how much the first exceeds the second, the largest gap first. */
function differences(one: Fractions, other: Fractions): Difference[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .map((symbol) => ({ symbol, by: (one[symbol] ?? 0) - (other[symbol] ?? 0) }))
    .toSorted((a, b) => Number((Math.abs(b.by) - Math.abs(a.by)).toFixed(6)) || (a.symbol < b.symbol ? -1 : 1))
}

function told(apart: readonly Difference[], fractions: Fractions): string {
  return apart.slice(0, ELEMENTS_SHOWN).map(({ symbol }) => `${symbol} ${figures(fractions[symbol] ?? 0, 3)} at.%`).join(', ')
}

const byText = ({ by }: Difference): string => figures(Math.abs(by), 3)
