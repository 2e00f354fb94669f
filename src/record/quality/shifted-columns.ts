import { toSI } from '#science/quantities/convert.ts'
import { parseUnit } from '#science/quantities/parse-unit.ts'
import type { Values } from '../records/value.ts'
import type { Field } from '../templates/template.ts'
import type { Check, Found, Subject } from './finding.ts'
import { numbersOf, quantityText } from './numbers-of.ts'
import type { FieldNumber } from './numbers-of.ts'
import { IMPLAUSIBLE, numberFields, robustZ } from './peers.ts'
import type { PeersByField } from './peers.ts'

export const COLUMNS_SHIFTED: Check = {
  code: 'columns_shifted', version: 2, severity: 'contradiction',
  label: { en: 'Columns shifted by one', ko: '열이 한 칸 밀림' },
  says: {
    en: 'Two or more implausible numbers beside one another that are all plausible one field on stand in the wrong fields.',
    ko: '나란한 두 개 이상의 값이 모두 비정상이고 한 칸 옮기면 모두 정상이면, 값이 잘못된 필드에 있는 것이다.',
  },
  source: 'the peers of each field: Iglewicz and Hoaglin 1993',
}

/** How near its peers each number must lie one field on, in deviations. */
const PLAUSIBLE = 3.5
const LEAST_RUN = 2

/** The longest run of implausible numbers that would be plausible one field further on, or one back. */
export function findShift(subject: Subject, peers: PeersByField): Found | null {
  const fields = numberFields(subject.template.fields).filter(({ name }) => peers.has(name))
  const numbers = numbersOf(subject)
  const runs = [1, -1].flatMap((step) => runsOf(fields, step, numbers, peers).map((run) => ({ run, step })))
  const best = runs.toSorted((a, b) => b.run.length - a.run.length)[0]
  return best && best.run.length >= LEAST_RUN ? tell(best.run, best.step, fields) : null
}

type Run = readonly FieldNumber[]

function runsOf(fields: readonly Field[], step: number, numbers: ReadonlyMap<string, FieldNumber>, peers: PeersByField): Run[] {
  const runs: FieldNumber[][] = [[]]
  for (const [index, field] of fields.entries()) {
    const number = numbers.get(field.name)
    const to = fields[index + step]
    const isWrong = number !== undefined && Math.abs(robustZ(peers.get(field.name)!, number.si) ?? 0) > IMPLAUSIBLE
    if (isWrong && to?.unit !== undefined && fits(number, to, peers)) runs.at(-1)!.push(number)
    else runs.push([])
  }
  return runs
}

function fits({ quantity }: FieldNumber, to: Field, peers: PeersByField): boolean {
  const z = robustZ(peers.get(to.name)!, toSI(quantity.value, parseUnit(to.unit!)))
  return z !== null && Math.abs(z) <= PLAUSIBLE
}

function tell(run: Run, step: number, fields: readonly Field[]): Found {
  const targetOf = ({ field }: FieldNumber) => fields[fields.findIndex(({ name }) => name === field.name) + step]!
  const values: Record<string, Values[string]> = {}
  for (const number of run) values[targetOf(number).name] = { ...number.quantity, unit: targetOf(number).unit! }
  const labels = (language: 'en' | 'ko') => run.map((number) => `${number.field.label[language]} ${quantityText(number.quantity)[language]}`).join(', ')
  const targets = (language: 'en' | 'ko') => run.map((number) => targetOf(number).label[language]).join(', ')
  // The field at the trailing end gets nothing: whether its own value was lost is for the person to see.
  const isWhole = run.every((number) => number.quantity.from_curve === undefined && number.quantity.calculated_from === undefined)
  return {
    field: run[0]!.field.name, value: run.map(({ quantity }) => quantityText(quantity).en).join(', '),
    text: {
      en: `${labels('en')}: each is implausible there and plausible as ${targets('en')}. The columns seem shifted by one.`,
      ko: `${labels('ko')}: 각 값이 그 필드에서는 비정상이지만 ${targets('ko')}(으)로는 정상입니다. 열이 한 칸 밀린 것으로 보입니다.`,
    },
    ...(isWhole && { remedy: { text: { en: 'Each number belongs one field on.', ko: '각 값을 한 칸 옆 필드로 옮김.' }, values } }),
  }
}
