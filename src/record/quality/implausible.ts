import { fromSI, toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Text } from '#science/refusal.ts'
import type { Check, Found, Subject } from './finding.ts'
import { figures, numbersOf, quantityText } from './numbers-of.ts'
import type { FieldNumber } from './numbers-of.ts'
import { IMPLAUSIBLE, medianText, peersText, robustZ } from './peers.ts'
import type { Peers, PeersByField } from './peers.ts'
import { unitMistaken } from './unit-slip.ts'

export const IMPLAUSIBLE_VALUE: Check = {
  code: 'implausible_value', version: 2, severity: 'remark',
  label: { en: 'Far from what the hub holds', ko: '허브의 다른 값과 크게 다름' },
  says: {
    en: 'A value lies within 6 robust deviations of the median of its field among records of the same template and of like materials (20 values or more).',
    ko: '값은 같은 템플릿, 비슷한 재료의 기록에 있는 같은 필드 값(20개 이상)의 중앙값에서 로버스트 편차 6배 안에 있다.',
  },
  source: 'Iglewicz and Hoaglin 1993; threshold: docs/decisions/0027-quality.md',
}

export const UNIT_SLIP: Check = {
  code: 'unit_slip', version: 2, severity: 'remark',
  label: { en: 'Perhaps another unit', ko: '단위 착오 의심' },
  says: {
    en: 'A value that is far from its peers, and amid them if read in another usual unit, was given in that unit.',
    ko: '다른 값과 크게 다르지만 다른 단위로 읽으면 중앙값에 가까운 값은 그 단위로 적은 것이다.',
  },
  source: 'NIST SP 811, appendix B: factors between units that are taken for one another',
}

/** What stands out in one record, by field: unit slips where another unit would explain it, else implausible values. */
export function findImplausible(subject: Subject, peers: PeersByField): { readonly check: Check; readonly found: Found }[] {
  return outlying(subject, peers).map(({ number, of, z }) => {
    const mistaken = unitMistaken(number, of)
    return mistaken ? { check: UNIT_SLIP, found: slip(subject, number, of, mistaken) } : { check: IMPLAUSIBLE_VALUE, found: implausible(subject, number, of, z) }
  })
}

/** A number with its peers and how far it is from them. */
export type Outlying = { readonly number: FieldNumber; readonly of: Peers; readonly z: number }

/** The numbers of a record that lie beyond what is plausible; predictions are not compared. */
export function outlying(subject: Subject, peers: PeersByField): Outlying[] {
  if (subject.content.origin === 'predicted') return []
  return [...numbersOf(subject).values()].flatMap((number) => {
    const of = peers.get(number.field.name)
    const z = of ? robustZ(of, number.si) : null
    return of && z !== null && Math.abs(z) > IMPLAUSIBLE ? [{ number, of, z }] : []
  })
}

function implausible({ template }: Subject, { field, quantity }: FieldNumber, of: Peers, z: number): Found {
  const shown = quantityText(quantity)
  const [median, peers] = [medianText(of, quantity.unit), peersText(of, template.label)]
  const [far, scale] = [figures(Math.abs(z), 2), scaleText(of)]
  return {
    field: field.name, value: shown.en,
    text: {
      en: `${field.label.en} of ${shown.en} is ${far} deviations ${z > 0 ? 'above' : 'below'} the median of ${peers.en}, ${median}${scale.en}.`,
      ko: `${field.label.ko} ${shown.ko}은(는) ${peers.ko}의 중앙값 ${median}보다 편차의 ${far}배만큼 ${z > 0 ? '큽니다' : '작습니다'}${scale.ko}.`,
    },
  }
}

function slip({ template }: Subject, { field, quantity }: FieldNumber, of: Peers, unit: string): Found {
  const shown = quantityText(quantity)
  const meant = fromSI(toSI(quantity.value, parseUnit(unit)), parseUnit(quantity.unit))
  const [median, peers] = [medianText(of, quantity.unit), peersText(of, template.label)]
  // A share without a unit has none to be named.
  const named: Text = unit === '1' ? { en: 'A fraction', ko: '분율' } : { en: unit, ko: unit }
  const as: Text = unit === '1' ? { en: `the fraction ${quantity.value}`, ko: `분율 ${quantity.value}` } : { en: `${quantity.value} ${unit}`, ko: `${quantity.value} ${unit}` }
  const ratio = parseUnit(quantity.unit).offset.n === 0n ? figures(meant / quantity.value, 4) : null
  const times: Text = ratio === null ? { en: '', ko: '' } : { en: ` (a factor of ${ratio})`, ko: ` (${ratio}배)` }
  return {
    field: field.name, value: shown.en,
    text: {
      en: `${shown.en} is far from the median of ${peers.en}, ${median}; as ${as.en} it is ${figures(meant, 3)} ${quantity.unit}${times.en}. ${named.en} taken for ${quantity.unit}?`,
      ko: `${shown.ko}은(는) ${peers.ko}의 중앙값 ${median}와(과) 크게 다르지만 ${as.ko}(으)로 읽으면 ${figures(meant, 3)} ${quantity.unit}입니다${times.ko}. ${named.ko} 값을 ${quantity.unit}(으)로 적었습니까?`,
    },
    ...(quantity.from_curve === undefined && quantity.calculated_from === undefined && {
      remedy: {
        text: { en: `It is ${as.en}, not ${shown.en}.`, ko: `${shown.ko}이(가) 아니라 ${as.ko}임.` },
        values: { [field.name]: { ...quantity, unit } },
      },
    }),
  }
}

function scaleText({ isLog }: Peers): Text {
  return isLog ? { en: ' (on a logarithmic scale)', ko: '(로그 눈금)' } : { en: '', ko: '' }
}
