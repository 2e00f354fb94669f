import { convertDifference } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Text } from '#science/refusal.ts'
import type { OwnCheck } from './finding.ts'
import { inUnit, numbersOf, quantityText } from './numbers-of.ts'

type Order = { readonly code: string; readonly part: string; readonly whole: string; readonly label: Text; readonly says: Text; readonly source: string }

const ORDERS: readonly Order[] = [
  {
    code: 'plastic_above_total', part: 'plastic_elongation', whole: 'elongation',
    label: { en: 'Plastic elongation above elongation', ko: '소성 연신율이 연신율보다 큼' },
    says: {
      en: 'The plastic elongation of a test is a part of its elongation.',
      ko: '한 시험의 소성 연신율은 연신율의 일부이다.',
    },
    source: 'ISO 6892-1, 3.4: total elongation is the plastic elongation plus the elastic',
  },
  {
    code: 'yield_above_ultimate', part: 'yield_strength', whole: 'ultimate_strength',
    label: { en: 'Yield strength above ultimate strength', ko: '항복강도가 최대강도보다 큼' },
    says: {
      en: 'The yield strength of a test is not above the greatest stress of that test.',
      ko: '한 시험의 항복강도는 그 시험의 최대 응력을 넘지 않는다.',
    },
    source: 'ISO 6892-1, 3.10: the tensile strength is the greatest stress of the test',
  },
  {
    code: 'strain_at_maximum_above_elongation', part: 'strain_at_maximum', whole: 'elongation',
    label: { en: 'Strain at maximum above elongation', ko: '최대응력 변형률이 연신율보다 큼' },
    says: {
      en: 'The strain at the greatest stress is not above the strain at fracture.',
      ko: '최대응력에서의 변형률은 파단 변형률을 넘지 않는다.',
    },
    source: 'both are taken along one curve, which ends at fracture; the elongation after it may be read with its elastic part taken off (ISO 6892-1, 3.4), so a gap of 1 % strain passes',
  },
  {
    code: 'total_above_bulk', part: 'total_conductivity', whole: 'bulk_conductivity',
    label: { en: 'Total conductivity above that of the bulk', ko: '총 전도도가 벌크 전도도보다 큼' },
    says: {
      en: 'The total conductivity of a pellet is not above that of its grains.',
      ko: '펠릿의 총 전도도는 결정립(벌크) 전도도를 넘지 않는다.',
    },
    source: 'boundaries add their resistance in series (Bauerle 1969, J. Phys. Chem. Solids 30, 2657)',
  },
]
/** Strain, in percent, by which an elongation may lie below the strain at maximum where its elastic part was taken off. */
const ELASTIC_PERCENT = 1

/** Two values of one test of which one cannot be above the other; equal ones pass, and so do twice their uncertainties. */
export const ORDER_CHECKS: readonly OwnCheck[] = ORDERS.map((order) => ({
  code: order.code, version: 1, severity: 'contradiction', label: order.label, says: order.says, source: order.source,
  find: (subject) => {
    const numbers = numbersOf(subject)
    const [part, whole] = [numbers.get(order.part), numbers.get(order.whole)]
    if (!part || !whole) return []
    const limit = inUnit(whole, part.quantity.unit)
    if (limit === null) return []
    const spread = Math.hypot(part.spread ?? 0, convertDifference(whole.spread ?? 0, parseUnit(whole.quantity.unit), parseUnit(part.quantity.unit)))
    const allowed = order.part === 'strain_at_maximum' ? convertDifference(ELASTIC_PERCENT, parseUnit('%'), parseUnit(part.quantity.unit)) : 0
    if (part.quantity.value - limit <= 2 * spread + allowed + 1e-9 * Math.abs(limit)) return []
    const [above, below] = [quantityText(part.quantity), quantityText(whole.quantity)]
    return [{
      field: order.part, value: above.en,
      text: {
        en: `${part.field.label.en} (${above.en}) is above ${whole.field.label.en.toLowerCase()} (${below.en}) of the same test.`,
        ko: `${part.field.label.ko}(${above.ko})이(가) 같은 시험의 ${whole.field.label.ko}(${below.ko})보다 큽니다.`,
      },
      ...(isFree(part.quantity) && isFree(whole.quantity) && {
        remedy: {
          text: {
            en: `The two were exchanged: ${part.field.label.en.toLowerCase()} ${below.en}, ${whole.field.label.en.toLowerCase()} ${above.en}.`,
            ko: `두 값이 뒤바뀌었음: ${part.field.label.ko} ${below.ko}, ${whole.field.label.ko} ${above.ko}.`,
          },
          values: { [order.part]: whole.quantity, [order.whole]: part.quantity },
        },
      }),
    }]
  },
}))

/** Whether an author gave it: what was computed is not exchanged for what was written. */
function isFree({ from_curve, calculated_from }: { from_curve?: string; calculated_from?: readonly string[] }): boolean {
  return from_curve === undefined && calculated_from === undefined
}
