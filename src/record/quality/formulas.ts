import type { Text } from '#science/refusal.ts'
import type { OwnCheck } from './finding.ts'
import { figures, inUnit, numbersOf, quantityText } from './numbers-of.ts'
import type { FieldNumber } from './numbers-of.ts'

type Numbers = ReadonlyMap<string, FieldNumber>

type Formula = {
  readonly code: string; readonly result: string; readonly unit: string; readonly written: string; readonly tolerance: number
  readonly label: Text; readonly says: Text; readonly source: string
  /** In `unit`; null where something is missing. */
  readonly of: (numbers: Numbers) => number | null
}

const FORMULAS: readonly Formula[] = [
  {
    code: 'figure_of_merit', result: 'figure_of_merit', unit: '1', written: 'ZT = S²σT/κ', tolerance: 0.1,
    label: { en: 'ZT disagrees with its parts', ko: 'ZT와 구성 값 불일치' },
    says: { en: 'The figure of merit is S²σT/κ of the same measurement.', ko: '열전 성능 지수는 같은 측정의 S²σT/κ이다.' },
    source: 'Ioffe 1957, Semiconductor Thermoelements; 10 % for rounded parts',
    of: (n) => product([
      power(inUnit(n.get('seebeck_coefficient'), 'V/K'), 2), conductivity(n), inUnit(n.get('test_temperature'), 'K'),
      power(inUnit(n.get('thermal_conductivity'), 'W/(m·K)'), -1),
    ]),
  },
  {
    code: 'power_factor', result: 'power_factor', unit: 'W/(m·K²)', written: 'S²σ', tolerance: 0.1,
    label: { en: 'Power factor disagrees with its parts', ko: '파워 팩터와 구성 값 불일치' },
    says: { en: 'The power factor is S²σ of the same measurement.', ko: '파워 팩터는 같은 측정의 S²σ이다.' },
    source: 'Ioffe 1957, Semiconductor Thermoelements; 10 % for rounded parts',
    of: (n) => product([power(inUnit(n.get('seebeck_coefficient'), 'V/K'), 2), conductivity(n)]),
  },
  {
    code: 'conversion_efficiency', result: 'conversion_efficiency', unit: '%', written: 'Jsc·Voc·FF/E', tolerance: 0.05,
    label: { en: 'Efficiency disagrees with its parts', ko: '변환 효율과 구성 값 불일치' },
    says: {
      en: 'The efficiency of a solar cell is Jsc·Voc·FF over the irradiance (100 mW/cm² where none is stated).',
      ko: '태양전지의 변환 효율은 Jsc·Voc·FF를 조사 강도(없으면 100 mW/cm²)로 나눈 값이다.',
    },
    source: 'IEC 60904-1; 5 % for rounded parts',
    of: (n) => product([
      100, inUnit(n.get('short_circuit_current_density'), 'mA/cm²'), inUnit(n.get('open_circuit_voltage'), 'V'), inUnit(n.get('fill_factor'), '1'),
      power(n.has('irradiance') ? inUnit(n.get('irradiance'), 'mW/cm²') : 100, -1),
    ]),
  },
]

function conductivity(numbers: Numbers): number | null {
  return inUnit(numbers.get('electrical_conductivity'), 'S/m') ?? power(inUnit(numbers.get('electrical_resistivity'), 'Ω·m'), -1)
}

function power(value: number | null, exponent: number): number | null {
  return value === null || (value === 0 && exponent < 0) ? null : value ** exponent
}

function product(factors: readonly (number | null)[]): number | null {
  return factors.reduce((all, one) => (all === null || one === null ? null : all * one), 1 as number | null)
}

