import { isCompatible } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import { formatQuantity } from '#science/quantities/quantity.ts'
import type { OwnCheck } from './finding.ts'
import { inUnit, numbersOf, quantityText } from './numbers-of.ts'

type Said = { readonly value: number; readonly unit: string }

/** A temperature or a time in a name, `800C` and `85H` as well as `800 °C` and `85 h`; not inside a word (`IS1010H`). */
const SAID = /(?<![\p{L}\d.–-])(\d+(?:\.\d+)?)\s?(°C|℃|C|K|min|hours?|hr|h|H)(?![\p{L}\d])/gu
/** A bare C below this is a rate of charging or an amount of carbon. */
const LEAST_BARE_CELSIUS = 60
const UNITS: Readonly<Record<string, string>> = { '°C': '°C', '℃': '°C', C: '°C', K: 'K', min: 'min', hour: 'h', hours: 'h', hr: 'h', h: 'h', H: 'h' }
/** Kelvin by which a temperature may be rounded; times by one in a hundred. */
const KELVIN = 1.5
const SHARE = 0.01

export const SAID_IN_NAME: OwnCheck = {
  code: 'name_against_values', version: 1, severity: 'remark',
  label: { en: 'The name says what no field holds', ko: '이름에만 있는 값' },
  says: {
    en: 'Every temperature and time that a record’s name states is one of its values, where it has values of that kind.',
    ko: '기록 이름에 적힌 온도와 시간은, 그런 값이 있는 기록이라면 그 값 가운데 하나이다.',
  },
  source: 'labels in which laboratories repeat what their columns say; temperatures to 1.5 K, times to 1 %. “M” may be minutes or mol/L and is not read (docs/decisions/0031-sets.md)',
  find: (subject) => {
    const numbers = [...numbersOf(subject).values()].filter(({ quantity }) => quantity.from_curve === undefined)
    const missing = saidIn(subject.content.name).filter((said) => {
      const comparable = numbers.filter(({ quantity }) => isCompatible(parseUnit(quantity.unit), parseUnit(said.unit)))
      return comparable.length > 0 && !comparable.some((number) => isSame(said, inUnit(number, said.unit)!))
    })
    if (missing.length === 0) return []
    const held = numbers.filter(({ quantity }) => missing.some(({ unit }) => isCompatible(parseUnit(quantity.unit), parseUnit(unit))))
    const says = (language: 'en' | 'ko') => missing.map((one) => formatQuantity(one, language)).join(', ')
    const has = (language: 'en' | 'ko') => held.map(({ field, quantity }) => `${field.label[language]} ${quantityText(quantity)[language]}`).join(', ')
    return [{
      field: null, value: subject.content.name,
      text: {
        en: `The name says ${says('en')}; the record has ${has('en')} only. A step that is left out, or a slip in one of the two?`,
        ko: `이름에는 ${says('ko')}이(가) 있지만 기록에는 ${has('ko')}뿐입니다. 빠진 단계가 있거나 한쪽을 잘못 적었습니까?`,
      },
    }]
  },
}

/** Temperatures and times that a name states. */
export function saidIn(name: string): Said[] {
  return [...name.matchAll(SAID)].flatMap(([, digits, sign]) => {
    const value = Number(digits)
    return sign === 'C' && value < LEAST_BARE_CELSIUS ? [] : [{ value, unit: UNITS[sign!]! }]
  })
}

function isSame({ value, unit }: Said, held: number): boolean {
  const kelvin = unit === '°C' || unit === 'K'
  return Math.abs(held - value) <= (kelvin ? KELVIN : SHARE * Math.max(Math.abs(value), Math.abs(held)))
}
