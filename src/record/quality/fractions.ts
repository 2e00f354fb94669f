import { parseComposition } from '#science/chemistry/composition.ts'
import { Refusal } from '#science/refusal.ts'
import type { Found, OwnCheck } from './finding.ts'
import { figures, inUnit, numbersOf } from './numbers-of.ts'

/** How far a sum of amounts near 1 or 100 must be off to be seen: three thirds written 33.3 sum to 99.9. */
const LEAST_GAP = 0.005
/** Sums farther off are formulas that were never meant to sum to 1 or 100 (Al0.1CoCrFeNi). */
const MOST_GAP = 0.05

export const COMPOSITION_SUM: OwnCheck = {
  code: 'composition_sum', version: 1, severity: 'remark',
  label: { en: 'Composition does not sum', ko: '조성 합계 불일치' },
  says: {
    en: 'Amounts that are written as fractions or percent sum to 1 or to 100.',
    ko: '분율이나 백분율로 쓴 조성의 합은 1 또는 100이다.',
  },
  source: 'definition of a fraction; gap of 0.5 to 5 %: docs/decisions/0027-quality.md',
  find: ({ content, template }) => template.fields.flatMap(({ name }): Found[] => {
    const value = content.values[name]
    if (value?.type !== 'composition') return []
    const amounts = amountsOf(value.written, value.basis)
    if (amounts.length < 2 || isCellContent(amounts)) return []
    const sum = amounts.reduce((total, one) => total + one, 0)
    const whole = [1, 100].find((one) => Math.abs(sum / one - 1) <= MOST_GAP)
    if (whole === undefined || Math.abs(sum / whole - 1) <= LEAST_GAP) return []
    return [{
      field: name, value: value.written,
      text: {
        en: `The amounts sum to ${figures(sum)}, not to ${whole}: one may be missing or mistyped.`,
        ko: `양의 합이 ${whole}이(가) 아니라 ${figures(sum)}입니다. 빠졌거나 잘못 적은 원소가 있을 수 있습니다.`,
      },
    }]
  }),
}

export const PHASE_SUM: OwnCheck = {
  code: 'phase_sum', version: 1, severity: 'contradiction',
  label: { en: 'Phase fractions do not sum', ko: '상 분율 합계 불일치' },
  says: {
    en: 'The fractions of the phases of one piece sum to one.',
    ko: '한 시편의 상 분율을 모두 더하면 1이다.',
  },
  source: 'definition of a phase fraction; 2 % for rounding. Fields that end in phase_fraction or begin with phase_fraction_',
  find: (subject) => {
    const parts = [...numbersOf(subject).values()].filter(({ field }) => /(^|_)phase_fraction(_|$)/.test(field.name))
    const shares = parts.flatMap((part) => inUnit(part, '1') ?? [])
    if (shares.length < 2) return []
    const sum = shares.reduce((total, one) => total + one, 0)
    if (Math.abs(sum - 1) <= 0.02) return []
    return [{
      field: parts[0]!.field.name, value: shares.map((share) => figures(share)).join(' + '),
      text: {
        en: `The phase fractions sum to ${figures(100 * sum)} %, not to 100 %.`,
        ko: `상 분율의 합이 100 %가 아니라 ${figures(100 * sum)} %입니다.`,
      },
    }]
  },
}

/** Whether whole amounts have a common divisor, as atoms in a cell of several formula units have (Li64Ge8P32). */
function isCellContent(amounts: readonly number[]): boolean {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  return amounts.every(Number.isInteger) && amounts.reduce(divisor) > 1
}

/** Amounts as written; none where the text cannot be read any more, which says nothing of its sum. */
function amountsOf(written: string, basis: 'amount' | 'mass'): readonly number[] {
  try {
    return Object.values(parseComposition(written, basis).amounts)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
