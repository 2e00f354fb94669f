import type { Text } from '#science/refusal.ts'
import type { ConcernedRecord } from './apply-recipe.ts'
import type { Finding } from './finding.ts'
import type { PlannedRecord } from './plan-recipe.ts'

/** A remark on each line but the first that tells of a record already told of with other values. */
export function furtherOccurrences(
  plan: readonly PlannedRecord[], planned: PlannedRecord, different: readonly ConcernedRecord[],
): { finding: Finding; records: readonly ConcernedRecord[] }[] {
  const [first, ...further] = different.toSorted((a, b) => a.line - b.line)
  const thing = thingTold(plan, planned)
  const label = planned.template.label
  return further.map((one, index) => {
    const { line } = one
    const [nth, of] = [index + 2, different.length]
    const finding: Finding = {
      severity: 'remark',
      code: 'record.another_occurrence',
      line,
      column: null,
      value: null,
      text: {
        en: `${label.en}: line ${line} tells of ${thing.en} as line ${first!.line}, with other values; ${of === 2 ? 'both' : `all ${of}`} are `
          + `kept (this is ${nth} of ${of}). Check whether they are ${of === 2 ? 'two' : of} ${thing.several.en} or a slip.`,
        ko: `${label.ko}: ${line}행과 ${first!.line}행에 ${thing.ko} 다른 값이 있습니다. ${of === 2 ? '둘 다' : `${of}개 모두`} 남겨 두었습니다`
          + `(${of}개 중 ${nth}번째). ${thing.several.ko}인지 오기인지 확인하십시오.`,
      },
    }
    return { finding, records: [first!, one] }
  })
}

/** What two rows with one key both tell of, and what they may be instead of a slip. */
function thingTold(plan: readonly PlannedRecord[], { record, template }: PlannedRecord): Text & { readonly several: Text } {
  if (template.kind !== 'measurement') {
    return { en: 'the same one', ko: '같은 대상의', several: { en: 'different things', ko: '서로 다른 대상' } }
  }
  // What a column names is a record of the hub, of whatever template.
  const subjects = [record.of ?? []].flat()
  const label = plan.find((other) => subjects.includes(other.record.as))?.template.label ?? { en: 'sample', ko: '시료' }
  const hasConditions = record.key.some((part) => !subjects.includes(part))
  return {
    en: `the same ${midSentence(label.en)}${hasConditions ? ' under the same conditions' : ''}`,
    ko: `같은 ${label.ko}${hasConditions ? ', 같은 조건' : ''}의`,
    several: { en: record.origin === 'measured' ? 'measurements' : 'results', ko: '따로 얻은 값' },
  }
}

/** A label inside a sentence: “Alloy specimen” in small letters, “XRD pattern” as it is. */
function midSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label
}