/** Values that an author gave and that a formula of other values of the same record contradicts. */
export const FORMULA_CHECKS: readonly OwnCheck[] = FORMULAS.map(({ result, unit, of, written, tolerance, ...check }) => ({
  ...check, version: 1, severity: 'contradiction',
  find: (subject) => {
    const numbers = numbersOf(subject)
    const given = numbers.get(result)
    const stated = inUnit(given, unit)
    const comes = of(numbers)
    if (!given || given.quantity.calculated_from || stated === null || comes === null) return []
    if (isFactorOfHundred(result, stated, comes)) return []
    if (Math.abs(stated - comes) <= tolerance * Math.max(Math.abs(stated), Math.abs(comes))) return []
    const shown = quantityText(given.quantity)
    const size = unit === '1' ? figures(comes, 3) : `${figures(comes, 3)} ${unit}`
    return [{
      field: result, value: shown.en,
      text: {
        en: `${given.field.label.en} is ${shown.en}, but ${written} of this record comes to ${size}.`,
        ko: `${given.field.label.ko} 값은 ${shown.ko}이지만 이 기록의 ${written} 계산값은 ${size}입니다.`,
      },
    }]
  },
}))

/** Told by the check of the fill factor. */
function isFactorOfHundred(result: string, stated: number, comes: number): boolean {
  return result === 'conversion_efficiency' && near(stated, 100 * comes)
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= 0.1 * Math.abs(other)
}

export const FILL_FACTOR: OwnCheck = {
  code: 'fill_factor_percent', version: 1, severity: 'contradiction',
  label: { en: 'Fill factor: fraction or percent', ko: '충전율: 분율과 백분율' },
  says: {
    en: 'The fill factor of a working solar cell is not below 2 %.',
    ko: '작동하는 태양전지의 충전율은 2 %보다 작지 않다.',
  },
  source: 'a cell that is no more than a resistor has 25 % (Green 1982, Solar Cells, section 5.4)',
  find: (subject) => {
    const given = numbersOf(subject).get('fill_factor')
    const percent = inUnit(given, '%')
    if (!given || percent === null || percent >= 2 || percent < 0.1) return []
    const shown = quantityText(given.quantity)
    return [{
      field: 'fill_factor', value: shown.en,
      text: {
        en: `A fill factor of ${shown.en} looks like a fraction that was taken for percent.`,
        ko: `충전율 ${shown.ko}은(는) 분율을 백분율로 적은 것으로 보입니다.`,
      },
      ...(given.quantity.unit === '%' && !given.quantity.from_curve && {
        remedy: {
          text: { en: `It is a fraction: ${given.quantity.value} = ${figures(100 * given.quantity.value)} %.`, ko: `분율임: ${given.quantity.value} = ${figures(100 * given.quantity.value)} %.` },
          values: { fill_factor: { ...given.quantity, unit: '1' } },
        },
      }),
    }]
  },
}

export const NEWER_BOUNDS: OwnCheck = {
  code: 'outside_newer_bounds', version: 1, severity: 'contradiction',
  label: { en: 'Outside the newest template’s bounds', ko: '최신 템플릿 범위 밖' },
  says: {
    en: 'A value lies within the bounds that the newest version of its template sets.',
    ko: '값은 템플릿 최신 버전이 정한 범위 안에 있다.',
  },
  source: 'the template; a record keeps the version that it was written under, whose bounds may be wider',
  find: (subject) => [...numbersOf(subject).values()].flatMap((number) => {
    const newer = subject.newest.fields.find(({ name, type }) => name === number.field.name && type === 'quantity')
    if (!newer?.bounds || newer.unit === undefined || subject.newest.version === subject.template.version) return []
    const value = inUnit(number, newer.unit)
    const [low, high] = newer.bounds
    if (value === null || ((low === null || value >= low) && (high === null || value <= high))) return []
    const shown = quantityText(number.quantity)
    const range = `${low ?? '–∞'} … ${high ?? '∞'} ${newer.unit}`
    return [{
      field: number.field.name, value: shown.en,
      text: {
        en: `${shown.en} lies outside ${range}, the bounds of ${subject.newest.template}@${subject.newest.version}.`,
        ko: `${shown.ko}은(는) ${subject.newest.template}@${subject.newest.version}의 범위 ${range} 밖에 있습니다.`,
      },
    }]
  }),
}
